package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.boot.autoconfigure.ExperitureProperties.Pool;
import com.experiture.boot.autoconfigure.ExperitureProperties.Records;
import com.experiture.boot.autoconfigure.ExperitureProperties.Retry;
import com.experiture.boot.autoconfigure.ExperitureProperties.Writer;
import com.experiture.client.ClientSettings;
import com.experiture.client.ClientSettings.TokenRequest;
import com.experiture.client.ExperitureClientBuilder;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.connection.SecureUris;
import com.experiture.client.settings.DurationLimits;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RequestLimits;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.writer.WriterOptions;

/**
 * The settings of a client: a table with the name, the value, the bounds and the value in
 * force of every property, and the builder calls that apply them.
 * {@link ExperitureProperties} has the defaults and the descriptions.
 */
public final class ExperitureSettings {

	// A shorter timeout is probably a wrong unit: a TLS handshake alone takes longer.
	private static final Duration SHORTEST_CALL = Duration.ofMillis(100);

	// The API forgets an idempotency key after a day.
	private static final Duration LONGEST_CALL = Duration.ofDays(1);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final ExperitureProperties DEFAULTS = new ExperitureProperties();

	private static final Object UNKNOWN = new Object();

	// ConnectionCheck has the rules of addresses and credentials.
	private static final List<Setting<?>> SETTINGS = settings();

	private ExperitureSettings() {
	}

	private static List<Setting<?>> settings() {
		List<Setting<?>> settings = new ArrayList<>();
		settings.add(client("base-url", ExperitureProperties::getBaseUrl, ClientSettings::baseUrl, SettingRule.any()));
		settings.add(client("openapi-url", ExperitureProperties::getOpenapiUrl, ClientSettings::openApiUrl, SettingRule
			.within(ExperitureSettings::isAddress, "the https URL of the API's OpenAPI document, or omit it")));
		settings.add(token("token-uri", ExperitureProperties::getTokenUri, TokenRequest::tokenUri, SettingRule.any()));
		settings.add(token("client-id", ExperitureProperties::getClientId, TokenRequest::clientId, SettingRule.any()));
		settings.add(token("scopes", ExperitureProperties::getScopes, TokenRequest::scopes,
				SettingRule.each(SettingRule.resolved())));
		settings.add(token("client-authentication", ExperitureProperties::getClientAuthentication,
				TokenRequest::authentication, SettingRule.any()));
		settings.add(client("call-timeout", ExperitureProperties::getCallTimeout, ClientSettings::callTimeout,
				SettingRule.between(SHORTEST_CALL, LONGEST_CALL)));
		settings.add(client("attempt-timeout", ExperitureProperties::getAttemptTimeout, ClientSettings::attemptTimeout,
				SettingRule.between(SHORTEST_CALL, LONGEST_CALL)));
		settings.add(connections("connect-timeout", ExperitureProperties::getConnectTimeout,
				ConnectionSettings::connectTimeout,
				SettingRule.between(SHORTEST, DurationLimits.LONGEST_CONNECT_TIMEOUT)));
		settings
			.add(client("max-response-size", ExperitureProperties::getMaxResponseSize, ClientSettings::maxResponseSize,
					SettingRule.between(1, Integer.MAX_VALUE, "a size between 1B and 2GB")));
		settings.add(connections("http2", ExperitureProperties::isHttp2, ConnectionSettings::http2, SettingRule.any()));
		settings.add(pool("max-connections", Pool::getMaxConnections, ConnectionSettings::maxConnections,
				SettingRule.atLeast(1)));
		settings.add(pool("max-pending-calls", Pool::getMaxPendingCalls, ConnectionSettings::maxPendingCalls,
				SettingRule.atLeast(1)));
		settings.add(pool("acquire-timeout", Pool::getAcquireTimeout, ConnectionSettings::acquireTimeout,
				SettingRule.between(SHORTEST, LONGEST_CALL)));
		settings.add(pool("max-idle-time", Pool::getMaxIdleTime, ConnectionSettings::maxIdleTime,
				SettingRule.between(SHORTEST, DurationLimits.LONGEST)));
		settings.add(retry("max-attempts", Retry::getMaxAttempts, RetrySettings::maxAttempts, SettingRule.atLeast(1)));
		settings.add(retry("initial-backoff", Retry::getInitialBackoff, RetrySettings::initialBackoff,
				SettingRule.between(Duration.ZERO, DurationLimits.LONGEST)));
		settings.add(retry("max-backoff", Retry::getMaxBackoff, RetrySettings::maxBackoff,
				SettingRule.between(Duration.ZERO, DurationLimits.LONGEST)));
		settings.add(retry("budget", Retry::getBudget, RetrySettings::budget, SettingRule.between(0, 1_000_000)));
		for (EndpointClass endpointClass : EndpointClass.values()) {
			settings.add(rateLimit(endpointClass, "permits", ExperitureProperties.RateLimit::getPermits,
					RateLimit::permits, SettingRule.atLeast(1)));
			settings.add(rateLimit(endpointClass, "period", ExperitureProperties.RateLimit::getPeriod,
					RateLimit::period, SettingRule.between(SHORTEST, DurationLimits.LONGEST)));
			settings
				.add(rateLimit(endpointClass, "max-pending-calls", ExperitureProperties.RateLimit::getMaxPendingCalls,
						RateLimit::maxPendingCalls, SettingRule.atLeast(0)));
		}
		settings.add(records("naming", Records::getNaming, ClientSettings::recordNaming, SettingRule.any()));
		settings.add(
				records("schema-lifetime", Records::getSchemaLifetime, (client) -> client.validation().schemaLifetime(),
						SettingRule.between(SHORTEST, DurationLimits.LONGEST)));
		settings.add(records("validation", Records::getValidation, (client) -> client.validation().mode(),
				SettingRule.any()));
		settings.add(local("ssl.bundle", (properties) -> properties.getSsl().getBundle(), SettingRule.resolved()));
		settings.add(writer("append-concurrency", Writer::getAppendConcurrency, SettingRule.atLeast(1)));
		settings.add(writer("batch-records", Writer::getBatchRecords,
				SettingRule.between(1, RequestLimits.MAX_BATCH_RECORDS)));
		settings.add(writer("batch-size", Writer::getBatchSize,
				SettingRule.between(RequestLimits.MIN_BATCH_BYTES, RequestLimits.MAX_RECORDS_BODY_SIZE,
						"a size between " + RequestLimits.MIN_BATCH_BYTES + "B and "
								+ RequestLimits.MAX_RECORDS_BODY_SIZE + "B")));
		settings.add(writer("capacity", Writer::getCapacity, SettingRule.atLeast(1)));
		settings.add(writer("capacity-size", Writer::getCapacitySize,
				SettingRule.between(1_000, Long.MAX_VALUE, "a size of at least 1000B")));
		settings.add(writer("linger", Writer::getLinger, SettingRule.between(Duration.ZERO, DurationLimits.LONGEST)));
		settings.add(writer("retry-timeout", Writer::getRetryTimeout,
				SettingRule.between(Duration.ZERO, DurationLimits.LONGEST)));
		settings.add(writer("when-full", Writer::getWhenFull, SettingRule.any()));
		return List.copyOf(settings);
	}

