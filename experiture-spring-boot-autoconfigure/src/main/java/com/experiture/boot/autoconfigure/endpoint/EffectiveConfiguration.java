package com.experiture.boot.autoconfigure.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

import com.experiture.boot.autoconfigure.ExperitureProperties;
import com.experiture.client.ClientSettings;
import com.experiture.client.ClientSettings.TokenRequest;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.settings.RateLimit;

/**
 * The configuration that a client was built with, whoever gave it: properties, connection
 * details or customizers. Limits and times are always shown, texts only to those who may
 * see them, and the secret to nobody.
 */
final class EffectiveConfiguration {

	private final Sanitizer sanitizer;

	EffectiveConfiguration(Iterable<SanitizingFunction> sanitizingFunctions) {
		this.sanitizer = new Sanitizer(sanitizingFunctions);
	}

	/**
	 * Return the configuration of a client.
	 * @param settings what the client was built with
	 * @param properties the properties of its workspace, for what is set beside the
	 * client
	 * @param showUnsanitized whether texts are shown
	 */
	Map<String, @Nullable Object> of(ClientSettings settings, @Nullable ExperitureProperties properties,
			boolean showUnsanitized) {
		Values values = new Values(showUnsanitized);
		values.text("base-url", settings.baseUrl());
		values.text("openapi-url", settings.openApiUrl());
		TokenRequest tokenRequest = settings.tokenRequest();
		if (tokenRequest != null) {
			values.text("token-uri", tokenRequest.tokenUri());
			values.text("client-id", tokenRequest.clientId());
			values.text("scopes", tokenRequest.scopes());
			values.plain("client-authentication", tokenRequest.authentication());
		}
		values.plain("call-timeout", settings.callTimeout());
		values.plain("attempt-timeout", settings.attemptTimeout());
		values.plain("connect-timeout", settings.connections().connectTimeout());
		values.plain("max-response-size", settings.maxResponseSize());
		values.plain("http2", settings.connections().http2());
		values.plain("pool.max-connections", settings.connections().maxConnections());
		values.plain("pool.max-waiting", settings.connections().maxWaiting());
		values.plain("pool.acquire-timeout", settings.connections().acquireTimeout());
		values.plain("pool.max-idle-time", settings.connections().maxIdleTime());
		values.plain("retry.max-attempts", settings.retry().maxAttempts());
		values.plain("retry.initial-backoff", settings.retry().initialBackoff());
		values.plain("retry.max-backoff", settings.retry().maxBackoff());
		values.plain("retry.budget", settings.retry().budget());
		Map<EndpointClass, RateLimit> limits = settings.rateLimits();
		for (EndpointClass endpointClass : EndpointClass.values()) {
			RateLimit limit = limits.getOrDefault(endpointClass, RateLimit.DEFAULT);
			String prefix = "rate-limit." + endpointClass.id() + ".";
			values.plain(prefix + "permits", limit.permits());
			values.plain(prefix + "period", limit.period());
			values.plain(prefix + "max-waiting", limit.maxWaiting());
		}
		values.plain("records.naming", settings.recordNaming());
		values.plain("records.schema-lifetime", settings.validation().schemaLifetime());
		values.plain("records.validation", settings.validation().mode());
		if (properties != null) {
			values.text("ssl.bundle", properties.getSsl().getBundle());
			writer(values, properties.getWriter());
		}
		return values.result;
	}

	private static void writer(Values values, ExperitureProperties.Writer writer) {
		values.plain("writer.append-concurrency", writer.getAppendConcurrency());
		values.plain("writer.batch-records", writer.getBatchRecords());
		values.plain("writer.batch-size", writer.getBatchSize().toBytes());
		values.plain("writer.capacity", writer.getCapacity());
		values.plain("writer.capacity-size", writer.getCapacitySize().toBytes());
		values.plain("writer.linger", writer.getLinger());
		values.plain("writer.patience", writer.getPatience());
		values.plain("writer.when-full", writer.getWhenFull());
	}

	private final class Values {

		private final Map<String, @Nullable Object> result = new LinkedHashMap<>();

		private final boolean showUnsanitized;

		private Values(boolean showUnsanitized) {
			this.showUnsanitized = showUnsanitized;
		}

		private void text(String name, @Nullable Object value) {
			put(name, value, this.showUnsanitized);
		}

		private void plain(String name, @Nullable Object value) {
			put(name, value, true);
		}

		private void put(String name, @Nullable Object value, boolean show) {
			this.result.put(name, EffectiveConfiguration.this.sanitizer
				.sanitize(new SanitizableData(null, "experiture." + name, value), show));
		}

	}

}
