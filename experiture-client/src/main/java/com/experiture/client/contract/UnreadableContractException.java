package com.experiture.client.contract;

import org.jspecify.annotations.Nullable;

/**
 * A text is not an OpenAPI 3 document that can be compared. The message names what it is
 * instead, or the invalid position, and what to do.
 */
public class UnreadableContractException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableContractException(String message) {
		super(message);
	}

	UnreadableContractException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
