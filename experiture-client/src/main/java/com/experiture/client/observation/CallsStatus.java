package com.experiture.client.observation;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the last calls ended.
 *
 * @param lastSuccess when a call last succeeded; {@code null} if none did
 * @param lastFailure the failure of the last call that failed; {@code null} if none did
 * @param errors the kinds of failures, the latest first; only a limited number is kept
 */
public record CallsStatus(@Nullable Instant lastSuccess, @Nullable Failure lastFailure, List<ErrorCount> errors) {

	/**
	 * The failure of one call.
	 *
	 * @param time when the call ended
	 * @param endpoint the name of the endpoint
	 * @param status the HTTP status, or {@code none}
	 * @param code the API's error code, or {@code none}
	 * @param error the simple name of the exception
	 * @param correlationId the id that the call was sent with
	 */
	public record Failure(Instant time, String endpoint, String status, String code, String error,
			String correlationId) {
	}

	/**
	 * The number of calls that failed in the same way.
	 *
	 * @param status the HTTP status, or {@code none}
	 * @param code the API's error code, or {@code none}
	 * @param error the simple name of the exception
	 * @param count the number of calls
	 * @param last when the last of them ended
	 */
	public record ErrorCount(String status, String code, String error, long count, Instant last) {
	}

}
