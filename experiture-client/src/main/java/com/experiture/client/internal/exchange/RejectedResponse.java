package com.experiture.client.internal.exchange;

import com.experiture.client.error.ApiError;

/**
 * The failure of a request that the API rejected.
 */
public final class RejectedResponse extends RuntimeException {

	private final ApiError error;

	RejectedResponse(ApiError error) {
		super(error.toString(), null, false, false);
		this.error = error;
	}

	public ApiError error() {
		return this.error;
	}

	public boolean isTokenRejected() {
		return this.error.isTokenRejected();
	}

}
