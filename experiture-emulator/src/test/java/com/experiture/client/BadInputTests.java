package com.experiture.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.NotFoundException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.error.TokenException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.ExperitureEmulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that every invalid input results in one typed exception that names the cause, the
 * endpoint, the correlation id and the remedy, and contains neither secrets nor records.
 */
class BadInputTests {

	private static final String CONFIDENTIAL = "confidential-4711";

	private static final Map<String, Object> RECORD = Map.of("email", CONFIDENTIAL + "@example.com");

	private static ExperitureEmulator emulator;

	@BeforeAll
	static void startEmulator() {
		emulator = ExperitureEmulator.start();
	}

	@AfterAll
	static void stopEmulator() {
		emulator.close();
	}

	@AfterEach
	void reset() {
		emulator.wireMock().resetAll();
		emulator.reset();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void rejectsInvalidInputBeforeSending(String field, String advice, Consumer<RecordsClient> call) {
		InvalidRequestException failure = fail(InvalidRequestException.class, call);
		assertThat(failure.field()).isEqualTo(field);
		assertThat(failure.call().attempts()).isZero();
		assertThat(failure).hasMessageContaining(advice).hasMessageContaining("Nothing was sent");
		assertThat(emulator.requestCount()).isZero();
	}

	static Stream<Arguments> rejectsInvalidInputBeforeSending() {
		return Stream.of(invalid("record", "at least one field", (records) -> records.append("orders", Map.of())),
				invalid("object_name", "single path segment", (records) -> records.append("../x", RECORD)),
				invalid("object_name", "single path segment", (records) -> records.append("a/b", RECORD)),
				invalid("object_name", "must not be empty", (records) -> records.append("", RECORD)),
				invalid("record.created_at", "use Instant",
						(records) -> records.append("orders",
								Map.of("created_at", LocalDateTime.parse("2026-04-21T15:30:00")))),
				invalid("records[0].created_at", "ends with Z or an offset",
						(records) -> records.appendBatch("orders",
								List.of(Map.of("created_at", "2026-04-21T15:30:00")))),
				invalid("records", "send several batches",
						(records) -> records.upsertBatch("profiles", Collections.nCopies(10_001, RECORD))),
				invalid("records", "at least one record", (records) -> records.upsertBatch("profiles", List.of())),
				invalid("record", "a map or an object", (records) -> records.append("orders", CONFIDENTIAL)),
				invalid("record", "does not fit into one request",
						(records) -> records.append("orders", Map.of("text", "x".repeat(10_000_000)))));
	}

	@Test
	void failsForWrongSecret() {
		try (ExperitureClient client = Clients.of(emulator)
			.credentials(Clients.credentials(emulator, CONFIDENTIAL))
			.build()) {
			TokenException failure = fail(TokenException.class, (ignored) -> client.records().append("orders", RECORD));
			assertThat(failure.oauthError()).isEqualTo("invalid_client");
			assertThat(failure).hasMessageContaining("401")
				.hasMessageContaining("experiture.client-secret")
				.hasMessageContaining("nothing was sent");
			assertThat(emulator.tokenRequests()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 404 })
	void reportsHtmlResponse(int status) {
		respond(status, "<html><body>Welcome to the hotel's network</body></html>");
		if (status == 200) {
			InvalidResponseException failure = fail(InvalidResponseException.class,
					(records) -> records.append("orders", RECORD));
			assertThat(failure).hasMessageContaining("it is not JSON").hasMessageContaining("hotel");
			assertThat(failure.status()).isEqualTo(200);
		}
		else {
			assertThat(fail(NotFoundException.class, (records) -> records.append("orders", RECORD)))
				.hasMessageContaining("hotel");
		}
	}

	@Test
	void reportsGatewayThatKeepsFailing() {
		respond(502, "<html>Bad gateway</html>");
		ServerErrorException failure = fail(ServerErrorException.class, (records) -> records.append("orders", RECORD));
		assertThat(failure.call().attempts()).isEqualTo(3);
		assertThat(failure.error().status()).isEqualTo(502);
	}

	@Test
	void reportsRedirect() {
		emulator.wireMock()
			.stubFor(any(anyUrl()).atPriority(1)
				.willReturn(aResponse().withStatus(307).withHeader("Location", "http://127.0.0.1:1/elsewhere")));
		assertThat(fail(TokenException.class, (records) -> records.append("orders", RECORD)))
			.hasMessageContaining("redirect")
			.hasMessageContaining("experiture.token-uri");
	}

	@Test
	void reportsClosedPort() throws IOException {
		URI closed = URI.create("http://127.0.0.1:" + unusedPort());
		try (ExperitureClient client = Clients.of(emulator).baseUrl(closed).build()) {
			ConnectionFailedException failure = fail(ConnectionFailedException.class,
					(ignored) -> client.records().append("orders", RECORD));
			assertThat(failure).hasMessageContaining("No connection to " + closed)
				.hasMessageContaining("experiture.base-url")
				.hasMessageContaining("Nothing was sent");
			assertThat(failure.call().attempts()).isZero();
		}
	}

	@Test
	void reportsUnknownField() {
		ValidationException failure = fail(ValidationException.class,
				(records) -> records.append("orders", Map.of("no_such_field", CONFIDENTIAL)));
		assertThat(failure.error().status()).isEqualTo(422);
		assertThat(failure.error().path()).contains("no_such_field");
	}

	@Test
	void doesNotRepeatValueOfWrongType() {
		ValidationException failure = fail(ValidationException.class,
				(records) -> records.upsertBatch("profiles", List.of(Map.of("email", CONFIDENTIAL)), "email"));
		assertThat(failure.error().path()).isEqualTo("records[0].email");
	}

	@Test
	void reportsUnknownObject() {
		NotFoundException failure = fail(NotFoundException.class,
				(records) -> records.append("no-such-object", RECORD));
		assertThat(failure.error().status()).isEqualTo(404);
	}

	@Test
	void namesMissingScope() {
		try (ExperitureEmulator restricted = ExperitureEmulator.builder().scopes("cdp:lists:read").start();
				ExperitureClient client = Clients.of(restricted).build()) {
			ForbiddenException failure = fail(ForbiddenException.class, (ignored) -> client.profiles().upsert(RECORD));
			assertThat(failure.requiredScope()).isEqualTo("cdp:profiles:write");
			assertThat(failure).hasMessageContaining("cdp:profiles:write").hasMessageContaining("console");
		}
	}

	private static <E extends ExperitureException> E fail(Class<E> type, Consumer<RecordsClient> call) {
		try (ExperitureClient client = Clients.of(emulator).build()) {
			E failure = catchThrowableOfType(type, () -> call.accept(client.records()));
			assertThat(failure).isNotNull();
			assertThat(UUID.fromString(failure.call().correlationId())).isNotNull();
			assertThat(failure).hasMessageContaining(failure.call().endpoint())
				.hasMessageContaining(failure.call().correlationId())
				.hasMessageNotContaining(CONFIDENTIAL)
				.hasMessageNotContaining(emulator.clientSecret());
			assertThat(failure).hasStackTraceContaining(type.getName());
			return failure;
		}
	}

	private static void respond(int status, String html) {
		emulator.wireMock()
			.stubFor(any(urlPathMatching("/public/.*")).atPriority(1)
				.willReturn(aResponse().withStatus(status).withHeader("Content-Type", "text/html").withBody(html)));
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static Arguments invalid(String field, String advice, Consumer<RecordsClient> call) {
		return arguments(field, advice, call);
	}

}
