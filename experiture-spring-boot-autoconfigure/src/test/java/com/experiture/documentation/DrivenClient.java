package com.experiture.documentation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureClientCustomizer;
import com.experiture.boot.autoconfigure.endpoint.ExperitureEndpoint;
import com.experiture.boot.autoconfigure.endpoint.ExperitureEndpointAutoConfiguration;
import com.experiture.boot.autoconfigure.health.ExperitureHealthContributorAutoConfiguration;
import com.experiture.boot.autoconfigure.metrics.ExperitureMetricsAutoConfiguration;
import com.experiture.boot.autoconfigure.metrics.ExperitureResilience4jMetricsAutoConfiguration;
import com.experiture.client.ExperitureClient;
import com.experiture.client.call.CallOptions;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.observation.micrometer.MicrometerClientListener;
import com.experiture.client.writer.RecordWriter;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

/**
 * What an auto-configured client shows after everything happened to it.
 */
final class DrivenClient {

	private static final Map<String, String> RECORD = Map.of("email", "jane@example.com");

	private final JsonMapper json = new JsonMapper();

	final Map<String, List<String>> meters = new TreeMap<>();

	final Map<String, String> prometheusNames = new TreeMap<>();

	final TreeSet<String> healthDetails = new TreeSet<>();

	final TreeSet<String> endpointFields = new TreeSet<>();

	final List<String> log = new CopyOnWriteArrayList<>();

	String scrape = "";

	static DrivenClient drive() {
		DrivenClient driven = new DrivenClient();
		WireMockServer api = new WireMockServer(wireMockConfig().dynamicPort());
		api.start();
		Logger logger = (Logger) LoggerFactory.getLogger("com.experiture");
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				driven.log.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
			}

		};
		appender.start();
		logger.addAppender(appender);
		logger.setLevel(Level.DEBUG);
		logger.setAdditive(false);
		try {
			runner(api.baseUrl()).run((context) -> driven.run(context, api));
		}
		finally {
			logger.detachAppender(appender);
			logger.setLevel(null);
			logger.setAdditive(true);
			api.stop();
		}
		return driven;
	}

	private static ApplicationContextRunner runner(String api) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, ExperitureAutoConfiguration.class,
					ExperitureMetricsAutoConfiguration.class, ExperitureResilience4jMetricsAutoConfiguration.class,
					ExperitureHealthContributorAutoConfiguration.class, ExperitureEndpointAutoConfiguration.class))
			.withBean(PrometheusMeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
			.withBean("brokenListener", ExperitureClientCustomizer.class,
					() -> (builder) -> builder.listener(new BrokenListener()))
			.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
					"experiture.base-url=" + api, "experiture.token-uri=" + api + "/token",
					"experiture.retry.initial-backoff=1ms", "experiture.retry.max-attempts=2",
					"management.endpoints.web.exposure.include=experiture");
	}

	private void run(ApplicationContext context, WireMockServer api) {
		ExperitureClient client = context.getBean(ExperitureClient.class);
		// Made only where the application asks for it.
		context.getBean(RecordWriter.class);
		api.stubFor(any(anyUrl()).willReturn(okJson("{\"success\":true,\"data\":{\"accepted\":true}}")));
		api.stubFor(post("/token").willReturn(jsonResponse("{\"error\":\"invalid_client\"}", 401)));
		fail(client);
		JsonNode refused = tree(context.getBean(HealthIndicator.class).health().getDetails());
		api.stubFor(post("/token")
			.willReturn(okJson("{\"access_token\":\"token\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
		api.stubFor(post("/profiles/upsert").willReturn(
				okJson("{\"success\":true,\"data\":{\"accepted\":true}}").withHeader("Deprecation", "@1688169599")
					.withHeader("Sunset", "Wed, 31 Dec 2025 23:59:59 GMT")
					.withHeader("Link", "<https://example.com/v2>; rel=\"successor-version\"")));
		client.profiles().upsert(RECORD);
		api.stubFor(post("/profiles/upsert")
			.willReturn(jsonResponse("{\"success\":false,\"error\":{\"code\":\"CDP_ETL.BUSY\"}}", 503)));
		fail(client);
		api.stubFor(post("/profiles/upsert")
			.willReturn(jsonResponse("{\"success\":false}", 429).withHeader("Retry-After", "600")));
		fail(client);
		client.reactive()
			.profiles()
			.with(CallOptions.builder().timeout(Duration.ofHours(1)).build())
			.upsert(RECORD)
			.subscribe()
			.dispose();
		client.status();
		feed(context.getBean(MeterRegistry.class));
		paths("", tree(context.getBean(HealthIndicator.class).health().getDetails()), this.healthDetails);
		paths("", refused, this.healthDetails);
		paths("", tree(context.getBean(ExperitureEndpoint.class).workspaces()), this.endpointFields);
		PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
		this.scrape = registry.scrape();
		registry.getMeters().stream().map((meter) -> meter.getId()).forEach((id) -> {
			this.meters.put(id.getName(), id.getTags().stream().map((tag) -> tag.getKey()).sorted().toList());
			this.prometheusNames.put(id.getName(), id.getConventionName(registry.config().namingConvention()));
		});
	}

	private static void fail(ExperitureClient client) {
		client.reactive().profiles().upsert(RECORD).onErrorComplete().block();
	}

	// What a client only measures where it writes in the background or imports files
	private static void feed(MeterRegistry registry) {
		MicrometerClientListener listener = new MicrometerClientListener(registry, "default");
		listener.permitWaitEnded("read", true, 1_000_000);
		listener.batchFlushed(FlushReason.RECORDS, 10_000, 1_000_000, 1);
		listener.importStateChanged("completed");
	}

	private JsonNode tree(Object value) {
		return this.json.readTree(this.json.writeValueAsString(value));
	}

	private static void paths(String prefix, JsonNode node, TreeSet<String> paths) {
		if (node.isObject() && !node.isEmpty()) {
			node.properties()
				.forEach((member) -> paths(prefix + (prefix.isEmpty() ? "" : ".") + name(prefix, member.getKey()),
						member.getValue(), paths));
		}
		else if (node.isArray() && !node.isEmpty()) {
			node.forEach((item) -> paths(prefix + "[]", item, paths));
		}
		else {
			paths.add(prefix);
		}
	}

	// What is named by the application or by a table stands for all of its kind.
	private static String name(String prefix, String key) {
		Map<String, String> placeholders = new LinkedHashMap<>();
		placeholders.put("workspaces", "{workspace}");
		placeholders.put("workspaces.{workspace}.endpointClasses", "{class}");
		placeholders.put("workspaces.{workspace}.configuration", "{property}");
		placeholders.put("paused", "{class}");
		return placeholders.getOrDefault(prefix, key);
	}

	List<String> meterNames() {
		return new ArrayList<>(this.meters.keySet());
	}

	/**
	 * Fails, so that its line is in the log.
	 */
	private static final class BrokenListener implements ClientListener {

		@Override
		public void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
			throw new IllegalStateException("broken");
		}

	}

}
