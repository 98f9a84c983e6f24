package com.experiture.client.internal.auth;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.internal.auth.PendingToken.Result;
import com.experiture.client.internal.auth.TokenEndpointClient.Grant;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.TokenOutcome;
import com.experiture.client.observation.TokenStatus;
import com.experiture.client.observation.TokenStatus.State;

/**
 * Supplies the token of one workspace. At most one token request is in flight, regardless
 * of the number of callers that wait for it; none of them can cancel it for the others.
 * Before a token expires, it is renewed in the background while it is still used.
 */
public final class ClientCredentialsTokenProvider implements TokenProvider, AutoCloseable {

	/**
	 * How long a permanent failure, such as a wrong secret, is remembered after its retry
	 * has failed as well: calls fail with it without another token request. Also the
	 * longest pause between token requests that fail with a transient failure.
	 */
	public static final Duration FAILURE_MEMORY = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(ClientCredentialsTokenProvider.class);

	private static final Duration PAUSE_AFTER_FAILED_RENEWAL = Duration.ofSeconds(5);

	private final TokenRequester requester;

	private final LongSupplier nanoTime;

	private final ClientListener listener;

	private final AtomicReference<@Nullable HeldToken> current = new AtomicReference<>();

	private final AtomicReference<@Nullable PendingToken> inFlight = new AtomicReference<>();

	private final AtomicReference<TokenBackoff> backoff = new AtomicReference<>(TokenBackoff.NONE);

	private volatile Sinks.Empty<Void> failuresForgotten = Sinks.empty();

	private volatile @Nullable LastFailure lastFailure;

	private volatile boolean closed;

	/**
	 * Create a provider.
	 * @param requester requests the tokens
	 * @param nanoTime a monotonic time in nanoseconds
	 * @param listener receives the results of the token requests
	 */
	public ClientCredentialsTokenProvider(TokenRequester requester, LongSupplier nanoTime, ClientListener listener) {
		this.requester = requester;
		this.nanoTime = nanoTime;
		this.listener = listener;
	}

	@Override
	public Mono<AccessToken> token() {
		return Mono.defer(() -> {
			HeldToken held = this.current.get();
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
		HeldToken held = this.current.get();
		return (held != null && held.isValid(this.nanoTime.getAsLong())) ? held.token() : null;
	}

	@Override
	public void reject(AccessToken token) {
		HeldToken held = this.current.get();
		while (held != null && held.token() == token && !this.current.compareAndSet(held, null)) {
			held = this.current.get();
		}
		if (held != null && held.token() == token) {
			// A failed renewal must not delay the request that is needed now.
			this.backoff.set(TokenBackoff.NONE);
		}
	}

	@Override
	public List<String> requestedScopes() {
		return this.requester.requestedScopes();
	}

	@Override
	public void forgetFailures() {
		this.backoff.set(TokenBackoff.NONE);
		Sinks.Empty<Void> signal = this.failuresForgotten;
		this.failuresForgotten = Sinks.empty();
		signal.tryEmitEmpty();
	}

	/**
	 * Cancel the token request in flight, fail the calls that wait for it, and make no
	 * further request. A source of credentials that blocks is interrupted.
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
		LastFailure last = this.lastFailure;
		TokenStatus.Failure failure = (last != null) ? last.status(now) : null;
		HeldToken held = this.current.get();
		if (held == null) {
			return new TokenStatus(State.NONE, null, null, failure);
		}
		return new TokenStatus(held.isValid(now) ? State.VALID : State.EXPIRED, millis(now - held.grantedAt()),
				millis(Math.max(0, held.invalidAt() - now)), failure);
	}

	private Mono<AccessToken> renew() {
		PendingToken pending = new PendingToken();
		PendingToken existing = this.inFlight.compareAndExchange(null, pending);
		if (existing != null) {
			return existing.asMono();
		}
		HeldToken held = this.current.get();
		long now = this.nanoTime.getAsLong();
		Throwable remembered = this.backoff.get().remembered(now);
		if (held != null && held.isValid(now) && !held.isRenewalDue(now)) {
			// Another request has completed since this caller checked the token.
			complete(pending, Result.of(held.token()));
		}
		else if (remembered != null) {
			complete(pending, Result.of(remembered));
		}
		else {
			start(pending);
		}
		return pending.asMono();
	}

	private void complete(PendingToken pending, Result result) {
		this.inFlight.set(null);
		pending.end(result);
	}

	private void start(PendingToken pending) {
		long pause = this.backoff.get().pause(this.nanoTime.getAsLong());
		if (pause == 0) {
			request(pending);
		}
		else {
			pending.add(Mono.delay(Duration.ofNanos(pause))
				.takeUntilOther(this.failuresForgotten.asMono())
				.subscribe(null, null, () -> request(pending)));
		}
	}

	private void request(PendingToken pending) {
		long start = this.nanoTime.getAsLong();
		if (this.closed) {
			fail(pending, closed(), start);
			return;
		}
		this.requester.request(pending, (grant) -> succeed(pending, grant, start),
				(failure) -> fail(pending, failure, start));
		if (this.closed) {
			close();
		}
	}

	private void succeed(PendingToken pending, Grant grant, long since) {
		long now = this.nanoTime.getAsLong();
		this.current.set(HeldToken.of(grant, now));
		this.lastFailure = null;
		this.backoff.set(TokenBackoff.NONE);
		end(pending, Result.of(grant.token()), TokenOutcome.GRANTED, now - since);
	}

	private void fail(PendingToken pending, Throwable failure, long since) {
		if (this.inFlight.get() != pending) {
			return;
		}
		// The message of any other exception can quote the credentials.
		String reason = (failure instanceof TokenFailure) ? String.valueOf(failure.getMessage())
				: failure.getClass().getName();
		logger.debug("No access token: {}", reason);
		long now = this.nanoTime.getAsLong();
		boolean transientFailure = TokenBackoff.isTransient(failure);
		HeldToken held = this.current.get();
		if (held != null) {
			this.current.compareAndSet(held, held.withRenewalAt(now + PAUSE_AFTER_FAILED_RENEWAL.toNanos()));
		}
		this.lastFailure = new LastFailure(reason, transientFailure, now);
		this.backoff.updateAndGet((before) -> before.followedBy(failure, now));
		end(pending, Result.of(failure), transientFailure ? TokenOutcome.FAILED : TokenOutcome.REJECTED, now - since);
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

	private static Duration millis(long nanos) {
		return Duration.ofNanos(nanos).truncatedTo(ChronoUnit.MILLIS);
	}

	private record LastFailure(String reason, boolean transientFailure, long time) {

		TokenStatus.Failure status(long now) {
			return new TokenStatus.Failure(this.reason, this.transientFailure, millis(now - this.time));
		}

	}

}
