package com.experiture.client.internal.pipeline;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.internal.concurrent.GuardedMono;
import com.experiture.client.internal.concurrent.SafeCallback;

/**
 * The tokens of a provider, which may be one of the application and throw anything: each
 * of its failures becomes a {@link TokenFailure}.
 */
final class AccessTokens {

	private final TokenProvider provider;

	private final SafeCallback failures = new SafeCallback("The token provider failed");

	AccessTokens(TokenProvider provider) {
		this.provider = provider;
	}

	Mono<AccessToken> token() {
		return new GuardedMono<>(this.provider::token, this.failures).onErrorMap(AccessTokens::failure)
			.switchIfEmpty(Mono.error(() -> new TokenFailure("the token provider returned none", null, false)));
	}

	/**
	 * Return the token to send in place of one that was supplied a moment ago.
	 * @return the token, or {@code null} if a new one must be requested
	 */
	@Nullable AccessToken current(AccessToken supplied) {
		try {
			return this.provider.current(supplied);
		}
		catch (Throwable ex) {
			throw failure(ex);
		}
	}

	private static TokenFailure failure(Throwable failure) {
		Throwable thrown = (failure.getCause() instanceof Error error) ? error : failure;
		return (failure instanceof TokenFailure known) ? known : new TokenFailure(
				"the token request cannot be made (" + thrown.getClass().getSimpleName() + ")", null, false);
	}

	/**
	 * Report that the API rejected a token.
	 */
	void reject(AccessToken token) {
		this.failures.run(() -> this.provider.reject(token));
	}

	List<String> requestedScopes() {
		AtomicReference<List<String>> scopes = new AtomicReference<>(List.of());
		this.failures.run(() -> scopes.set(List.copyOf(this.provider.requestedScopes())));
		return scopes.get();
	}

	void forgetFailures() {
		this.provider.forgetFailures();
	}

}
