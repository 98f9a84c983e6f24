package com.experiture.client.auth;

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
	 * Drop a token that the API rejected. Does nothing where it was replaced already.
	 * @param token the rejected token
	 */
	void reject(AccessToken token);

	/**
	 * Return what is known of the token, for health checks and metrics.
	 * @return the state, without the token
	 */
	default TokenStatus status() {
		return TokenStatus.UNKNOWN;
	}

}
