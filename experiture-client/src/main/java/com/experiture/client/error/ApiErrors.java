package com.experiture.client.error;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The one table from status and error code to exception, and to whether the same request
 * may succeed a moment later.
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
	 * @param call where it happened
	 * @param error what the API said
	 * @param scope the scope that the call needs, if it is documented
	 * @param requestedScopes the scopes that the token was asked for with; empty for all
	 * @return the exception
	 */
	static ApiException exception(CallDetails call, ApiError error, @Nullable String scope,
			Collection<String> requestedScopes) {
		Row row = find(error);
		if (error.concernsIdempotencyKey() && isRefusal(error) && !isTransient(error)) {
			return new IdempotencyKeyReusedException(call, error);
		}
		if (row == null) {
			return (error.status() >= 500) ? new ServerErrorException(call, error) : new ApiException(call, error);
		}
		boolean leftOut = !requestedScopes.isEmpty() && (scope == null || !requestedScopes.contains(scope));
		return (row.factory() != null) ? row.factory().create(call, error)
				: new ForbiddenException(call, error, scope, leftOut);
	}

	/**
	 * Return whether the same request may succeed a moment later.
	 * @param error what the API said
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
	 * Return whether the API says that it did not carry the request out. Only what the
	 * API documents, and what HTTP defines as a refusal, counts: a gateway, a crash or a
	 * timeout says nothing about what happened behind it, whatever code it carries.
	 * @param error what the API said
	 * @return whether the request had no effect
	 */
	static boolean isRefusal(ApiError error) {
		Row row = find(error);
		int status = (row != null) ? row.status() : error.status();
		return status >= 400 && status < 500 && status != 408 && status != 499;
	}

	/**
	 * Return whether the API rejected the access token.
	 * @param error what the API said
	 * @return whether another token may help
	 */
	static boolean isTokenRejected(ApiError error) {
		Row row = find(error);
		return row != null && row.status() == 401;
	}

	/**
	 * Return whether the API refused the request for its rate.
	 * @param error what the API said
	 * @return whether the limit of the endpoint class is exhausted
	 */
	static boolean isRateLimited(ApiError error) {
		Row row = find(error);
		return row != null && row.status() == 429;
	}

	// An error that comes with a success status is known by its code alone.
	private static @Nullable Row find(ApiError error) {
		boolean statusMeansNothing = error.status() < 300;
		for (Row row : ROWS) {
			boolean codeMatches = row.code() != null && error.hasCode(row.code());
			if (statusMeansNothing ? codeMatches
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

	// Without a factory: the exception needs the scope as well.
	private record Row(int status, @Nullable String code, @Nullable Factory factory) {
	}

}
