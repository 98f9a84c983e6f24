package com.experiture.client.error;

/**
 * The campaign is no longer a draft and cannot be changed (409, {@code NOT_DRAFT}).
 */
public final class NotDraftException extends ConflictException {

	/**
	 * Create a new instance.
	 * @param call the failed call
	 * @param error the API's error
	 */
	public NotDraftException(CallDetails call, ApiError error) {
		super(call, error, "The campaign is no longer a draft; clone it to change it");
	}

}
