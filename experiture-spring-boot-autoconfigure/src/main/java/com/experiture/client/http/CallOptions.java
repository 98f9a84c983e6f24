package com.experiture.client.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a caller may set for the calls of one client view, see {@code with(CallOptions)}
 * on every client.
 *
 * @param idempotencyKey the key of the write; {@code null} makes a random one per logical
 * call. A key belongs to one write: a view that holds one is for a single write and its
 * repetitions
 * @param correlationId the id to send with every attempt; {@code null} takes the caller's
 * from the Reactor context or the MDC, or makes one
 * @param timeout the time that the whole call may take, waits and retries included;
 * {@code null} takes the configured one
 * @param insertsWithoutMatchKey whether a record without its match key is inserted
 * instead of refused, see {@link #insertWithoutMatchKey()}
 */
public record CallOptions(@Nullable IdempotencyKey idempotencyKey, @Nullable String correlationId,
		@Nullable Duration timeout, boolean insertsWithoutMatchKey) {

	private static final CallOptions NONE = new CallOptions(null, null, null);

	/**
	 * Check the options.
	 * @throws IllegalArgumentException if the correlation id is no printable ASCII of 1
	 * to 128 characters, or the timeout is not positive or longer than 365 days
	 */
	public CallOptions {
		if (correlationId != null && !CorrelationIds.isValid(correlationId)) {
			throw new IllegalArgumentException("A correlation id must be 1 to 128 printable ASCII characters");
		}
		if (timeout != null) {
			Times.positive("timeout", timeout);
		}
	}

	/**
	 * Create options whose records must have their match key.
	 * @param idempotencyKey the key of the write, or {@code null}
	 * @param correlationId the id to send with every attempt, or {@code null}
	 * @param timeout the time that the whole call may take, or {@code null}
	 * @throws IllegalArgumentException if one of them is not valid
	 */
	public CallOptions(@Nullable IdempotencyKey idempotencyKey, @Nullable String correlationId,
			@Nullable Duration timeout) {
		this(idempotencyKey, correlationId, timeout, false);
	}

	/**
	 * Return options that set nothing.
	 * @return the options
	 */
	public static CallOptions none() {
		return NONE;
	}

	/**
	 * Return these options with an idempotency key.
	 * @param key the key
	 * @return new options
	 */
	public CallOptions idempotencyKey(IdempotencyKey key) {
		return new CallOptions(key, this.correlationId, this.timeout, this.insertsWithoutMatchKey);
	}

	/**
	 * Return these options with a correlation id.
	 * @param id 1 to 128 printable ASCII characters
	 * @return new options
	 */
	public CallOptions correlationId(String id) {
		return new CallOptions(this.idempotencyKey, id, this.timeout, this.insertsWithoutMatchKey);
	}

	/**
	 * Return these options with a timeout.
	 * @param limit the time that the whole call may take
	 * @return new options
	 */
	public CallOptions timeout(Duration limit) {
		return new CallOptions(this.idempotencyKey, this.correlationId, limit, this.insertsWithoutMatchKey);
	}

	/**
	 * Return these options with the permission to insert records that lack their match
	 * key. By default, an upsert by a match key refuses a record whose key is missing,
	 * null or blank before anything is sent, since the API inserts a new row for it
	 * (documented). With the permission it is sent, and a key that is null or blank is
	 * left out of it. This holds for single and batch upserts, bulk writes, writers and
	 * imports of records that are made by the view with these options; other calls ignore
	 * it.
	 * @return new options
	 */
	public CallOptions insertWithoutMatchKey() {
		return new CallOptions(this.idempotencyKey, this.correlationId, this.timeout, true);
	}

}
