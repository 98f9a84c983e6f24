package com.experiture.client.internal.auth;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.internal.auth.PendingToken.Result;
import com.experiture.client.internal.auth.TokenRequests.Grant;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.TokenOutcome;
import com.experiture.client.observation.TokenStatus;
import com.experiture.client.observation.TokenStatus.State;

/**
 * Holds the token of one workspace. At most one token request is in flight, however many
 * callers wait; none of them can cancel it for the others. Ahead of the expiry the token
 * is renewed in the background while the old one is still used.
 */
public final class ClientCredentialsTokenProvider implements TokenProvider, AutoCloseable {

	/**
	 * How long a failure that does not pass by itself, such as a wrong secret, is
	 * remembered once its repetition failed as well: calls get it without another token
	 * request. Also the longest time between two requests that fail and may succeed
	 * later.
	 */
	public static final Duration FAILURE_MEMORY = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(ClientCredentialsTokenProvider.class);

	private static final Duration LONGEST_HEAD_START = Duration.ofMinutes(1);

	private static final Duration LONGEST_SAFETY_MARGIN = Duration.ofSeconds(5);

	private static final Duration PAUSE_AFTER_FAILED_RENEWAL = Duration.ofSeconds(5);

	private static final Duration LONGEST_READING = Duration.ofMinutes(2);

	private final SingletonSupplier<TokenRequests> requests;

	private final Supplier<ClientCredentials> credentials;

	private final Supplier<Scheduler> blocking;

	private final LongSupplier nanoTime;

	private final ClientListener listener;

	private final AtomicReference<@Nullable Held> current = new AtomicReference<>();

	private final AtomicReference<@Nullable PendingToken> inFlight = new AtomicReference<>();

	private final AtomicReference<TokenBackoff> setback = new AtomicReference<>(TokenBackoff.NONE);

	private volatile @Nullable CredentialsReading reading;

	private volatile Sinks.Empty<Void> forgotten = Sinks.empty();

	private volatile @Nullable Failed lastFailure;

	private volatile List<String> requestedScopes = List.of();

	private volatile boolean closed;

	/**
	 * Create a provider.
	 * @param webClient makes what reaches the token endpoint, at the first request; it
	 * must not follow redirects
	 * @param credentials read before every token request, so that a rotated secret is
	 * used by the next one; called by one thread at a time
	 * @param blocking where to read them, since that may block
	 * @param timeout the time that one request to the token endpoint may take
	 * @param nanoTime a monotonic time in nanoseconds
	 * @param listener is told of the token requests
	 */
	public ClientCredentialsTokenProvider(Supplier<WebClient> webClient, Supplier<ClientCredentials> credentials,
			Supplier<Scheduler> blocking, Duration timeout, LongSupplier nanoTime, ClientListener listener) {
		this.requests = SingletonSupplier.of(() -> new TokenRequests(webClient.get(), timeout));
		this.credentials = credentials;
		this.blocking = blocking;
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
		Held held = this.current.get();
		while (held != null && held.token() == token && !this.current.compareAndSet(held, null)) {
			held = this.current.get();
		}
		if (held != null && held.token() == token) {
			// A renewal that failed meanwhile says nothing of the request that is needed
			// now.
			this.setback.set(TokenBackoff.NONE);
		}
	}

	@Override
	public List<String> requestedScopes() {
		return this.requestedScopes;
	}

	@Override
	public void forgetFailures() {
		this.setback.set(TokenBackoff.NONE);
		Sinks.Empty<Void> pauses = this.forgotten;
		this.forgotten = Sinks.empty();
		pauses.tryEmitEmpty();
	}

	/**
	 * End the token request in flight and what waits for it, and make no further one. A
	 * source of credentials that blocks is interrupted.
	 */
	@Override
	public void close() {
		this.closed = true;
		PendingToken pending = this.inFlight.get();
		if (pending != null) {
			pending.cancel();
			fail(pending, closed(), this.nanoTime.getAsLong());
		}
	}

