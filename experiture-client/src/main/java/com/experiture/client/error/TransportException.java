package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The network failed: no response of the API was received.
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
