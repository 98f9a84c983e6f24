package com.experiture.client.observation.micrometer;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a client, one row each, in addition to the timer of the observation
 * {@code experiture.client.calls}. Every meter has the tag {@code workspace}.
 */
public enum ClientMeter {

	// @formatter:off
	ATTEMPTS(Kind.TIMER, "experiture.client.attempts", null,
			"Attempts of calls, without the wait for a permit",
			"endpoint", "class", "outcome", "status", "error.code", "error"),
	RETRIES(Kind.TIMER, "experiture.client.retries", null,
			"Retries of calls, measured by the delay before the attempt",
			"endpoint", "error"),
	RATE_LIMIT_WAITS(Kind.TIMER, "experiture.client.ratelimit.waits", null,
			"Waits for a permit of the rate limiter; calls that do not have to wait are not counted",
			"class", "outcome"),
	RATE_LIMIT_PENDING(Kind.GAUGE, "experiture.client.ratelimit.pending", "calls",
			"Calls that are waiting for a permit",
			"class"),
	RATE_LIMIT(Kind.GAUGE, "experiture.client.ratelimit.limit", "permits",
			"Maximum number of requests per period, configured or adaptive; NaN without a limit",
			"class"),
	RATE_LIMIT_PERMITS(Kind.GAUGE, "experiture.client.ratelimit.permits", "permits",
			"1 if a request can be sent now, otherwise 0; NaN without a limit",
			"class"),
	RATE_LIMIT_PAUSES(Kind.TIMER, "experiture.client.ratelimit.pauses", null,
			"Pauses that the API requested with a 429 response, measured by their length",
			"class"),
	RATE_LIMIT_PAUSE_REMAINING(Kind.TIME_GAUGE, "experiture.client.ratelimit.pause.remaining", null,
			"Remaining time of the current pause; 0 without a pause",
			"class"),
	RETRY_BUDGET(Kind.GAUGE, "experiture.client.retry.budget", "retries",
			"Retries that can still fail before calls end with their first failure"),
	TOKEN_REQUESTS(Kind.TIMER, "experiture.client.token.requests", null,
			"Access token requests",
			"outcome"),
	TOKEN_AGE(Kind.TIME_GAUGE, "experiture.client.token.age", null,
			"Time since the access token was granted; NaN without a token"),
	TOKEN_EXPIRY(Kind.TIME_GAUGE, "experiture.client.token.expiry", null,
			"Time for which the access token can still be used; NaN without a token"),
	RECORDS(Kind.COUNTER, "experiture.client.records", "records",
			"Records by outcome",
			"outcome"),
	BATCH_RECORDS(Kind.SUMMARY, "experiture.client.batch.records", "records",
			"Number of records in a batch, by the reason why it is not larger",
			"reason"),
	BATCH_SIZE(Kind.SUMMARY, "experiture.client.batch.size", "bytes",
			"Size of the body of a batch",
			"reason"),
	BATCH_FILL(Kind.SUMMARY, "experiture.client.batch.fill", "ratio",
			"Fill ratio of a batch, from 0 to 1, relative to the limit that it is closest to",
			"reason"),
	QUEUE_DEPTH(Kind.GAUGE, "experiture.client.queue.depth", "records",
			"Records in the record writers, in flight or not yet sent"),
	QUEUE_CAPACITY(Kind.GAUGE, "experiture.client.queue.capacity", "records",
			"Maximum number of records in the record writers"),
	QUEUE_AGE(Kind.TIME_GAUGE, "experiture.client.queue.age", null,
			"Age of the oldest record in the record writers; 0 without records"),
	IMPORT_UPLOADED(Kind.COUNTER, "experiture.client.import.uploaded", "bytes",
			"Uploaded bytes of files; if an upload starts over, they are counted again"),
	IMPORT_STATES(Kind.COUNTER, "experiture.client.import.states", "jobs",
			"State changes of import jobs, by the new state",
			"state");
	// @formatter:on

	private static final String WORKSPACE = "workspace";

	private final Kind kind;

	private final String meterName;

	private final @Nullable String unit;

	private final String description;

	private final List<String> tagKeys;

	ClientMeter(Kind kind, String meterName, @Nullable String unit, String description, String... tagKeys) {
		this.kind = kind;
		this.meterName = meterName;
		this.unit = unit;
		this.description = description;
		this.tagKeys = List.of(tagKeys);
	}

	/**
	 * Return the kind of the meter.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return the name of the meter.
	 * @return the name, such as {@code experiture.client.attempts}
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * Return the base unit.
	 * @return the unit, or {@code null} if the meter measures time
	 */
	public @Nullable String unit() {
		return this.unit;
	}

	/**
	 * Return the description of the meter.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the keys of the tags in addition to {@code workspace}.
	 * @return the keys
	 */
	public List<String> tagKeys() {
		return this.tagKeys;
	}

	Timer timer(MeterRegistry registry, String workspace, String... values) {
		return Timer.builder(this.meterName)
			.description(this.description)
			.tags(tags(workspace, values))
			.register(registry);
	}

	Counter counter(MeterRegistry registry, String workspace, String... values) {
		return Counter.builder(this.meterName)
			.baseUnit(this.unit)
			.description(this.description)
			.tags(tags(workspace, values))
			.register(registry);
	}

	DistributionSummary summary(MeterRegistry registry, String workspace, String... values) {
		return DistributionSummary.builder(this.meterName)
			.baseUnit(this.unit)
			.description(this.description)
			.tags(tags(workspace, values))
			.register(registry);
	}

	<T> Meter gauge(MeterRegistry registry, T source, ToDoubleFunction<T> value, String workspace, String... values) {
		return Gauge.builder(this.meterName, source, value)
			.baseUnit(this.unit)
			.description(this.description)
			.tags(tags(workspace, values))
			.register(registry);
	}

	<T> Meter timeGauge(MeterRegistry registry, T source, ToDoubleFunction<T> millis, String workspace,
			String... values) {
		return TimeGauge.builder(this.meterName, source, TimeUnit.MILLISECONDS, millis)
			.description(this.description)
			.tags(tags(workspace, values))
			.register(registry);
	}

	private List<Tag> tags(String workspace, String... values) {
		if (values.length != this.tagKeys.size()) {
			throw new IllegalArgumentException(this.meterName + " needs the tags " + this.tagKeys);
		}
		Tag[] tags = new Tag[values.length + 1];
		tags[0] = Tag.of(WORKSPACE, workspace);
		for (int i = 0; i < values.length; i++) {
			tags[i + 1] = Tag.of(this.tagKeys.get(i), values[i]);
		}
		return List.of(tags);
	}

	/**
	 * The kinds of meters.
	 */
	public enum Kind {

		/** Number and duration of events. */
		TIMER,

		/** Number of events. */
		COUNTER,

		/** Distribution of a quantity. */
		SUMMARY,

		/** Current value. */
		GAUGE,

		/** Current value of a duration. */
		TIME_GAUGE

	}

}
