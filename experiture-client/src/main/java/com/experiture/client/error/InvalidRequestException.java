package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The request violates a documented rule of the API. The client detected this before
 * sending anything.
 */
public final class InvalidRequestException extends ExperitureException {

	private final String field;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param field the invalid field, such as {@code records[2].created_at}
	 * @param reason what is wrong with it, without its value
	 * @param cause the underlying failure, if there is one
	 */
	public InvalidRequestException(CallDetails call, String field, String reason, @Nullable Throwable cause) {
		super(call, "Nothing was sent: " + field + " " + reason, cause);
		this.field = field;
	}

	/**
	 * Return the invalid field.
	 * @return the field, such as {@code records[2].created_at}
	 */
	public String field() {
		return this.field;
	}

}
