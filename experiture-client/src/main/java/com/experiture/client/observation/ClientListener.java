package com.experiture.client.observation;

/**
 * Receives the events of a client: numbers and names of low cardinality, never the
 * content of a record, an identifier or a credential. The methods are called on the
 * threads that process the calls, so they must be fast and must not block. Exceptions and
 * errors that they throw are logged and do not affect the call.
 */
public interface ClientListener {

	/**
	 * The client was built.
	 * @param status the status of the client, to be used until the client is closed
	 */
	default void opened(ClientStatus status) {
	}

	/**
	 * The client was closed.
	 */
	default void closed() {
	}

	/**
	 * An attempt ended. Attempts that were cancelled by the caller or by the deadline of
	 * the call end with {@link CallOutcome#CANCELLED}.
	 * @param endpoint the name of the endpoint, such as {@code records.upsert}
	 * @param endpointClass the endpoint class, such as {@code single-write}
	 * @param outcome how it ended
	 * @param nanos how long it took, without the wait for a permit of the rate limiter
	 */
	default void attemptEnded(String endpoint, String endpointClass, CallOutcome outcome, long nanos) {
	}

	/**
	 * A failed attempt will be retried after a delay.
	 * @param endpoint the name of the endpoint
	 * @param reason how the failed attempt ended
	 * @param delayNanos the delay
	 */
	default void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
	}

	/**
	 * A successful or failed response announced that its endpoint is deprecated or will
	 * be removed. Each such response is reported; the log has one warning per endpoint.
	 * @param endpoint the name of the endpoint
	 * @param deprecation the announcement of the API
	 */
	default void endpointDeprecated(String endpoint, EndpointDeprecation deprecation) {
	}

	/**
	 * A logical call ended, including all its attempts.
	 * @param endpoint the name of the endpoint
	 * @param correlationId the id of the call; of high cardinality
	 * @param outcome how it ended
	 */
	default void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
	}

	/**
	 * A call ended its wait for a permit of the rate limiter. Calls that do not have to
	 * wait are not reported.
	 * @param endpointClass the endpoint class
	 * @param acquired whether the call acquired a permit; {@code false} if it was
	 * cancelled, timed out or was rejected meanwhile
	 * @param nanos how long it waited
	 */
	default void permitWaitEnded(String endpointClass, boolean acquired, long nanos) {
	}

	/**
	 * The API asked for a pause, so no request of the endpoint class is sent for some
	 * time. Requests in flight that are rejected during the pause can extend it, which is
	 * not reported.
	 * @param endpointClass the endpoint class
	 * @param nanos the length of the pause, at most 5 minutes even if the API asks for
	 * more
	 */
	default void paused(String endpointClass, long nanos) {
	}

	/**
	 * A request for an access token ended.
	 * @param outcome how it ended
	 * @param nanos how long it took
	 */
	default void tokenRequested(TokenOutcome outcome, long nanos) {
	}

	/**
	 * Records were written, or could not be written.
	 * @param outcome the outcome of these records
	 * @param count the number of records
	 */
	default void recordsProcessed(RecordOutcome outcome, long count) {
	}

	/**
	 * A bulk write or a record writer completed a batch and is about to send it. An
	 * {@link OutOfMemoryError} is the only failure that has an effect: a batch of a
	 * writer is then not sent.
	 * @param reason why the batch is not larger
	 * @param records the number of records
	 * @param bytes the size of its body
	 * @param fill how full it is, from 0 to 1, relative to the limit that it is closest
	 * to
	 */
	default void batchFlushed(FlushReason reason, int records, long bytes, double fill) {
	}

	/**
	 * Another part of a file was uploaded.
	 * @param bytes the number of bytes; if an upload starts over, they are reported again
	 */
	default void uploaded(long bytes) {
	}

	/**
	 * The state of an import job changed.
	 * @param state the new state, such as {@code running}; {@code other} if this version
	 * does not know it
	 */
	default void importStateChanged(String state) {
	}

}
