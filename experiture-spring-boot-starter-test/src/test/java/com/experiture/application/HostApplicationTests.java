package com.experiture.application;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import com.experiture.client.call.Endpoint;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A servlet application that adds the starter keeps all its own behaviour, and its JSON
 * settings do not reach the wire format of the client.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.jackson.property-naming-strategy=SNAKE_CASE",
				"spring.jackson.deserialization.fail-on-unknown-properties=true",
				"spring.jackson.datatype.datetime.write-dates-as-timestamps=true",
				"spring.jackson.default-property-inclusion=always" })
class HostApplicationTests {

	private static ExperitureEmulator emulator;

	@Autowired
	private RecordsClient records;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void startEmulator() {
		emulator = ExperitureEmulator.builder().settings((settings) -> settings.unknownFields(true)).start();
	}

	@AfterAll
	static void stopEmulator() {
		emulator.close();
	}

	@DynamicPropertySource
	static void experitureProperties(DynamicPropertyRegistry properties) {
		properties.add("experiture.base-url", emulator::baseUrl);
		properties.add("experiture.token-uri", emulator::tokenUri);
		properties.add("experiture.client-id", emulator::clientId);
		properties.add("experiture.client-secret", emulator::clientSecret);
	}

	@Test
	void endpointsStayOpen() throws Exception {
		HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/hi")).build());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("hi");
	}

	@Test
	void jsonOfTheApplicationFollowsItsOwnSettings() throws Exception {
		HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/echo"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"first_name\":\"Jane\"}"))
			.build());
		assertThat(response.body()).isEqualTo("{\"first_name\":\"Jane\",\"last_name\":null}");
		assertThat(send(HttpRequest.newBuilder(uri("/echo"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"firstName\":\"Jane\"}"))
			.build()).statusCode()).isEqualTo(400);
	}

	@Test
	void wireFormatOfTheClientIsItsOwn() {
		WriteReceipt receipt = this.records.append("orders",
				new Order("o-1", Instant.parse("2026-04-21T15:30:00Z"), null));
		assertThat(receipt.objectName()).isEqualTo("orders");
		assertThat(receipt.acceptedAt()).isNotNull();
		assertThat(receipt.additionalProperties()).isNotEmpty();
		assertThat(emulator.requests(Endpoint.RECORDS_APPEND).get(0).body())
			.isEqualTo("{\"record\":{\"order_id\":\"o-1\",\"ordered_at\":\"2026-04-21T15:30:00Z\"}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.core.instrument.MeterRegistry", "org.HdrHistogram.Histogram",
			"io.github.resilience4j.micrometer.Timer", "io.github.resilience4j.circuitbreaker.CircuitBreaker",
			"io.github.resilience4j.bulkhead.Bulkhead", "io.github.resilience4j.timelimiter.TimeLimiter" })
	void whatIsOptionalIsNotBroughtAlong(String className) {
		assertThat(ClassUtils.isPresent(className, null)).isFalse();
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	// Names of snake case by hand: the application's strategy must not be what makes
	// them.
	@SuppressWarnings("checkstyle:RecordComponentName")
	record Order(String order_id, Instant ordered_at, String status) {
	}

	record Name(String firstName, String lastName) {
	}

	@SpringBootApplication
	@RestController
	static class Application {

		@GetMapping("/hi")
		String hi() {
			return "hi";
		}

		@PostMapping("/echo")
		Name echo(@RequestBody Name name) {
			return name;
		}

	}

}
