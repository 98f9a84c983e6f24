package com.experiture.client.internal.concurrent;

/**
 * The type and stack trace of an unexpected failure, without its message, which may quote
 * a request or a response.
 */
public final class FailureWithoutMessage extends RuntimeException {

	public FailureWithoutMessage(Throwable failure) {
		super(failure.getClass().getName());
		setStackTrace(failure.getStackTrace());
	}

}
