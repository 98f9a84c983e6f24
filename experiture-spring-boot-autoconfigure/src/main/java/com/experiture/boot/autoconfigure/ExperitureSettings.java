package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.internal.text.SecureUris;
import com.experiture.client.internal.time.DurationLimits;

/**
 * Checks the settings that have bounds, all at once.
 */
final class ExperitureSettings {

	// Less than this is a mistake in the unit: a TLS handshake alone takes longer.
	private static final Duration SHORTEST_CALL = Duration.ofMillis(100);

	// The API forgets an idempotency key after a day.
	private static final Duration LONGEST_CALL = Duration.ofDays(1);

	private static final ExperitureProperties DEFAULTS = new ExperitureProperties();

	private final String prefix;

	private final List<Problem> problems = new ArrayList<>();

	private ExperitureSettings(String prefix) {
		this.prefix = prefix;
	}

	static void check(String prefix, ExperitureProperties properties) {
		ExperitureSettings settings = new ExperitureSettings(prefix);
		settings.between("call-timeout", properties.getCallTimeout(), SHORTEST_CALL, LONGEST_CALL);
		settings.between("attempt-timeout", properties.getAttemptTimeout(), SHORTEST_CALL, LONGEST_CALL);
		settings.order("attempt-timeout", "call-timeout", properties.getAttemptTimeout(), properties.getCallTimeout(),
				DEFAULTS.getAttemptTimeout());
		settings.between("connect-timeout", properties.getConnectTimeout(), Duration.ofMillis(1),
				DurationLimits.LONGEST_CONNECT_TIMEOUT);
		settings.between("pool.acquire-timeout", properties.getPool().getAcquireTimeout(), Duration.ofMillis(1),
				LONGEST_CALL);
		settings.positive("pool.max-idle-time", properties.getPool().getMaxIdleTime());
		settings.atLeast("pool.max-connections", properties.getPool().getMaxConnections(), 1);
		settings.atLeast("pool.max-waiting", properties.getPool().getMaxWaiting(), 1);
		settings.atLeast("retry.max-attempts", properties.getRetry().getMaxAttempts(), 1);
		settings.notNegative("retry.initial-backoff", properties.getRetry().getInitialBackoff());
		settings.notNegative("retry.max-backoff", properties.getRetry().getMaxBackoff());
		settings.order("retry.initial-backoff", "retry.max-backoff", properties.getRetry().getInitialBackoff(),
				properties.getRetry().getMaxBackoff(), DEFAULTS.getRetry().getInitialBackoff());
		settings.resolved("scopes", properties.getScopes());
		settings.resolved("ssl.bundle",
				(properties.getSsl().getBundle() != null) ? List.of(properties.getSsl().getBundle()) : List.of());
		int budget = properties.getRetry().getBudget();
		settings.require("retry.budget", budget >= 0 && budget <= 1_000_000, "a number between 0 and 1000000");
		settings.require("workspaces", prefix.equals("experiture") || properties.getWorkspaces().isEmpty(),
				"nothing: a workspace holds no others");
		long responseSize = properties.getMaxResponseSize().toBytes();
		settings.require("max-response-size", responseSize > 0 && responseSize <= Integer.MAX_VALUE,
				"a size between 1B and 2GB");
		properties.getRateLimit().forEach((endpointClass, limit) -> {
			String name = "rate-limit." + endpointClass.id();
			settings.positive(name + ".period", limit.getPeriod());
			settings.atLeast(name + ".max-waiting", limit.getMaxWaiting(), 0);
			if (limit.getPermits() != null) {
				settings.atLeast(name + ".permits", limit.getPermits(), 1);
			}
		});
		settings.require("openapi-url", isAddress(properties.getOpenapiUrl()),
				"the https URL of the API's OpenAPI document, or leave it out");
		settings.positive("records.schema-lifetime", properties.getRecords().getSchemaLifetime());
		settings.writer(properties.getWriter());
		if (!settings.problems.isEmpty()) {
			throw new ExperitureConfigurationException(settings.problems);
		}
	}

	private static boolean isAddress(@Nullable String value) {
		try {
			return value == null || SecureUris.transportProblem(new URI(value)) == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private void writer(ExperitureProperties.Writer writer) {
		require("writer.batch-records", writer.getBatchRecords() >= 1 && writer.getBatchRecords() <= 10_000,
				"a number between 1 and 10000");
		long batch = writer.getBatchSize().toBytes();
		require("writer.batch-size", batch >= 1_000 && batch <= 10_000_000, "a size between 1000B and 10000000B");
		notNegative("writer.linger", writer.getLinger());
		atLeast("writer.capacity", writer.getCapacity(), 1);
		require("writer.capacity-size", writer.getCapacitySize().toBytes() >= 1_000, "a size of at least 1000B");
		atLeast("writer.append-concurrency", writer.getAppendConcurrency(), 1);
		notNegative("writer.patience", writer.getPatience());
	}

	// It is no mistake that a default does not fit to a longer time that is set. A
	// workspace can inherit either.
	private void order(String shorter, String longer, Duration shorterTime, Duration longerTime,
			Duration shorterDefault) {
		boolean set = this.prefix.equals("experiture") && !shorterTime.equals(shorterDefault);
		if (set && shorterTime.compareTo(longerTime) > 0) {
			this.problems.add(new Problem(this.prefix + "." + shorter, "is longer than " + this.prefix + "." + longer,
					"a time that is at most as long, or raise " + this.prefix + "." + longer));
		}
	}

	private void resolved(String property, List<String> values) {
		values.stream()
			.map(ConnectionCheck::placeholder)
			.filter(Objects::nonNull)
			.forEach((placeholder) -> this.problems.add(new Problem(this.prefix + "." + property,
					"contains " + placeholder, "a value that can be resolved when the application starts")));
	}

	private void positive(String property, Duration value) {
		between(property, value, Duration.ofMillis(1), DurationLimits.LONGEST);
	}

	private void notNegative(String property, Duration value) {
		between(property, value, Duration.ZERO, DurationLimits.LONGEST);
	}

	private void between(String property, Duration value, Duration least, Duration most) {
		require(property, value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
				"a time between " + least.toMillis() + "ms and " + most.toDays() + "d with its unit, such as 30s");
	}

	private void atLeast(String property, int value, int least) {
		require(property, value >= least, "a number of at least " + least);
	}

	private void require(String property, boolean holds, String remedy) {
		if (!holds) {
			this.problems.add(new Problem(this.prefix + "." + property, "is out of its bounds", remedy));
		}
	}

}
