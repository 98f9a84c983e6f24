package com.experiture.client.internal.auth;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.internal.auth.TokenEndpointClient.Grant;

/**
 * Reads the credentials and requests a token with them.
 */
public final class TokenRequester {

	private static final Duration CREDENTIALS_TIMEOUT = Duration.ofMinutes(2);

	private final SingletonSupplier<TokenEndpointClient> client;

	private final Supplier<ClientCredentials> credentials;

	private final Supplier<Scheduler> blocking;

	private volatile @Nullable CredentialsRead lastRead;

	private volatile List<String> requestedScopes = List.of();

	/**
	 * Create a requester.
	 * @param webClient creates the {@code WebClient} for the token endpoint at the first
	 * request; it must not follow redirects
	 * @param timeout the timeout of one request to the token endpoint
	 * @param credentials called before every token request, so that a rotated secret is
	 * used by the next one; called by one thread at a time
	 * @param blocking the scheduler on which to call it, since it can block
	 */
	public TokenRequester(Supplier<WebClient> webClient, Duration timeout, Supplier<ClientCredentials> credentials,
			Supplier<Scheduler> blocking) {
		this.client = SingletonSupplier.of(() -> new TokenEndpointClient(webClient.get(), timeout));
		this.credentials = credentials;
		this.blocking = blocking;
	}

	/**
	 * Return the scopes of the last request.
	 */
	List<String> requestedScopes() {
		return this.requestedScopes;
	}

	/**
	 * Request a token.
	 * @param pending the request, which cancels the work that is added to it
	 * @param granted receives the grant
	 * @param failed receives any failure instead
	 */
	void request(PendingToken pending, Consumer<Grant> granted, Consumer<Throwable> failed) {
		CredentialsRead previous = this.lastRead;
		if (previous != null && previous.isRunning()) {
			// A source that ignores its interrupt must not occupy more and more threads.
			failed.accept(CredentialsRead.stuck());
			return;
		}
		try {
			CredentialsRead read = new CredentialsRead();
			this.lastRead = read;
			pending.add(read);
			Disposable timeout = Mono.delay(CREDENTIALS_TIMEOUT).subscribe((ignored) -> interrupt(read, failed));
			pending.add(timeout);
			this.blocking.get().schedule(() -> request(pending, read, timeout, granted, failed));
		}
		catch (Throwable ex) {
			failed.accept(ex);
		}
	}

	// Runs on a thread that can block.
	private void request(PendingToken pending, CredentialsRead read, Disposable timeout, Consumer<Grant> granted,
			Consumer<Throwable> failed) {
		try {
			TokenEndpointClient endpoint = this.client.obtain();
			ClientCredentials current = read.run(this.credentials);
			timeout.dispose();
			this.requestedScopes = current.scopes();
			pending.add(endpoint.request(current).subscribe(granted, failed));
		}
		catch (Throwable ex) {
			failed.accept(ex);
		}
	}

	private static void interrupt(CredentialsRead read, Consumer<Throwable> failed) {
		if (read.isRunning()) {
			read.dispose();
			failed.accept(CredentialsRead.stuck());
		}
	}

}
