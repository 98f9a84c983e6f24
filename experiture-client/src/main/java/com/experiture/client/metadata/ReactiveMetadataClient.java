package com.experiture.client.metadata;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;

/**
 * Reactive variant of {@link MetadataClient}, which documents the calls, their scopes and
 * their errors. Nothing is sent before a result is subscribed to.
 *
 * @see MetadataClient
 */
public interface ReactiveMetadataClient {

	/**
	 * Return a view with options, see {@link MetadataClient#with(CallOptions)}.
	 */
	ReactiveMetadataClient with(CallOptions options);

	/**
	 * Same as {@link MetadataClient#listObjects()}, as a {@link Flux}.
	 */
	Flux<ObjectSummary> listObjects();

	/**
	 * Same as {@link MetadataClient#getObject(String)}, as a {@link Mono}.
	 */
	Mono<ObjectSchema> getObject(String objectName);

}
