package com.experiture.client.call;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.CorrelationIdFormat;
import com.experiture.client.settings.DurationLimits;

/**
 * Options of the calls of one client view, see {@code with(CallOptions)} on every client.
 */
public final class CallOptions {

	private static final CallOptions NONE = builder().build();

	private final @Nullable IdempotencyKey idempotencyKey;

	private final @Nullable String correlationId;

	private final @Nullable Duration timeout;

	private final boolean insertWithoutMatchKey;

	private final @Nullable Consumer<ApiResponse<?>> onResponse;

	private CallOptions(Builder builder) {
		this.idempotencyKey = builder.idempotencyKey;
		this.correlationId = builder.correlationId;
		this.timeout = builder.timeout;
		this.insertWithoutMatchKey = builder.insertWithoutMatchKey;
		this.onResponse = builder.onResponse;
	}

	/**
	 * Return options that set nothing.
	 * @return the options
	 */
	public static CallOptions none() {
		return NONE;
	}

	/**
	 * Start building options. Nothing is set yet.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start building options that differ from these.
	 * @return a builder with the values of these options
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.idempotencyKey = this.idempotencyKey;
		builder.correlationId = this.correlationId;
		builder.timeout = this.timeout;
		builder.insertWithoutMatchKey = this.insertWithoutMatchKey;
		builder.onResponse = this.onResponse;
		return builder;
	}

	/**
	 * Return the idempotency key of the write.
	 * @return the key, or {@code null} if each logical call gets a random one
	 */
	public @Nullable IdempotencyKey idempotencyKey() {
		return this.idempotencyKey;
	}

	/**
	 * Return the correlation id that is sent with every attempt.
	 * @return the id, or {@code null} if it is taken from the caller or generated
	 */
	public @Nullable String correlationId() {
		return this.correlationId;
	}

	/**
	 * Return the maximum duration of a whole call, waits and retries included.
	 * @return the timeout, or {@code null} if the configured one applies
	 */
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return whether a record without its match key is inserted instead of rejected.
	 * @return whether it is inserted, {@code false} by default
	 */
	public boolean insertWithoutMatchKey() {
		return this.insertWithoutMatchKey;
	}

	/**
	 * Return the listener for the response to each successful call.
	 * @return the listener, or {@code null} if there is none
	 */
	public @Nullable Consumer<ApiResponse<?>> onResponse() {
		return this.onResponse;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CallOptions that && Objects.equals(this.idempotencyKey, that.idempotencyKey)
				&& Objects.equals(this.correlationId, that.correlationId) && Objects.equals(this.timeout, that.timeout)
				&& this.insertWithoutMatchKey == that.insertWithoutMatchKey
				&& Objects.equals(this.onResponse, that.onResponse);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.idempotencyKey, this.correlationId, this.timeout, this.insertWithoutMatchKey,
				this.onResponse);
	}

	@Override
	public String toString() {
		return "CallOptions[idempotencyKey=" + this.idempotencyKey + ", correlationId=" + this.correlationId
				+ ", timeout=" + this.timeout + ", insertWithoutMatchKey=" + this.insertWithoutMatchKey
				+ ", onResponse=" + this.onResponse + "]";
	}

	/**
	 * Builds {@link CallOptions}. Setting {@code null} removes an option.
	 */
	public static final class Builder {

		private @Nullable IdempotencyKey idempotencyKey;

		private @Nullable String correlationId;

		private @Nullable Duration timeout;

		private boolean insertWithoutMatchKey;

		private @Nullable Consumer<ApiResponse<?>> onResponse;

		private Builder() {
		}

		/**
		 * Set the idempotency key of the write. A key belongs to one write, so a client
		 * view with a key is for a single write and its repetitions.
		 * @param key the key; by default, each logical call gets a random one
		 * @return this builder
		 */
		public Builder idempotencyKey(@Nullable IdempotencyKey key) {
			this.idempotencyKey = key;
			return this;
		}

		/**
		 * Set the correlation id that is sent with every attempt. The API documents no
		 * format; the limits are assumed, and what they exclude cannot be a header.
		 * @param id 1 to 128 printable ASCII characters; by default, it is taken from the
		 * Reactor context or the MDC, or generated
		 * @return this builder
		 * @throws IllegalArgumentException if the id has another format
		 */
		public Builder correlationId(@Nullable String id) {
			if (id != null && !CorrelationIdFormat.isValid(id)) {
				throw new IllegalArgumentException("A correlation id must be 1 to 128 printable ASCII characters");
			}
			this.correlationId = id;
			return this;
		}

		/**
		 * Set the maximum duration of a whole call, waits and retries included.
		 * @param timeout the timeout; by default, the configured one applies
		 * @return this builder
		 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
		 */
		public Builder timeout(@Nullable Duration timeout) {
			this.timeout = (timeout != null) ? DurationLimits.positive("timeout", timeout) : null;
			return this;
		}

		/**
		 * Set whether records that lack their match key are inserted. By default, an
		 * upsert with a match key rejects a record whose key is missing, null or blank
		 * before anything is sent, since the API inserts a new row for it (documented).
		 * If inserts are allowed, the record is sent, and a key that is null or blank is
		 * left out of it. This applies to single and batch upserts, bulk writes, writers
		 * and imports of records; other calls ignore it.
		 * @param insert whether to insert, {@code false} by default
		 * @return this builder
		 */
		public Builder insertWithoutMatchKey(boolean insert) {
			this.insertWithoutMatchKey = insert;
			return this;
		}

		/**
		 * Set a listener for the response to each successful call: its {@code data}, the
		 * server's correlation id, the position in a paged collection, and the raw body.
		 * <pre class="code">
		 * records.with(CallOptions.builder()
		 *         .onResponse((response) -&gt; log.info("{}", response.correlationId()))
		 *         .build())
		 *     .upsert("profiles", customer, "email");
		 * </pre> Work of several calls, such as paging, waiting for a job or a bulk
		 * write, calls it for each response; a bulk write does so on several threads at
		 * once. Exceptions of the listener are logged and do not fail the call. It is
		 * called before the call returns, on the thread that read the response, so it
		 * must not block.
		 * @param listener receives the responses; none by default
		 * @return this builder
		 */
		public Builder onResponse(@Nullable Consumer<ApiResponse<?>> listener) {
			this.onResponse = listener;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 */
		public CallOptions build() {
			return new CallOptions(this);
		}

	}

}