	private static <T> Setting<T> client(String name, Function<ExperitureProperties, @Nullable T> value,
			Function<ClientSettings, ?> inForce, SettingRule<T> rule) {
		return new Setting<>(name, value, (client, properties) -> inForce.apply(client), rule);
	}

	private static <T> Setting<T> token(String name, Function<ExperitureProperties, @Nullable T> value,
			Function<TokenRequest, ?> inForce, SettingRule<T> rule) {
		return new Setting<>(name, value, (client, properties) -> {
			TokenRequest request = client.tokenRequest();
			return (request != null) ? inForce.apply(request) : UNKNOWN;
		}, rule);
	}

	private static <T> Setting<T> connections(String name, Function<ExperitureProperties, @Nullable T> value,
			Function<ConnectionSettings, ?> inForce, SettingRule<T> rule) {
		return client(name, value, (client) -> inForce.apply(client.connections()), rule);
	}

	private static <T> Setting<T> pool(String name, Function<Pool, T> value, Function<ConnectionSettings, ?> inForce,
			SettingRule<T> rule) {
		return connections("pool." + name, (properties) -> value.apply(properties.getPool()), inForce, rule);
	}

	private static <T> Setting<T> retry(String name, Function<Retry, T> value, Function<RetrySettings, ?> inForce,
			SettingRule<T> rule) {
		return client("retry." + name, (properties) -> value.apply(properties.getRetry()),
				(client) -> inForce.apply(client.retry()), rule);
	}

	private static <T> Setting<T> rateLimit(EndpointClass endpointClass, String name,
			Function<ExperitureProperties.RateLimit, @Nullable T> value,
			Function<RateLimit, ? extends @Nullable Object> inForce, SettingRule<T> rule) {
		return client("rate-limit." + endpointClass.id() + "." + name, (properties) -> {
			ExperitureProperties.RateLimit limit = properties.getRateLimit().get(endpointClass);
			return (limit != null) ? value.apply(limit) : null;
		}, (client) -> inForce.apply(client.rateLimits().getOrDefault(endpointClass, RateLimit.DEFAULT)), rule);
	}

	private static <T> Setting<T> records(String name, Function<Records, T> value, Function<ClientSettings, ?> inForce,
			SettingRule<T> rule) {
		return client("records." + name, (properties) -> value.apply(properties.getRecords()), inForce, rule);
	}

	private static <T> Setting<T> writer(String name, Function<Writer, T> value, SettingRule<T> rule) {
		return local("writer." + name, (properties) -> value.apply(properties.getWriter()), rule);
	}

	// The settings of the client do not include it.
	private static <T> Setting<T> local(String name, Function<ExperitureProperties, @Nullable T> value,
			SettingRule<T> rule) {
		return new Setting<>(name, value,
				(client, properties) -> (properties != null) ? value.apply(properties) : UNKNOWN, rule);
	}

