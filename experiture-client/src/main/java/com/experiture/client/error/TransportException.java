package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The network failed: no answer of the API came.
 */
public abstract class TransportException extends ExperitureException {

	TransportException(CallDetails call, String message, @Nullable Throwable cause) {
		super(call, message, cause);
	}

	@Override
	public boolean isTransient() {
		return true;
	}

}
