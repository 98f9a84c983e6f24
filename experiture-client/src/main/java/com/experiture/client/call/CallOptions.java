package com.experiture.client.call;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.CorrelationIdFormat;
import com.experiture.client.internal.time.DurationLimits;

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
 * @param onResponse gets the response to each call that succeeds, see
 * {@link #onResponse(Consumer)}; {@code null} for none
 */
public record CallOptions(@Nullable IdempotencyKey idempotencyKey, @Nullable String correlationId,
		@Nullable Duration timeout, boolean insertsWithoutMatchKey, @Nullable Consumer<ApiResponse<?>> onResponse) {

	private static final CallOptions NONE = new CallOptions(null, null, null);

	/**
	 * Check the options. The form of correlation ids is this client's own caution: the
	 * documentation does not state one, and what is refused cannot be a header.
	 * @throws IllegalArgumentException if the correlation id is no printable ASCII of 1
	 * to 128 characters, or the timeout is not positive or longer than 365 days
	 */
	public CallOptions {
		if (correlationId != null && !CorrelationIdFormat.isValid(correlationId)) {
			throw new IllegalArgumentException("A correlation id must be 1 to 128 printable ASCII characters");
		}
		if (timeout != null) {
			DurationLimits.positive("timeout", timeout);
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
		this(idempotencyKey, correlationId, timeout, false, null);
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
		return new CallOptions(key, this.correlationId, this.timeout, this.insertsWithoutMatchKey, this.onResponse);
	}

	/**
	 * Return these options with a correlation id.
	 * @param id 1 to 128 printable ASCII characters
	 * @return new options
	 */
	public CallOptions correlationId(String id) {
		return new CallOptions(this.idempotencyKey, id, this.timeout, this.insertsWithoutMatchKey, this.onResponse);
	}

	/**
	 * Return these options with a timeout.
	 * @param limit the time that the whole call may take
	 * @return new options
	 */
	public CallOptions timeout(Duration limit) {
		return new CallOptions(this.idempotencyKey, this.correlationId, limit, this.insertsWithoutMatchKey,
				this.onResponse);
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
		return new CallOptions(this.idempotencyKey, this.correlationId, this.timeout, true, this.onResponse);
	}

	/**
	 * Return these options with a listener that gets the response to each call that
	 * succeeds: its {@code data}, the server's correlation id, the position in a paged
	 * collection, and the body as it came. <pre class="code">
	 * records.with(CallOptions.none().onResponse((response) -&gt; log.info("{}", response.correlationId())))
	 *     .upsert("profiles", customer, "email");
	 * </pre> Work of several calls, such as paging, waiting for a job or a bulk write,
	 * gets one response for each of them, in a bulk write on several threads at once.
	 * What the listener throws is logged and does not fail the call. It is called before
	 * the call returns, on the thread that read the response, so it must not block.
	 * @param listener gets the responses
	 * @return new options
	 */
	public CallOptions onResponse(Consumer<ApiResponse<?>> listener) {
		return new CallOptions(this.idempotencyKey, this.correlationId, this.timeout, this.insertsWithoutMatchKey,
				listener);
	}

	/**
	 * Return these options for calls that need keys of their own, such as those that
	 * read.
	 * @return new options without the idempotency key
	 */
	public CallOptions withoutIdempotencyKey() {
		return (this.idempotencyKey != null)
				? new CallOptions(null, this.correlationId, this.timeout, this.insertsWithoutMatchKey, this.onResponse)
				: this;
	}

}
