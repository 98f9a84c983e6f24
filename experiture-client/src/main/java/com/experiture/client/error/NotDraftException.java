package com.experiture.client.error;

/**
 * The campaign is not a draft any more and cannot be changed (409, {@code NOT_DRAFT}).
 */
public final class NotDraftException extends ConflictException {

	/**
	 * Create a new instance.
	 * @param call where the failure happened
	 * @param error what the API said
	 */
	public NotDraftException(CallDetails call, ApiError error) {
		super(call, error, "The campaign is not a draft any more; clone it to change it");
	}

}
