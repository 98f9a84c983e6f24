package com.experiture.client.error;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The single table that maps status and error code to an exception, and to whether the
 * same request may succeed later.
 */
final class ApiErrors {

	private static final List<Row> ROWS = List.of(row(401, "UNAUTHORIZED", AuthenticationException::new),
			row(401, "TOKEN_EXPIRED", AuthenticationException::new),
			row(401, "TOKEN_INVALID", AuthenticationException::new), row(401, null, AuthenticationException::new),
			row(403, "FORBIDDEN", null), row(403, null, null), row(404, "NOT_FOUND", NotFoundException::new),
			row(404, null, NotFoundException::new), row(409, "NOT_DRAFT", NotDraftException::new),
			row(409, "TEMPLATE_NOT_PUBLISHED", ConflictException::new),
			row(409, "TYPE_UNSUPPORTED", ConflictException::new),
			row(409, "SUMMARY_TYPE_UNSUPPORTED", ConflictException::new), row(409, null, ConflictException::new),
			row(413, null, PayloadTooLargeException::new), row(400, "REQUEST_INVALID", ValidationException::new),
			row(400, null, ValidationException::new), row(422, "REQUEST_SCHEMA", ValidationException::new),
			row(422, "schema_mismatch", ValidationException::new), row(422, null, ValidationException::new),
			row(429, "RATE.LIMITED", RateLimitedException::new), row(429, null, RateLimitedException::new),
			row(500, "UNHANDLED_EXCEPTION", ServerErrorException::new), row(500, null, ServerErrorException::new),
			row(502, null, ServerErrorException::new), row(503, null, ServerErrorException::new),
			row(504, null, ServerErrorException::new));

	private ApiErrors() {
	}

	/**
	 * Return the exception for an error.
	 * @param call the failed call
	 * @param error the API's error
	 * @param scope the scope that the call needs, if it is documented
	 * @param requestedScopes the scopes that the token was requested with; empty for all
	 * @return the exception
	 */
	static ApiException exception(CallDetails call, ApiError error, @Nullable String scope,
			Collection<String> requestedScopes) {
		Row row = find(error);
		if (error.concernsIdempotencyKey() && isRejection(error) && !isTransient(error)) {
			return new IdempotencyKeyReusedException(call, error);
		}
		if (row == null) {
			return (error.status() >= 500) ? new ServerErrorException(call, error) : new ApiException(call, error);
		}
		boolean scopeNotRequested = !requestedScopes.isEmpty() && (scope == null || !requestedScopes.contains(scope));
		return (row.factory() != null) ? row.factory().create(call, error)
				: new ForbiddenException(call, error, scope, scopeNotRequested);
	}

	/**
	 * Return whether the same request may succeed later.
	 * @param error the API's error
	 * @return whether to try again
	 */
	static boolean isTransient(ApiError error) {
		Row row = find(error);
		int status = (row != null) ? row.status() : error.status();
		return switch (status) {
			case 429, 500, 502, 503, 504 -> true;
			case 409 -> error.code() != null && error.code().startsWith("CDP_ETL.");
			default -> false;
		};
	}

	/**
	 * Return whether the API did not carry out the request, see
	 * {@link ApiError#isRejection()}.
	 * @param error the API's error
	 * @return whether the request had no effect
	 */
	static boolean isRejection(ApiError error) {
		Row row = find(error);
		int status = (row != null) ? row.status() : error.status();
		return status >= 400 && status < 500 && status != 408 && status != 499;
	}

	/**
	 * Return whether the API rejected the access token.
	 * @param error the API's error
	 * @return whether the request may succeed with another token
	 */
	static boolean isTokenRejected(ApiError error) {
		Row row = find(error);
		return row != null && row.status() == 401;
	}

	/**
	 * Return whether the API rejected the request because of its rate limit.
	 * @param error the API's error
	 * @return whether the limit of the endpoint class is exceeded
	 */
	static boolean isRateLimited(ApiError error) {
		Row row = find(error);
		return row != null && row.status() == 429;
	}

	// An error with a success status is identified by its code alone.
	private static @Nullable Row find(ApiError error) {
		boolean statusIsMeaningless = error.status() < 300;
		for (Row row : ROWS) {
			boolean codeMatches = row.code() != null && error.hasCode(row.code());
			if (statusIsMeaningless ? codeMatches
					: row.status() == error.status() && (row.code() == null || codeMatches)) {
				return row;
			}
		}
		return null;
	}

	private static Row row(int status, @Nullable String code, @Nullable Factory factory) {
		return new Row(status, code, factory);
	}

	@FunctionalInterface
	private interface Factory {

		ApiException create(CallDetails call, ApiError error);

	}

	// No factory if the exception also needs the scope.
	private record Row(int status, @Nullable String code, @Nullable Factory factory) {
	}

}
