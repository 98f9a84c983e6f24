package com.experiture.client.profiles;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.CallOptions;
import com.experiture.client.receipt.WriteReceipt;

/**
 * Writes into the workspace's primary profile object. Blocks until the response is
 * received, so it must not be used on an event-loop thread. Needs the scope
 * {@code cdp:profiles:write}.
 * <p>
 * Records, and the effect of missing fields and nulls, are described at
 * {@link com.experiture.client.records.RecordsClient}.
 *
 * @see ReactiveProfilesClient
 */
public interface ProfilesClient {

	/**
	 * Return a view of this client whose calls have the given options.
	 * @param options idempotency key, correlation id, timeout
	 * @return a view
	 */
	ProfilesClient with(CallOptions options);

	/**
	 * Insert a profile or merge it into the one with the same primary key, field by field
	 * (documented).
	 * @param record the profile
	 * @return the receipt
	 */
	default WriteReceipt upsert(Object record) {
		return upsert(record, null);
	}

	/**
	 * Insert a profile or merge it into the one with the same match key, field by field
	 * (documented). A profile whose match key is missing, null or blank is rejected
	 * before it is sent, unless {@link CallOptions#insertWithoutMatchKey() inserting} is
	 * intended.
	 * @param record the profile
	 * @param matchKey one of the identity keys, such as {@code email}; {@code null} means
	 * the primary key
	 * @return the receipt
	 */
	WriteReceipt upsert(Object record, @Nullable String matchKey);

}
