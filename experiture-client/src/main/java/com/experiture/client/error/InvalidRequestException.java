package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that breaks a rule that the API documents. It was found before anything was
 * sent.
 */
public final class InvalidRequestException extends ExperitureException {

	private final String member;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param member the member at fault, such as {@code records[2].created_at}
	 * @param reason what is wrong with it, without its value
	 * @param cause the underlying failure, if there is one
	 */
	public InvalidRequestException(CallDetails call, String member, String reason, @Nullable Throwable cause) {
		super(call, "Nothing was sent: " + member + " " + reason, cause);
		this.member = member;
	}

	/**
	 * Return the member at fault.
	 * @return the member, such as {@code records[2].created_at}
	 */
	public String field() {
		return this.member;
	}

}
