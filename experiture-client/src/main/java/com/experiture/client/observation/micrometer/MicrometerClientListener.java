package com.experiture.client.observation.micrometer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.BoundedNames;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.observation.TokenOutcome;

/**
 * Records the meters of a client, see {@link ClientMeter}. Each client needs an instance
 * of its own. The meters of every call are recorded without a lookup in the registry.
 */
public final class MicrometerClientListener implements ClientListener {

	private final MeterRegistry registry;

	private final String workspace;

	private final BoundedNames endpoints = new BoundedNames();

	private final Map<String, Timer> successfulAttempts = new ConcurrentHashMap<>();

	private final Map<String, Timer> acquiredPermits = new ConcurrentHashMap<>();

	private final Map<RecordOutcome, Counter> records = new EnumMap<>(RecordOutcome.class);

	private final Map<TokenOutcome, Timer> tokens = new EnumMap<>(TokenOutcome.class);

	private final Counter uploaded;

	private final List<Meter> gauges = new ArrayList<>();

	/**
	 * Create a listener.
	 * @param registry the registry of the meters
	 * @param workspace the value of the tag {@code workspace}
	 */
	public MicrometerClientListener(MeterRegistry registry, String workspace) {
		this.registry = registry;
		this.workspace = workspace;
		// Counters start at 0, so that the first event can trigger an alert.
		for (RecordOutcome outcome : RecordOutcome.values()) {
			this.records.put(outcome, ClientMeter.RECORDS.counter(registry, workspace, outcome.id()));
		}
		for (TokenOutcome outcome : TokenOutcome.values()) {
			this.tokens.put(outcome, ClientMeter.TOKEN_REQUESTS.timer(registry, workspace, outcome.id()));
		}
		this.uploaded = ClientMeter.IMPORT_UPLOADED.counter(registry, workspace);
	}

	@Override
	public void opened(ClientStatus status) {
		for (String name : status.endpointClasses()) {
			ClientMeter.RATE_LIMIT_PAUSES.timer(this.registry, this.workspace, name);
			this.gauges.add(ClientMeter.RATE_LIMIT_PENDING.gauge(this.registry, status,
					(source) -> source.endpointClass(name).waiting(), this.workspace, name));
			this.gauges.add(ClientMeter.RATE_LIMIT.gauge(this.registry, status,
					(source) -> number(source.endpointClass(name).limit()), this.workspace, name));
			this.gauges.add(ClientMeter.RATE_LIMIT_PERMITS.gauge(this.registry, status,
					(source) -> number(source.endpointClass(name).permits()), this.workspace, name));
			this.gauges.add(ClientMeter.RATE_LIMIT_PAUSE_REMAINING.timeGauge(this.registry, status,
					(source) -> source.endpointClass(name).pausedFor().toMillis(), this.workspace, name));
		}
		this.gauges
			.add(ClientMeter.RETRY_BUDGET.gauge(this.registry, status, ClientStatus::retriesLeft, this.workspace));
		this.gauges.add(ClientMeter.TOKEN_AGE.timeGauge(this.registry, status, (source) -> millis(source.token().age()),
				this.workspace));
		this.gauges.add(ClientMeter.TOKEN_EXPIRY.timeGauge(this.registry, status,
				(source) -> millis(source.token().expiresIn()), this.workspace));
		this.gauges.add(ClientMeter.QUEUE_DEPTH.gauge(this.registry, status, (source) -> source.queue().records(),
				this.workspace));
		this.gauges.add(ClientMeter.QUEUE_CAPACITY.gauge(this.registry, status, (source) -> source.queue().capacity(),
				this.workspace));
		this.gauges.add(ClientMeter.QUEUE_AGE.timeGauge(this.registry, status,
				(source) -> source.queue().oldest().toMillis(), this.workspace));
	}

	// Otherwise, a later client of the same workspace could not register its gauges.
	@Override
	public void closed() {
		this.gauges.forEach(this.registry::remove);
		this.gauges.clear();
	}

	@Override
	public void attemptEnded(String name, String endpointClass, CallOutcome outcome, long nanos) {
		String endpoint = this.endpoints.bound(name);
		Timer timer = (outcome == CallOutcome.SUCCESS) ? this.successfulAttempts.get(endpoint) : null;
		if (timer == null) {
			timer = ClientMeter.ATTEMPTS.timer(this.registry, this.workspace, endpoint, endpointClass, outcome.result(),
					outcome.status(), outcome.code(), outcome.error());
			if (outcome == CallOutcome.SUCCESS) {
				this.successfulAttempts.put(endpoint, timer);
			}
		}
		timer.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
		ClientMeter.RETRIES.timer(this.registry, this.workspace, this.endpoints.bound(endpoint), reason.error())
			.record(delayNanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void permitWaitEnded(String endpointClass, boolean acquired, long nanos) {
		Timer timer = acquired
				? this.acquiredPermits.computeIfAbsent(endpointClass,
						(name) -> ClientMeter.RATE_LIMIT_WAITS.timer(this.registry, this.workspace, name, "acquired"))
				: ClientMeter.RATE_LIMIT_WAITS.timer(this.registry, this.workspace, endpointClass, "abandoned");
		timer.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void paused(String endpointClass, long nanos) {
		ClientMeter.RATE_LIMIT_PAUSES.timer(this.registry, this.workspace, endpointClass)
			.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void tokenRequested(TokenOutcome outcome, long nanos) {
		this.tokens.get(outcome).record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void recordsProcessed(RecordOutcome outcome, long count) {
		this.records.get(outcome).increment(count);
	}

	@Override
	public void batchFlushed(FlushReason reason, int records, long bytes, double fill) {
		ClientMeter.BATCH_RECORDS.summary(this.registry, this.workspace, reason.id()).record(records);
		ClientMeter.BATCH_SIZE.summary(this.registry, this.workspace, reason.id()).record(bytes);
		ClientMeter.BATCH_FILL.summary(this.registry, this.workspace, reason.id()).record(fill);
	}

	@Override
	public void uploaded(long bytes) {
		this.uploaded.increment(bytes);
	}

	@Override
	public void importStateChanged(String state) {
		ClientMeter.IMPORT_STATES.counter(this.registry, this.workspace, state).increment();
	}

	private static double number(@Nullable Integer number) {
		return (number != null) ? number : Double.NaN;
	}

	private static double millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() : Double.NaN;
	}

}
