package com.experiture.client.observation;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the last calls ended.
 *
 * @param lastSuccess when a call succeeded last; {@code null} where none did
 * @param lastFailure the failure of the last call that failed; {@code null} where none
 * did
 * @param errors the kinds of failures, the latest first; a bounded number of them is kept
 */
public record CallsStatus(@Nullable Instant lastSuccess, @Nullable Failure lastFailure, List<ErrorCount> errors) {

	/**
	 * The failure of one call.
	 *
	 * @param time when it ended
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
	 * How often calls failed in one way.
	 *
	 * @param status the HTTP status, or {@code none}
	 * @param code the API's error code, or {@code none}
	 * @param error the simple name of the exception
	 * @param count how often
	 * @param last when it happened last
	 */
	public record ErrorCount(String status, String code, String error, long count, Instant last) {
	}

}
