package com.experiture.client.internal.upload;

import java.io.EOFException;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The file failed, not the connection. No caller ever sees it but its cause.
 */
final class UnreadableFile extends IOException {

	private final IOException fault;

	UnreadableFile(IOException fault) {
		super(fault);
		this.fault = fault;
	}

	static UnreadableFile tooShort() {
		return new UnreadableFile(new EOFException("The file is shorter than it was"));
	}

	/**
	 * Return what is wrong with the file where a failure is because of that: the HTTP
	 * client wraps it into the closing of the connection.
	 */
	static @Nullable IOException in(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnreadableFile unreadable) {
				return unreadable.fault;
			}
		}
		return null;
	}

}
