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
 * The meters of a client, one row each, beside the timer of the observation
 * {@code experiture.client.calls}. Every meter has the tag {@code workspace}.
 */
public enum ClientMeter {

	// @formatter:off
	ATTEMPTS(Kind.TIMER, "experiture.client.attempts", null,
			"Attempts of calls, without the wait for their turn",
			"endpoint", "class", "outcome", "status", "error.code", "error"),
	RETRIES(Kind.TIMER, "experiture.client.retries", null,
			"Repeated attempts; the time is the delay before them",
			"endpoint", "error"),
	RATE_LIMIT_WAITS(Kind.TIMER, "experiture.client.ratelimit.waits", null,
			"Calls that waited for their turn, and how long; calls that pass at once are not counted",
			"class", "outcome"),
	RATE_LIMIT_PENDING(Kind.GAUGE, "experiture.client.ratelimit.pending", "calls",
			"Calls that wait for their turn now",
			"class"),
	RATE_LIMIT(Kind.GAUGE, "experiture.client.ratelimit.limit", "permits",
			"Requests that a period may have at the current pace, as configured or learned; NaN without a limit",
			"class"),
	RATE_LIMIT_PERMITS(Kind.GAUGE, "experiture.client.ratelimit.permits", "permits",
			"1 if a request can be sent now, else 0; NaN without a limit",
			"class"),
	RATE_LIMIT_PAUSES(Kind.TIMER, "experiture.client.ratelimit.pauses", null,
			"Pauses of a class that the API asked for with a 429; the time is their length",
			"class"),
	RATE_LIMIT_PAUSE_REMAINING(Kind.TIME_GAUGE, "experiture.client.ratelimit.pause.remaining", null,
			"How long the pause of a class still lasts; 0 without one",
			"class"),
	RETRY_BUDGET(Kind.GAUGE, "experiture.client.retry.budget", "retries",
			"Retries that may still fail before calls end with their first failure"),
	TOKEN_REQUESTS(Kind.TIMER, "experiture.client.token.requests", null,
			"Requests for an access token",
			"outcome"),
	TOKEN_AGE(Kind.TIME_GAUGE, "experiture.client.token.age", null,
			"How long ago the access token was granted; NaN without a token"),
	TOKEN_EXPIRY(Kind.TIME_GAUGE, "experiture.client.token.expiry", null,
			"How long the access token can still be used; NaN without a token"),
	RECORDS(Kind.COUNTER, "experiture.client.records", "records",
			"Records by what became of them",
			"outcome"),
	BATCH_RECORDS(Kind.SUMMARY, "experiture.client.batch.records", "records",
			"Records in a batch, by why it was not made larger",
			"reason"),
	BATCH_SIZE(Kind.SUMMARY, "experiture.client.batch.size", "bytes",
			"Length of the body of a batch",
			"reason"),
	BATCH_FILL(Kind.SUMMARY, "experiture.client.batch.fill", "ratio",
			"How full a batch is, from 0 to 1, by the bound it is closest to",
			"reason"),
	QUEUE_DEPTH(Kind.GAUGE, "experiture.client.queue.depth", "records",
			"Records that the writers hold, in flight or not yet sent"),
	QUEUE_CAPACITY(Kind.GAUGE, "experiture.client.queue.capacity", "records",
			"Records that the writers may hold"),
	QUEUE_AGE(Kind.TIME_GAUGE, "experiture.client.queue.age", null,
			"How long the oldest of these records has been there; 0 where there is none"),
	IMPORT_UPLOADED(Kind.COUNTER, "experiture.client.import.uploaded", "bytes",
			"Bytes of files uploaded; those of an upload that starts over are counted again"),
	IMPORT_STATES(Kind.COUNTER, "experiture.client.import.states", "jobs",
			"States that import jobs reached",
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
	 * Return what kind of meter this is.
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
	 * Return the unit of what is measured, where it is no time.
	 * @return the unit, or {@code null}
	 */
	public @Nullable String unit() {
		return this.unit;
	}

	/**
	 * Return what is measured.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the keys of the tags beside {@code workspace}.
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

		/** Number and duration of something. */
		TIMER,

		/** Number of something. */
		COUNTER,

		/** Distribution of a quantity. */
		SUMMARY,

		/** What is now. */
		GAUGE,

		/** What is now, in time. */
		TIME_GAUGE

	}

}
