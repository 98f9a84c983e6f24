package com.experiture.client;

import reactor.core.publisher.Mono;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;

/**
 * A token provider that always supplies the same token.
 */
final class FixedToken implements TokenProvider {

	@Override
	public Mono<AccessToken> token() {
		return Mono.just(new AccessToken("secret-token"));
	}

	@Override
	public void reject(AccessToken token) {
	}

}
