package com.experiture.client.http;

/**
 * Says where an unexpected failure came from, without its message, which may quote what
 * was sent or received.
 */
final class FailureWithoutMessage extends RuntimeException {

	FailureWithoutMessage(Throwable failure) {
		super(failure.getClass().getName());
		setStackTrace(failure.getStackTrace());
	}

}
