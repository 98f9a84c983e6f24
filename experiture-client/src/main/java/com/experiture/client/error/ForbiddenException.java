package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The client lacks the scope that the call needs (403).
 */
public final class ForbiddenException extends ApiException {

	private final @Nullable String requiredScope;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 * @param requiredScope the scope that the call is documented to need
	 */
	public ForbiddenException(CallDetails call, ApiError error, @Nullable String requiredScope) {
		this(call, error, requiredScope, false);
	}

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 * @param requiredScope the scope that the call is documented to need
	 * @param leftOut whether the token was asked for with other scopes only
	 */
	public ForbiddenException(CallDetails call, ApiError error, @Nullable String requiredScope, boolean leftOut) {
		super(call, error, text(requiredScope, leftOut));
		this.requiredScope = requiredScope;
	}

	private static String text(@Nullable String required, boolean leftOut) {
		if (required == null) {
			return "The client lacks a scope that the call needs; grant it in the Experiture console"
					+ (leftOut ? ", and add it to experiture.scopes, which leaves out other scopes" : "");
		}
		return leftOut ? "The call needs the scope " + required
				+ ", which experiture.scopes leaves out; add it there, and grant it to the client in the Experiture"
				+ " console if it lacks it"
				: "The call needs the scope " + required + "; grant it to the client in the Experiture console";
	}

	/**
	 * Return the scope that the call needs.
	 * @return the scope, or {@code null} where it is not documented
	 */
	public @Nullable String requiredScope() {
		return this.requiredScope;
	}

}
