package com.experiture.client.error;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The API responded with an error. There is a subclass for each error that a caller can
 * handle in its own way; any other error is a plain {@code ApiException}.
 */
public class ApiException extends ExperitureException {

	private final ApiError error;

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public ApiException(CallDetails call, ApiError error) {
		this(call, error, "The API rejected the call");
	}

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 * @param meaning what the error means for the caller
	 */
	protected ApiException(CallDetails call, ApiError error, String meaning) {
		super(call, meaning + ": " + error, null);
		this.error = error;
	}

	/**
	 * Return the exception that the client throws for an error, by its status and code.
	 * Applications use this method only in tests.
	 * @param call the failed call
	 * @param error the API's error
	 * @param scope the scope that the call needs, if it is documented
	 * @param requestedScopes the scopes that the token was requested with; empty for all
	 * @return the exception
	 */
	public static ApiException of(CallDetails call, ApiError error, @Nullable String scope,
			Collection<String> requestedScopes) {
		return ApiErrors.exception(call, error, scope, requestedScopes);
	}

	/**
	 * Return the API's error.
	 * @return status, code, message, position and advice
	 */
	public final ApiError error() {
		return this.error;
	}

	/**
	 * Return the {@code details} of the API's error, whose form varies by the type of
	 * error (documented). They can quote a record and are not part of the message.
	 * @return a copy of the JSON as received, or {@code null} if there are none
	 */
	public final @Nullable JsonNode details() {
		return this.error.details();
	}

	@Override
	public boolean isTransient() {
		return this.error.isTransient();
	}

}
