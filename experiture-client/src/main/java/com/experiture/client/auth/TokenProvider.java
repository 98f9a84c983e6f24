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
	 * Return a token that is valid now.
	 * @return the token, or a {@link TokenFailure}
	 */
	Mono<AccessToken> token();

	/**
	 * Return the token to use now in place of one that was supplied before the caller had
	 * to wait for its turn.
	 * @param supplied the token that {@link #token()} supplied
	 * @return the same or a newer one; {@code null} if there is none that is valid now,
	 * so that one has to be waited for
	 */
	default @Nullable AccessToken current(AccessToken supplied) {
		return supplied;
	}

	/**
	 * Drop a token that the API rejected. Does nothing where it was replaced already.
	 * @param token the rejected token
	 */
	void reject(AccessToken token);

	/**
	 * Return the scopes that the last token was asked for with.
	 * @return the scopes; empty if all scopes of the client were asked for, or if that is
	 * not known
	 */
	default List<String> requestedScopes() {
		return List.of();
	}

	/**
	 * Forget earlier failures, so that the next call that needs a token asks for one at
	 * once. Does nothing by default.
	 */
	default void forgetFailures() {
	}

	/**
	 * Return what is known of the token, for health checks and metrics.
	 * @return the state, without the token
	 */
	default TokenStatus status() {
		return TokenStatus.UNKNOWN;
	}

}
