package com.experiture.client.auth;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.observation.TokenStatus;

/**
 * Supplies the access tokens of one workspace.
 */
public interface TokenProvider {

	/**
	 * Return a token that is valid now, and request one if necessary.
	 * @return the token, or a {@link TokenFailure}
	 */
	Mono<AccessToken> token();

	/**
	 * Return the token to use in place of one that was supplied before the call waited
	 * for a permit of the rate limiter.
	 * @param supplied the token that {@link #token()} supplied
	 * @return the same or a newer token; {@code null} if none is valid now, so that the
	 * call has to request one
	 */
	default @Nullable AccessToken current(AccessToken supplied) {
		return supplied;
	}

	/**
	 * Discard a token that the API rejected. Does nothing if it was already replaced.
	 * @param token the rejected token
	 */
	void reject(AccessToken token);

	/**
	 * Return the scopes that the last token was requested with.
	 * @return the scopes; empty if all scopes of the client were requested, or if they
	 * are not known
	 */
	default List<String> requestedScopes() {
		return List.of();
	}

	/**
	 * Forget earlier failures, so that the next call that needs a token requests one
	 * immediately. Does nothing by default.
	 */
	default void forgetFailures() {
	}

	/**
	 * Return the status of the token, for health checks and metrics.
	 * @return the status, without the token
	 */
	default TokenStatus status() {
		return TokenStatus.UNKNOWN;
	}

}
