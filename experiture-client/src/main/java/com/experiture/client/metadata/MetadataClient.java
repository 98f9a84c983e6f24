package com.experiture.client.metadata;

import java.util.List;

import com.experiture.client.call.CallOptions;

/**
 * Reads the schema of the workspace. Blocks until the response is received, so it must
 * not be used on an event-loop thread. Needs the scope {@code cdp:metadata:read}. Each
 * call fails with an {@link com.experiture.client.error.ExperitureException}.
 *
 * @see ReactiveMetadataClient
 */
public interface MetadataClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options correlation id, timeout
	 * @return a view
	 */
	MetadataClient with(CallOptions options);

	/**
	 * List the objects of the workspace, all in one response (documented).
	 * @return the objects, without their fields
	 */
	List<ObjectSummary> listObjects();

	/**
	 * Read an object (documented, except the properties of its fields).
	 * @param objectName the object, such as {@code profiles}
	 * @return the object with its identity keys and fields
	 */
	ObjectSchema getObject(String objectName);

}
