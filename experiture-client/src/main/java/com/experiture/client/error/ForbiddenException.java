package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The client lacks the scope that the call needs (403).
 */
public final class ForbiddenException extends ApiException {

	private final @Nullable String requiredScope;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 * @param requiredScope the documented scope of the call, if there is one
	 * @param scopeNotRequested whether the token was requested with other scopes only
	 */
	public ForbiddenException(CallDetails call, ApiError error, @Nullable String requiredScope,
			boolean scopeNotRequested) {
		super(call, error, message(requiredScope, scopeNotRequested));
		this.requiredScope = requiredScope;
	}

	private static String message(@Nullable String required, boolean scopeNotRequested) {
		if (required == null) {
			return "The client lacks a scope that the call needs; grant it in the Experiture console"
					+ (scopeNotRequested ? ", and add it to experiture.scopes, since no other scope is requested" : "");
		}
		return scopeNotRequested ? "The call needs the scope " + required
				+ ", which is missing in experiture.scopes; add it there, and grant it to the client in the Experiture"
				+ " console if necessary"
				: "The call needs the scope " + required + "; grant it to the client in the Experiture console";
	}

	/**
	 * Return the scope that the call needs.
	 * @return the scope, or {@code null} if it is not documented
	 */
	public @Nullable String requiredScope() {
		return this.requiredScope;
	}

}