	/**
	 * Check the settings of a workspace.
	 * @throws ExperitureConfigurationException with all problems
	 */
	static void check(String prefix, ExperitureProperties properties) {
		List<Problem> problems = new ArrayList<>();
		SETTINGS.forEach((setting) -> setting.check(prefix, properties, problems));
		boolean isRoot = prefix.equals("experiture");
		if (isRoot) {
			order("attempt-timeout", properties.getAttemptTimeout(), DEFAULTS.getAttemptTimeout(), "call-timeout",
					properties.getCallTimeout(), problems);
			order("retry.initial-backoff", properties.getRetry().getInitialBackoff(),
					DEFAULTS.getRetry().getInitialBackoff(), "retry.max-backoff", properties.getRetry().getMaxBackoff(),
					problems);
		}
		else if (!properties.getWorkspaces().isEmpty()) {
			problems
				.add(new Problem(prefix + ".workspaces", "is out of range", "nothing: workspaces cannot be nested"));
		}
		if (!problems.isEmpty()) {
			throw new ExperitureConfigurationException(problems);
		}
	}

	// A default can be longer than the other property if only that one is set. A
	// workspace can inherit either.
	private static void order(String shorter, Duration shorterTime, Duration shorterDefault, String longer,
			Duration longerTime, List<Problem> problems) {
		if (!shorterTime.equals(shorterDefault) && shorterTime.compareTo(longerTime) > 0) {
			problems.add(new Problem("experiture." + shorter, "is longer than experiture." + longer,
					"a time that is at most as long, or raise experiture." + longer));
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

	/**
	 * Apply the settings of a workspace to the builder of its client.
	 */
	static void apply(ExperitureProperties properties, ExperitureClientBuilder builder) {
		Pool pool = properties.getPool();
		Retry retry = properties.getRetry();
		Records records = properties.getRecords();
		builder.callTimeout(properties.getCallTimeout())
			.attemptTimeout(properties.getAttemptTimeout())
			.maxResponseSize(Math.toIntExact(properties.getMaxResponseSize().toBytes()))
			.connections(new ConnectionSettings(properties.getConnectTimeout(), pool.getMaxConnections(),
					pool.getMaxPendingCalls(), pool.getAcquireTimeout(), pool.getMaxIdleTime(), properties.isHttp2()))
			.retry(new RetrySettings(retry.getMaxAttempts(), retry.getInitialBackoff(), retry.getMaxBackoff(),
					retry.getBudget()))
			.recordNaming(records.getNaming())
			.recordValidation(records.getValidation())
			.schemaLifetime(records.getSchemaLifetime());
		if (properties.getOpenapiUrl() != null) {
			builder.openApiUrl(URI.create(properties.getOpenapiUrl()));
		}
		properties.getRateLimit()
			.forEach((endpointClass, limit) -> builder.rateLimit(endpointClass,
					new RateLimit(limit.getPermits(), limit.getPeriod(), limit.getMaxPendingCalls())));
	}

	/**
	 * Return the options of a record writer.
	 */
	static WriterOptions.Builder writerOptions(Writer writer) {
		return WriterOptions.builder()
			.batchSize(writer.getBatchRecords(), Math.toIntExact(writer.getBatchSize().toBytes()))
			.linger(writer.getLinger())
			.capacity(writer.getCapacity(), writer.getCapacitySize().toBytes())
			.whenFull(writer.getWhenFull())
			.appendConcurrency(writer.getAppendConcurrency())
			.retryTimeout(writer.getRetryTimeout());
	}

	/**
	 * Return the settings in force, after connection details and customizers. They do not
	 * include the secret.
	 * @param client the settings of the client
	 * @param properties the properties of its workspace, for the settings that the client
	 * does not know; {@code null} omits them
	 * @return the values by the names of the properties, without {@code experiture}
	 */
	public static Map<String, @Nullable Object> inForce(ClientSettings client,
			@Nullable ExperitureProperties properties) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (Setting<?> setting : SETTINGS) {
			Object value = setting.inForce().apply(client, properties);
			if (value != UNKNOWN) {
				values.put(setting.name(), (value instanceof DataSize size) ? size.toBytes() : value);
			}
		}
		return values;
	}

	/**
	 * One row of the table.
	 *
	 * @param name the name of the property, without {@code experiture}
	 * @param value its value
	 * @param inForce the value that the client uses
	 * @param rule what its value must be
	 */
	private record Setting<T>(String name, Function<ExperitureProperties, @Nullable T> value,
			BiFunction<ClientSettings, @Nullable ExperitureProperties, @Nullable Object> inForce, SettingRule<T> rule) {

		void check(String prefix, ExperitureProperties properties, List<Problem> problems) {
			T set = this.value.apply(properties);
			if (set != null) {
				this.rule.check(prefix + "." + this.name, set, problems::add);
			}
		}

	}

}
