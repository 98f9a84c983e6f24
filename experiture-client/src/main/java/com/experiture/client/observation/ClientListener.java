package com.experiture.client.observation;

/**
 * Is told what a client does: numbers and names of low cardinality, never the content of
 * a record, an identifier or a credential. The methods are called on the threads that
 * carry the calls, so they must be fast and must not block. What they throw, errors
 * included, is logged and does not reach the call.
 */
public interface ClientListener {

	/**
	 * The client was built.
	 * @param status what the client can be asked for, until it is closed
	 */
	default void opened(ClientStatus status) {
	}

	/**
	 * The client was closed.
	 */
	default void closed() {
	}

	/**
	 * An attempt ended. Attempts that were cancelled, by the caller or by the deadline of
	 * the call, end with {@link CallOutcome#CANCELLED}.
	 * @param endpoint the name of the endpoint, such as {@code records.upsert}
	 * @param endpointClass the rate-limit class, such as {@code single-write}
	 * @param outcome how it ended
	 * @param nanos how long it took, the wait for its turn not included
	 */
	default void attemptEnded(String endpoint, String endpointClass, CallOutcome outcome, long nanos) {
	}

	/**
	 * Another attempt follows after a delay.
	 * @param endpoint the name of the endpoint
	 * @param reason how the attempt before ended
	 * @param delayNanos the delay
	 */
	default void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
	}

	/**
	 * A response, of a success or a failure, announced that its endpoint is deprecated or
	 * will go away. Each such response is reported; the log has one warning per endpoint.
	 * @param endpoint the name of the endpoint
	 * @param deprecation what the API announced
	 */
	default void endpointDeprecated(String endpoint, EndpointDeprecation deprecation) {
	}

	/**
	 * A logical call ended, all its attempts included.
	 * @param endpoint the name of the endpoint
	 * @param correlationId the id of the call; of high cardinality
	 * @param outcome how it ended
	 */
	default void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
	}

	/**
	 * A call waited for its turn. Calls that pass at once are not reported.
	 * @param endpointClass the rate-limit class
	 * @param passed whether it passed; {@code false} where it gave up
	 * @param nanos how long it waited
	 */
	default void waited(String endpointClass, boolean passed, long nanos) {
	}

	/**
	 * The API asked for a pause, so nothing of the class is sent for a while. Requests of
	 * the class that are refused during the pause may prolong it, which is not reported.
	 * @param endpointClass the rate-limit class
	 * @param nanos how long the pause is, at most 5 minutes even if the API asked for
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
	 * Records were written, or were not.
	 * @param fate what became of them
	 * @param count how many they are
	 */
	default void records(RecordOutcome fate, long count) {
	}

	/**
	 * A batch was cut from a stream or a queue of records. An {@link OutOfMemoryError} is
	 * the one failure that counts: a batch of a writer is not sent then.
	 * @param cut why it was not made larger
	 * @param records how many records it has
	 * @param bytes how long its body is
	 * @param fill how full it is, from 0 to 1, by that of its bounds that it is closest
	 * to
	 */
	default void batchCut(FlushReason cut, int records, long bytes, double fill) {
	}

	/**
	 * Another part of a file was uploaded.
	 * @param bytes how many bytes; those of an upload that starts over come again
	 */
	default void uploaded(long bytes) {
	}

	/**
	 * An import job reached a state.
	 * @param state the state, such as {@code running}; {@code other} for one that this
	 * version does not know
	 */
	default void importReached(String state) {
	}

}
