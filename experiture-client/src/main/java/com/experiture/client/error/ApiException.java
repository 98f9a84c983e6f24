package com.experiture.client.error;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An error that the API answered. Subclasses tell the errors apart by what a caller can
 * do; an error that fits none of them is a plain {@code ApiException}.
 */
public class ApiException extends ExperitureException {

	private final ApiError error;

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public ApiException(CallDetails call, ApiError error) {
		this(call, error, "The API refused the call");
	}

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 * @param meaning what the error means for the caller
	 */
	protected ApiException(CallDetails call, ApiError error, String meaning) {
		super(call, meaning + ": " + error, null);
		this.error = error;
	}

	/**
	 * Return the exception for an error, by its status and code.
	 * @param call where the failure happened
	 * @param error what the API said
	 * @param scope the scope that the call needs, if it is documented
	 * @param requestedScopes the scopes that the token was requested with; empty for all
	 * @return the exception
	 */
	public static ApiException of(CallDetails call, ApiError error, @Nullable String scope,
			Collection<String> requestedScopes) {
		return ApiErrors.exception(call, error, scope, requestedScopes);
	}

	/**
	 * Return what the API said.
	 * @return status, code, message, position and advice
	 */
	public final ApiError error() {
		return this.error;
	}

	/**
	 * Return the {@code details} of the API's error, whose form varies by the type of
	 * error (documented). They may quote a record and are no part of the message.
	 * @return a copy of what came, or {@code null} if there are none
	 */
	public final @Nullable JsonNode details() {
		return this.error.details();
	}

	@Override
	public boolean isTransient() {
		return this.error.isTransient();
	}

}
