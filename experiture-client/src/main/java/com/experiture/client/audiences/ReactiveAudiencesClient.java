package com.experiture.client.audiences;

import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;

/**
 * Reactive variant of {@link AudiencesClient}, which documents the calls, their scopes
 * and their errors. Nothing is sent before a result is subscribed to.
 *
 * @see AudiencesClient
 */
public interface ReactiveAudiencesClient {

	/**
	 * Return a view with options, see {@link AudiencesClient#with(CallOptions)}.
	 */
	ReactiveAudiencesClient with(CallOptions options);

	/**
	 * Same as {@link AudiencesClient#preview(String)}, as a {@link Mono}.
	 */
	Mono<AudiencePreview> preview(String audienceId);

	/**
	 * Same as {@link AudiencesClient#preview(String, int)}, as a {@link Mono}.
	 */
	Mono<AudiencePreview> preview(String audienceId, int limit);

}
