package com.experiture.client;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.ApiException;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.EndpointDeprecation;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the deprecation and sunset headers of responses are reported to listeners
 * and the log.
 */
class DeprecationTests {

	private static final String SINCE = "@1688169599";

	private static final String SUNSET = "Wed, 31 Dec 2025 23:59:59 GMT";

	private final Logger logger = (Logger) LoggerFactory.getLogger("com.experiture.client.calls");

	private final List<ILoggingEvent> warnings = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel() == Level.WARN && event.getMessage().contains("announces")) {
				event.prepareForDeferredProcessing();
				DeprecationTests.this.warnings.add(event);
			}
		}

	};

	private final List<String> endpoints = new CopyOnWriteArrayList<>();

	private final List<EndpointDeprecation> events = new CopyOnWriteArrayList<>();

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExperitureClient client = client();

	private ExperitureClient client() {
		return Clients.of(this.emulator).listener(new ClientListener() {

			@Override
			public void endpointDeprecated(String endpoint, EndpointDeprecation deprecation) {
				DeprecationTests.this.endpoints.add(endpoint);
				DeprecationTests.this.events.add(deprecation);
			}

		}).build();
	}

	@BeforeEach
	void listen() {
		this.appender.start();
		this.logger.addAppender(this.appender);
		this.logger.setLevel(Level.WARN);
		this.logger.setAdditive(false);
	}

	@AfterEach
	void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(null);
		this.logger.setAdditive(true);
		this.client.close();
		this.emulator.close();
	}

	@Test
	void reportsEachTimeAndWarnsOncePerEndpointAndClient() {
		this.emulator.faults()
			.on(Endpoint.LISTS_CREATE, Endpoint.LISTS_LIST)
			.inject(Fault.deprecation(SINCE, SUNSET, "<https://example.com/v2>; rel=\"successor-version\""));
		IntStream.range(0, 3).forEach((i) -> this.client.lists().create("list " + i, null));
		assertThat(this.client.lists().list()).hasSize(3);
		assertThat(this.endpoints).containsExactly("lists.create", "lists.create", "lists.create", "lists.list");
		assertThat(this.events).first().satisfies((event) -> {
			assertThat(event.deprecatedAt()).isEqualTo(Instant.ofEpochSecond(1688169599));
			assertThat(event.sunsetAt()).isEqualTo("2025-12-31T23:59:59Z");
			assertThat(event.links()).containsEntry("successor-version", "https://example.com/v2");
		});
		assertThat(this.warnings).hasSize(2)
			.first()
			.extracting(ILoggingEvent::getFormattedMessage)
			.asString()
			.contains("lists.create", "POST /lists", "workspace", "2023-06-30T23:59:59Z", "2025-12-31T23:59:59Z",
					"https://example.com/v2", "update this client");
		assertThat(this.warnings.get(0).getKeyValuePairs()).extracting((pair) -> pair.key)
			.containsExactly("endpoint", "deprecatedAt", "sunsetAt");
		assertThat(this.warnings.get(0).getMDCPropertyMap()).containsKey("correlationId");
		try (ExperitureClient other = client()) {
			other.lists().create("list", null);
		}
		assertThat(this.warnings).hasSize(3);
	}

	@Test
	void reportsDeprecationOfFailure() {
		this.emulator.faults().on(Endpoint.LISTS_GET).inject(Fault.deprecation("true", null, null));
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.client.lists().get("lst_none"));
		assertThat(this.endpoints).containsExactly("lists.get");
		assertThat(this.events).containsExactly(new EndpointDeprecation(true, null, null, java.util.Map.of(), null));
		assertThat(this.warnings).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.asString()
			.contains("is deprecated;")
			.doesNotContain("null");
	}

	@Test
	void reportsSunsetWithoutDeprecation() {
		this.emulator.faults().on(Endpoint.LISTS_CREATE).inject(Fault.deprecation(null, SUNSET, null));
		this.client.lists().create("VIP", null);
		assertThat(this.warnings).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.asString()
			.contains("is expected to stop responding at 2025-12-31T23:59:59Z")
			.doesNotContain("deprecated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "@99999999999999999999", "\"x\u009b31m\"", "jane@example.com {} %s ${x}",
			"@1;;;;=", "\u00e4\u00f6" })
	void ignoresMalformedValue(String value) {
		this.emulator.faults().on(Endpoint.LISTS_CREATE).inject(Fault.deprecation(value, value, value));
		assertThat(this.client.lists().create("VIP", null).name()).isEqualTo("VIP");
		assertThat(this.warnings).singleElement().satisfies((event) -> {
			assertThat(event.getFormattedMessage()).doesNotContain("jane@", "\u009b", "\n").hasSizeLessThan(1000);
			assertThat(event.getKeyValuePairs()).hasSize(3);
		});
	}

	@Test
	void reportsNothingWithoutHeaders() {
		this.emulator.faults().on(Endpoint.LISTS_CREATE).times(1).inject(Fault.deprecation("false", "", "<x>"));
		this.client.lists().create("VIP", null);
		this.client.lists().create("VIP", null);
		assertThat(this.endpoints).isEmpty();
		assertThat(this.warnings).isEmpty();
	}

	@Test
	void limitsNumberOfRememberedCalls() {
		this.emulator.faults().onAny().inject(Fault.deprecation(SINCE, null, null));
		for (int i = 0; i < 130; i++) {
			ApiRequest<JsonNode> request = ApiRequest.to(HttpMethod.GET, "/templates/" + i, EndpointClass.READ)
				.returning(JsonNode.class);
			assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.client.call(request));
		}
		assertThat(this.endpoints).hasSize(130);
		assertThat(this.warnings).hasSize(100);
		this.client.lists().create("VIP", null);
		assertThat(this.warnings).hasSize(101);
	}

	@Test
	void ignoresFailingListener() {
		this.emulator.faults().on(Endpoint.LISTS_CREATE).inject(Fault.deprecation(SINCE, SUNSET, null));
		try (ExperitureClient failing = Clients.of(this.emulator).listener(new ClientListener() {

			@Override
			public void endpointDeprecated(String endpoint, EndpointDeprecation deprecation) {
				throw new StackOverflowError("broken");
			}

		}).build()) {
			assertThat(failing.lists().create("VIP", null).name()).isEqualTo("VIP");
		}
	}

}
