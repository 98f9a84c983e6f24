package com.experiture.client.internal.upload;

import java.io.EOFException;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The file failed, not the connection. Callers receive only its cause.
 */
final class UnreadableFileException extends IOException {

	private final IOException reason;

	UnreadableFileException(IOException reason) {
		super(reason);
		this.reason = reason;
	}

	static UnreadableFileException tooShort() {
		return new UnreadableFileException(new EOFException("The file became shorter"));
	}

	/**
	 * Return the failure of the file if it is the cause of another failure. The HTTP
	 * client wraps it in a failure of the connection.
	 */
	static @Nullable IOException in(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnreadableFileException unreadable) {
				return unreadable.reason;
			}
		}
		return null;
	}

}
