package com.experiture.client.error;

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
	 * Return what the API said.
	 * @return status, code, message, position and advice
	 */
	public final ApiError error() {
		return this.error;
	}

	@Override
	public boolean isTransient() {
		return ApiErrors.isTransient(this.error);
	}

}
