package com.experiture.client.auth;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.TokenRequests.Grant;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.TokenOutcome;
import com.experiture.client.observation.TokenStatus;
import com.experiture.client.observation.TokenStatus.State;

/**
 * Holds the token of one workspace. At most one token request is in flight, however many
 * callers wait; none of them can cancel it for the others. Ahead of the expiry the token
 * is renewed in the background while the old one is still used.
 */
public final class ClientCredentialsTokenProvider implements TokenProvider {

	private static final Logger logger = LoggerFactory.getLogger(ClientCredentialsTokenProvider.class);

	private static final Duration LONGEST_HEAD_START = Duration.ofMinutes(1);

	private static final Duration LONGEST_SAFETY_MARGIN = Duration.ofSeconds(5);

	private static final Duration PAUSE_AFTER_FAILED_RENEWAL = Duration.ofSeconds(5);

	private final SingletonSupplier<TokenRequests> requests;

	private final LongSupplier nanoTime;

	private final ClientListener listener;

	private final AtomicReference<@Nullable Held> current = new AtomicReference<>();

	private final AtomicReference<Sinks.@Nullable One<AccessToken>> inFlight = new AtomicReference<>();

	private volatile @Nullable Failed lastFailure;

	/**
	 * Create a provider.
	 * @param webClient makes what reaches the token endpoint, at the first request; it
	 * must not follow redirects
	 * @param credentials read before every token request, so that a rotated secret is
	 * used by the next one
	 * @param blocking where to read them, if a caller's thread must not wait for that
	 * @param timeout the time that one token request may take
	 * @param nanoTime a monotonic time in nanoseconds
	 * @param listener is told of the token requests
	 */
	public ClientCredentialsTokenProvider(Supplier<WebClient> webClient, Supplier<ClientCredentials> credentials,
			Supplier<Scheduler> blocking, Duration timeout, LongSupplier nanoTime, ClientListener listener) {
		this.requests = SingletonSupplier.of(() -> new TokenRequests(webClient.get(), credentials, blocking, timeout));
		this.nanoTime = nanoTime;
		this.listener = listener;
	}

	@Override
	public Mono<AccessToken> token() {
		return Mono.defer(() -> {
			Held held = this.current.get();
			long now = this.nanoTime.getAsLong();
			if (held == null || !held.isValid(now)) {
				return renew();
			}
			if (held.isRenewalDue(now)) {
				renew();
			}
			return Mono.just(held.token());
		});
	}

	@Override
	public @Nullable AccessToken current(AccessToken supplied) {
		Held held = this.current.get();
		return (held != null && held.isValid(this.nanoTime.getAsLong())) ? held.token() : null;
	}

	@Override
	public void reject(AccessToken token) {
		this.current.updateAndGet((held) -> (held != null && held.token() == token) ? null : held);
	}

	@Override
	public TokenStatus status() {
		long now = this.nanoTime.getAsLong();
		Failed failed = this.lastFailure;
		TokenStatus.Failure failure = (failed != null) ? failed.status(now) : null;
		Held held = this.current.get();
		if (held == null) {
			return new TokenStatus(State.NONE, null, null, failure);
		}
		return new TokenStatus(held.isValid(now) ? State.VALID : State.EXPIRED, millis(now - held.grantedAt()),
				millis(Math.max(0, held.invalidAt() - now)), failure);
	}

	private Mono<AccessToken> renew() {
		Sinks.One<AccessToken> mine = Sinks.one();
		Sinks.One<AccessToken> others = this.inFlight.compareAndExchange(null, mine);
		if (others != null) {
			return others.asMono();
		}
		Held held = this.current.get();
		long now = this.nanoTime.getAsLong();
		if (held != null && held.isValid(now) && !held.isRenewalDue(now)) {
			// Another caller's request ended between this caller's look and its turn.
			this.inFlight.set(null);
			mine.tryEmitValue(held.token());
		}
		else {
			// Whatever fails, those who wait must hear of it.
			Mono.defer(() -> this.requests.obtain().request())
				.subscribe((grant) -> succeed(mine, grant, now), (failure) -> fail(mine, failure, now));
		}
		return mine.asMono();
	}

	private void succeed(Sinks.One<AccessToken> waiting, Grant grant, long since) {
		long now = this.nanoTime.getAsLong();
		this.current.set(Held.of(grant, now));
		this.lastFailure = null;
		this.inFlight.set(null);
		this.listener.tokenRequested(TokenOutcome.GRANTED, now - since);
		waiting.tryEmitValue(grant.token());
	}

	private void fail(Sinks.One<AccessToken> waiting, Throwable failure, long since) {
		// What else is thrown may quote the credentials.
		String reason = (failure instanceof TokenFailure) ? String.valueOf(failure.getMessage())
				: failure.getClass().getName();
		logger.debug("No access token: {}", reason);
		long now = this.nanoTime.getAsLong();
		boolean passing = failure instanceof TokenFailure token && token.isTransient();
		Held held = this.current.get();
		if (held != null) {
			this.current.compareAndSet(held, held.withRenewalAt(now + PAUSE_AFTER_FAILED_RENEWAL.toNanos()));
		}
		this.lastFailure = new Failed(reason, passing, now);
		this.inFlight.set(null);
		this.listener.tokenRequested(passing ? TokenOutcome.FAILED : TokenOutcome.REFUSED, now - since);
		waiting.tryEmitError(failure);
	}

	// Finer than anybody reads it
	private static Duration millis(long nanos) {
		return Duration.ofNanos(nanos).truncatedTo(ChronoUnit.MILLIS);
	}

	private record Failed(String reason, boolean passing, long time) {

		TokenStatus.Failure status(long now) {
			return new TokenStatus.Failure(this.reason, this.passing, millis(now - this.time));
		}

	}

	private record Held(AccessToken token, long grantedAt, long renewalAt, long invalidAt) {

		static Held of(Grant grant, long now) {
			long lifetime = grant.lifetime().toNanos();
			long margin = Math.min(LONGEST_SAFETY_MARGIN.toNanos(), lifetime / 10);
			long headStart = Math.min(LONGEST_HEAD_START.toNanos(), lifetime / 5);
			return new Held(grant.token(), now, now + lifetime - margin - headStart, now + lifetime - margin);
		}

		boolean isValid(long now) {
			return now - this.invalidAt < 0;
		}

		boolean isRenewalDue(long now) {
			return now - this.renewalAt >= 0;
		}

		Held withRenewalAt(long time) {
			return new Held(this.token, this.grantedAt, time, this.invalidAt);
		}

	}

}
