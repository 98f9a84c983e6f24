package com.experiture.client.metadata;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;

/**
 * Reads the schema of the workspace. Nothing is sent before a result is subscribed to.
 * Needs the scope {@code cdp:metadata:read}. Each call fails with an
 * {@link com.experiture.client.error.ExperitureException}.
 *
 * @see MetadataClient
 */
public interface ReactiveMetadataClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options correlation id, timeout
	 * @return a view
	 */
	ReactiveMetadataClient with(CallOptions options);

	/**
	 * List the objects of the workspace, all in one answer (documented).
	 * @return the objects, without their fields
	 */
	Flux<ObjectSummary> listObjects();

	/**
	 * Read one object (documented, but for the members of its fields).
	 * @param objectName the object, such as {@code profiles}
	 * @return the object with its identity keys and fields
	 */
	Mono<ObjectSchema> getObject(String objectName);

}
