package com.experiture.client.observation;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.UnexpectedFailureException;

/**
 * How a call or an attempt ended, with values of low cardinality.
 *
 * @param result {@code success}, {@code error} or {@code cancelled}
 * @param status {@code 2xx}, the HTTP status of an error, or {@code none} if there was no
 * response
 * @param code the API's error code, {@code none}, or {@code other} if it does not look
 * like an error code
 * @param error the simple name of the exception, or {@code none}
 */
public record CallOutcome(String result, String status, String code, String error) {

	/** The value of an attribute that does not apply. */
	public static final String NONE = "none";

	/** The outcome of a call that succeeded. */
	public static final CallOutcome SUCCESS = new CallOutcome("success", "2xx", NONE, NONE);

	/** The outcome of a call that was cancelled. */
	public static final CallOutcome CANCELLED = new CallOutcome("cancelled", NONE, NONE, NONE);

	private static final int LONGEST_CODE = 80;

	// Codes consist of words. A text with more digits is an identifier, which would
	// create a new meter each time.
	private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z._-]*(\\d{1,2}[A-Za-z._-]*)?");

	/**
	 * Return the outcome of a call that failed.
	 * @param failure the failure
	 * @return the outcome
	 */
	public static CallOutcome of(Throwable failure) {
		String error = (failure instanceof UnexpectedFailureException unexpected) ? unexpected.failureType()
				: failure.getClass().getSimpleName();
		if (failure instanceof ApiException exception) {
			return new CallOutcome("error", status(exception.error().status()), code(exception.error().code()), error);
		}
		int status = (failure instanceof InvalidResponseException exception) ? exception.status() : 0;
		return new CallOutcome("error", status(status), NONE, error);
	}

	private static String status(int status) {
		return (status >= 100 && status <= 999) ? Integer.toString(status) : NONE;
	}

	private static String code(@Nullable String code) {
		if (code == null) {
			return NONE;
		}
		return (code.length() <= LONGEST_CODE && CODE.matcher(code).matches()) ? code : "other";
	}

}
