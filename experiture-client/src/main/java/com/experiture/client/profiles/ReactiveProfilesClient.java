package com.experiture.client.profiles;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.receipt.WriteReceipt;

/**
 * Reactive variant of {@link ProfilesClient}, which documents the calls, their scopes and
 * their errors. Nothing is sent before a result is subscribed to.
 *
 * @see ProfilesClient
 */
public interface ReactiveProfilesClient {

	/**
	 * Return a view with options, see {@link ProfilesClient#with(CallOptions)}.
	 */
	ReactiveProfilesClient with(CallOptions options);

	/**
	 * Same as {@link ProfilesClient#upsert(Object)}, as a {@link Mono}.
	 */
	default Mono<WriteReceipt> upsert(Object record) {
		return upsert(record, null);
	}

	/**
	 * Same as {@link ProfilesClient#upsert(Object, String)}, as a {@link Mono}.
	 */
	Mono<WriteReceipt> upsert(Object record, @Nullable String matchKey);

}
