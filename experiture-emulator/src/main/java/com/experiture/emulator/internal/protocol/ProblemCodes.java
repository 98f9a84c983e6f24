package com.experiture.emulator.internal.protocol;

import java.util.Map;

/**
 * The error codes of the API by HTTP status. Some are documented, the others are assumed.
 */
public final class ProblemCodes {

	static final String REQUEST_INVALID = "CDP_ETL.VALIDATION.REQUEST_INVALID";

	static final String REQUEST_SCHEMA = "CDP_ETL.VALIDATION.REQUEST_SCHEMA";

	static final String NOT_FOUND = "CDP_ETL.NOT_FOUND";

	static final String FORBIDDEN = "CDP_ETL.AUTH.FORBIDDEN";

	private static final Map<Integer, String> CODES = Map.of(400, REQUEST_INVALID, 401, "CDP_ETL.AUTH.TOKEN_INVALID",
			403, FORBIDDEN, 404, NOT_FOUND, 409, "CDP_ETL.CONFLICT", 413, REQUEST_INVALID, 422, REQUEST_SCHEMA, 429,
			"CDP_ETL.RATE.LIMITED");

	private ProblemCodes() {
	}

	/**
	 * Return the code of a status.
	 * @param status the HTTP status
	 * @return its usual code, or that of an internal error
	 */
	public static String of(int status) {
		return CODES.getOrDefault(status, "CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION");
	}

}
