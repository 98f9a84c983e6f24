package com.experiture.client.http;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiErrors;

/**
 * An error that the API answered, before it is known what that means for the call.
 */
final class RejectedAnswer extends RuntimeException {

	private final ApiError error;

	RejectedAnswer(ApiError error) {
		super(error.toString(), null, false, false);
		this.error = error;
	}

	ApiError error() {
		return this.error;
	}

	boolean isTokenRejected() {
		return ApiErrors.isTokenRejected(this.error);
	}

}