	private static TokenFailure closed() {
		return new TokenFailure("the client is closed", null, true);
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
		PendingToken mine = new PendingToken();
		PendingToken others = this.inFlight.compareAndExchange(null, mine);
		if (others != null) {
			return others.asMono();
		}
		Held held = this.current.get();
		long now = this.nanoTime.getAsLong();
		Throwable remembered = this.setback.get().remembered(now);
		if (held != null && held.isValid(now) && !held.isRenewalDue(now)) {
			// Another caller's request ended between this caller's look and its turn.
			answer(mine, Result.of(held.token()));
		}
		else if (remembered != null) {
			answer(mine, Result.of(remembered));
		}
		else {
			start(mine);
		}
		return mine.asMono();
	}

	private void answer(PendingToken pending, Result result) {
		this.inFlight.set(null);
		pending.end(result);
	}

	private void start(PendingToken pending) {
		long pause = this.setback.get().pause(this.nanoTime.getAsLong());
		if (pause == 0) {
			request(pending);
		}
		else {
			pending.work(Mono.delay(Duration.ofNanos(pause))
				.takeUntilOther(this.forgotten.asMono())
				.subscribe(null, null, () -> request(pending)));
		}
	}

	// On a thread that may block: the credentials may have to be fetched. Whatever is
	// thrown, the calls that wait get a result.
	private void request(PendingToken pending) {
		long start = this.nanoTime.getAsLong();
		if (this.closed) {
			fail(pending, closed(), start);
			return;
		}
		CredentialsReading before = this.reading;
		if (before != null && before.isRunning()) {
			// One that ignores its interrupt must not be joined by more and more others.
			fail(pending, CredentialsReading.stuck(), start);
			return;
		}
		try {
			CredentialsReading reading = new CredentialsReading();
			this.reading = reading;
			pending.work(reading);
			Disposable limit = Mono.delay(LONGEST_READING).subscribe((ignored) -> giveUp(pending, reading, start));
			pending.work(limit);
			this.blocking.get().schedule(() -> {
				try {
					TokenRequests made = this.requests.obtain();
					ClientCredentials read = reading.read(this.credentials);
					limit.dispose();
					this.requestedScopes = read.scopes();
					pending.work(made.request(read)
						.subscribe((grant) -> succeed(pending, grant, start),
								(failure) -> fail(pending, failure, start)));
				}
				catch (Throwable ex) {
					fail(pending, ex, start);
				}
			});
		}
		catch (Throwable ex) {
			fail(pending, ex, start);
		}
		if (this.closed) {
			close();
		}
	}

	private void giveUp(PendingToken pending, CredentialsReading reading, long since) {
		if (reading.isRunning()) {
			reading.dispose();
			fail(pending, CredentialsReading.stuck(), since);
		}
	}

	private void succeed(PendingToken pending, Grant grant, long since) {
		long now = this.nanoTime.getAsLong();
		this.current.set(Held.of(grant, now));
		this.lastFailure = null;
		this.setback.set(TokenBackoff.NONE);
		end(pending, Result.of(grant.token()), TokenOutcome.GRANTED, now - since);
	}

	private void fail(PendingToken pending, Throwable failure, long since) {
		if (this.inFlight.get() != pending) {
			return;
		}
		// What else is thrown may quote the credentials.
		String reason = (failure instanceof TokenFailure) ? String.valueOf(failure.getMessage())
				: failure.getClass().getName();
		logger.debug("No access token: {}", reason);
		long now = this.nanoTime.getAsLong();
		boolean passing = TokenBackoff.isTransient(failure);
		Held held = this.current.get();
		if (held != null) {
			this.current.compareAndSet(held, held.withRenewalAt(now + PAUSE_AFTER_FAILED_RENEWAL.toNanos()));
		}
		this.lastFailure = new Failed(reason, passing, now);
		this.setback.updateAndGet((before) -> before.followedBy(failure, now));
		end(pending, Result.of(failure), passing ? TokenOutcome.FAILED : TokenOutcome.REFUSED, now - since);
	}

	private void end(PendingToken pending, Result result, TokenOutcome outcome, long nanos) {
		if (!this.inFlight.compareAndSet(pending, null)) {
			return;
		}
		try {
			this.listener.tokenRequested(outcome, nanos);
		}
		finally {
			pending.end(result);
		}
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
