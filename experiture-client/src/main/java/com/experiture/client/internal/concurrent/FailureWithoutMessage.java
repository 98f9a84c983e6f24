package com.experiture.client.internal.concurrent;

/**
 * Says where an unexpected failure came from, without its message, which may quote what
 * was sent or received.
 */
public final class FailureWithoutMessage extends RuntimeException {

	public FailureWithoutMessage(Throwable failure) {
		super(failure.getClass().getName());
		setStackTrace(failure.getStackTrace());
	}

}
