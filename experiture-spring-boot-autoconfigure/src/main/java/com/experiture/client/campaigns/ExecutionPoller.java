package com.experiture.client.campaigns;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.error.TokenException;
import com.experiture.client.error.TransportException;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CorrelationIds;
import com.experiture.client.http.Endpoint;

/**
 * Reads the state of one campaign until its sending has ended. The reads follow each
 * other, on changing threads, and bear one correlation id.
 */
final class ExecutionPoller {

	private static final double GROWTH = 1.5;

	private final ExecutionWait wait;

	private final String correlationId;

	private final LongSupplier nanoTime;

	private final long start;

	private volatile Duration interval;

	private volatile @Nullable CampaignStatus lastStatus;

	private volatile @Nullable ExperitureException lastFailure;

	private volatile int reads;

	private ExecutionPoller(ExecutionWait wait, String correlationId, LongSupplier nanoTime) {
		this.wait = wait;
		this.correlationId = correlationId;
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.interval = wait.shortestInterval();
	}

	static Mono<CampaignStatus> await(ReactiveCampaignsClient client, CallOptions options, String id,
			ExecutionWait wait, LongSupplier nanoTime) {
		return Mono.deferContextual((context) -> {
			String correlationId = CorrelationIds.resolve(options, context);
			ReactiveCampaignsClient reader = client.with(new CallOptions(null, correlationId, options.timeout()));
			return new ExecutionPoller(wait, correlationId, nanoTime).poll(Mono.defer(() -> reader.getStatus(id)));
		});
	}

	private Mono<CampaignStatus> poll(Mono<CampaignStatus> read) {
		return read.doOnNext(this::noteStatus)
			.onErrorResume(ExecutionPoller::mayPass, (failure) -> Mono.fromRunnable(() -> noteFailure(failure)))
			.filter(this.wait.end())
			.repeatWhenEmpty((rounds) -> rounds.concatMap((round) -> pause()));
	}

	// There is one read at a time, so there is one writer at a time.
	private void noteStatus(CampaignStatus status) {
		boolean changed = !status.equals(this.lastStatus);
		this.reads++;
		this.lastStatus = status;
		this.lastFailure = null;
		this.interval = (changed && this.reads > 1) ? this.wait.shortestInterval() : this.interval;
	}

	private void noteFailure(Throwable failure) {
		this.reads++;
		this.lastFailure = (failure instanceof ExperitureException known) ? known : null;
	}

	private Mono<Long> pause() {
		Duration remaining = this.wait.timeout().minusNanos(this.nanoTime.getAsLong() - this.start);
		if (remaining.isZero() || remaining.isNegative()) {
			return Mono.error(timeout());
		}
		double random = ThreadLocalRandom.current().nextDouble(0.5, 1);
		Duration pause = shorter(scale(this.interval, random), remaining);
		this.interval = shorter(scale(this.interval, GROWTH), this.wait.longestInterval());
		return Mono.delay(pause);
	}

	private ExecutionTimeoutException timeout() {
		Endpoint endpoint = Endpoint.CAMPAIGNS_GET_STATUS;
		CallDetails call = new CallDetails(endpoint.id(), endpoint.method() + " " + endpoint.path(), this.correlationId,
				null, this.reads);
		return new ExecutionTimeoutException(call, this.wait.timeout(), this.lastStatus, this.lastFailure);
	}

	// A sending takes longer than many an outage.
	private static boolean mayPass(Throwable failure) {
		return failure instanceof TransportException || failure instanceof ServerErrorException
				|| failure instanceof RateLimitedException
				|| (failure instanceof TokenException token && token.oauthError() == null);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static Duration scale(Duration duration, double factor) {
		return Duration.ofNanos((long) (duration.toNanos() * factor));
	}

}
