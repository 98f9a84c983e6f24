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
		super(call, error,
				(requiredScope != null)
						? "The call needs the scope " + requiredScope
								+ "; grant it to the client in the Experiture console"
						: "The client lacks a scope that the call needs; grant it in the Experiture console");
		this.requiredScope = requiredScope;
	}

	/**
	 * Return the scope that the call needs.
	 * @return the scope, or {@code null} where it is not documented
	 */
	public @Nullable String requiredScope() {
		return this.requiredScope;
	}

}
