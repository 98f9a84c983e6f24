package com.experiture.client.internal.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportState;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.testing.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for responses that are valid HTTP and meant to do harm.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class HostileResponseTests {

	private static final String MAIL = "planted@planted.example";

	private volatile Function<String, byte[]> api = (line) -> new byte[0];

	private ScriptedServer server;

	private ExperitureClient client;

	@TempDir
	private Path directory;

	@AfterEach
	void stop() throws IOException {
		if (this.client != null) {
			this.client.close();
		}
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "99999999999999999999", "-99999999999999999999", "1e400", "-1e400", "1e999999999",
			"1e-999999999", "-0", "-0.0", "-1", "0.5", "9223372036854775807", "9223372036854775808", "1E2147483648",
			"\"12\"", "\"NaN\"", "\"Infinity\"", "\"1e999999999\"", "\"\"", "true", "false", "null", "[]", "{}", "[1]",
			"{\"a\":1}", "NaN", "01", "1e", "-" })
	void readsOrRejectsNumberOfAnySize(String number) throws IOException {
		start(Duration.ofSeconds(10));
		String digits = number.equals("-") ? "1".repeat(100_000) : number;
		Map<String, Supplier<Object>> calls = Map.of(
				"{\"jobId\":\"j\",\"state\":\"completed\",\"acceptedRecords\":%1$s,\"rejectedRecords\":%1$s,"
						+ "\"results\":[{\"index\":%1$s,\"accepted\":%1$s}],\"totalRows\":%1$s}",
				() -> this.client.records().getJob("o", "j") + "" + this.client.records().getJob("o", "j").results()
						+ this.client.imports().get("j"),
				"{\"id\":\"l\",\"name\":\"n\",\"memberCount\":%1$s}", () -> this.client.lists().get("l").memberCount(),
				"{\"items\":[{\"id\":\"l\"}],\"page\":%1$s,\"pageSize\":%1$s,\"total\":%1$s}",
				() -> this.client.lists().list(50).limit(100).toList() + ""
						+ this.client.imports().getErrors("j", 10).limit(100).toList(),
				"{\"counts\":{\"sent\":%1$s},\"latestExecution\":{\"lastExecutionAt\":%1$s,\"status\":%1$s}}",
				() -> this.client.campaigns().getMetrics("c").counts() + "" + this.client.campaigns().getStatus("c"),
				"{\"id\":\"c\",\"createdAt\":%1$s,\"metadata\":%1$s}", () -> this.client.campaigns().get("c"),
				"{\"canPublish\":true,\"summary\":{\"blockers\":%1$s},\"evaluatedAt\":%1$s,\"issues\":[{\"step\":%1$s}]}",
				() -> this.client.campaigns().preflight("c").allowsSending(),
				"[],\"pagination\":{\"total\":%1$s,\"limit\":%1$s,\"offset\":%1$s}",
				() -> this.client.campaigns().list(CampaignFilter.all()).toList(),
				"{\"accepted\":true,\"acceptedRecords\":%1$s,\"acceptedAt\":%1$s}",
				() -> this.client.records().append("o", Map.of("a", 1)),
				"{\"audienceId\":\"a\",\"matchCount\":%1$s,\"executionTimeMs\":%1$s}",
				() -> this.client.audiences().preview("a"));
		calls.forEach((data, call) -> {
			this.api = (line) -> ScriptedServer.response(200,
					"{\"success\":true,\"data\":" + data.formatted(digits) + "}");
			long start = System.nanoTime();
			Throwable failure = catchThrowable(call::get);
			assertThat(failure).satisfiesAnyOf((none) -> assertThat(none).isNull(),
					(typed) -> assertThat(typed).isInstanceOf(ExperitureException.class)
						.hasMessageNotContaining("99999"));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "99999999999999999999", "-1", "1e400", "0.5", "\"12\"", "true", "[1]" })
	void treatsInvalidCountAsUnknown(String number) throws IOException {
		start(Duration.ofSeconds(10));
		this.api = (line) -> ScriptedServer.response(200,
				("{\"success\":true,\"data\":{\"id\":\"l\",\"memberCount\":%1$s,"
						+ "\"acceptedRecords\":%1$s,\"counts\":{\"sent\":%1$s}}}")
					.formatted(number));
		assertThat(this.client.lists().get("l").memberCount()).isNull();
		assertThat(this.client.records().getJob("o", "j").acceptedRecords()).isNull();
		assertThat(this.client.campaigns().getMetrics("c").counts()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void failsCallAtOnceOnErrorDuringDecoding(Class<?> type) throws IOException {
		start(Duration.ofSeconds(50));
		this.api = (line) -> ScriptedServer.response(200, "{\"success\":true,\"data\":\"planted\"}");
		Throwable failure = catchThrowable(
				() -> this.client.call(ApiRequest.to(HttpMethod.GET, "/custom", EndpointClass.READ).returning(type)));
		assertThat(failure).isInstanceOf(InvalidResponseException.class).hasMessageNotContaining("planted");
		assertThat(this.server.requests()).hasSize(1);
	}

	static Stream<Class<?>> failsCallAtOnceOnErrorDuringDecoding() {
		return Stream.of(Overflowing.class, Unlinked.class, Exhausting.class, Failing.class, Throwing.class);
	}

	@ParameterizedTest
	@MethodSource
	void limitsTextOfAnySize(String text, CapturedOutput output) throws IOException {
		start(Duration.ofSeconds(50));
		String quoted = "\"" + text + "\"";
		for (String body : List.of(
				"{\"success\":false,\"correlationId\":%1$s,\"error\":{\"code\":%1$s,\"message\":%1$s,\"remediation\":%1$s,"
						+ "\"details\":{\"path\":%1$s}}}",
				"{\"success\":false,\"error\":{\"code\":\"X\",\"message\":%1$s,\"details\":{\"value\":%1$s},"
						+ "\"remediation\":[{\"label\":%1$s},{\"label\":%1$s}]}}",
				"{\"success\":true,\"data\":{%1$s:%1$s,\"id\":[%1$s]}}", "{\"success\":%1$s}", "%1$s", "{%1$s:1}",
				"<html>%1$s</html>")) {
			for (int status : new int[] { 200, 422 }) {
				this.api = (line) -> ScriptedServer.response(status, body.formatted(quoted));
				ExperitureException failure = (ExperitureException) catchThrowable(() -> this.client.lists().get("l"));
				assertThat(failure).isNotNull();
				assertClean(failure.getMessage());
				assertClean(failure.toString());
				assertClean(String.valueOf(failure.call().serverCorrelationId()));
				if (failure instanceof ApiException refused) {
					assertClean(String.valueOf(refused.error()));
					assertClean(String.valueOf(refused.error().code()));
					assertClean(String.valueOf(refused.error().path()));
				}
			}
		}
		assertThat(output.getAll()).doesNotContain("planted").doesNotContain("1".repeat(100));
		assertThat(output.getAll().length()).isLessThan(100_000);
	}

	static Stream<String> limitsTextOfAnySize() {
		return Stream.of("1".repeat(2000), "1 ".repeat(500_000), "x".repeat(1_000_000), MAIL,
				(MAIL + " ").repeat(10_000), "\\u001b[31m" + MAIL, "a\\r\\nb" + MAIL, "\\ud83d".repeat(500),
				"\u202E" + MAIL, "\\\"planted\\\"@x.example", "Bearer planted", "https://x.example/?sig=planted",
				"\\u2028\\u0085" + MAIL);
	}

	private static void assertClean(String text) {
		assertThat(text.length()).isLessThan(2000);
		assertThat(text).doesNotContain("planted").doesNotContain("1".repeat(10));
		assertThat(text.codePoints())
			.noneMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
					|| Character.getType(c) == Character.SURROGATE || Character.getType(c) == Character.LINE_SEPARATOR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "// comment\n{\"name\":\"planted\"}", "\uFEFF{\"name\":\"planted\"}",
			")]}',\n{\"name\":\"planted\"}", "\"planted\"", "callback([\"planted\"])", "\u0000planted\u0001" })
	void doesNotQuoteBodyThatMayBeRecord(String body) throws IOException {
		start(Duration.ofSeconds(50));
		for (int status : new int[] { 200, 422 }) {
			this.api = (line) -> ScriptedServer.response(status, body);
			assertThat(catchThrowable(() -> this.client.lists().get("l"))).isInstanceOf(ExperitureException.class)
				.hasMessageNotContaining("planted");
		}
		this.api = (line) -> ScriptedServer.response(422, "{\"name\":\"planted\"}".getBytes(StandardCharsets.UTF_16));
		assertThat(catchThrowable(() -> this.client.lists().get("l"))).hasMessageNotContaining("p\u0000l");
	}

	@Test
	void rejectsDeepNesting() throws IOException {
		start(Duration.ofSeconds(50));
		for (String body : List.of("[".repeat(100_000), "{\"success\":true,\"data\":" + "[".repeat(100_000),
				"{\"success\":true,\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
				"{\"success\":true,\"x\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}",
				"{\"success\":false,\"error\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")) {
			this.api = (line) -> ScriptedServer.response(200, body);
			assertThat(catchThrowable(() -> this.client.campaigns().getMetrics("c")))
				.isInstanceOf(InvalidResponseException.class);
		}
	}

	@Test
	void endsLookUpInEndlessListsInTime() throws IOException {
		start(Duration.ofSeconds(2));
		AtomicInteger page = new AtomicInteger();
		this.api = (line) -> lists(page.incrementAndGet(), 50);
		assertThat(catchThrowable(() -> this.client.lists().findByName("sought")))
			.isInstanceOfAny(CallTimeoutException.class, InvalidResponseException.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7 })
	void endsPagingInCycle(int length) throws IOException {
		start(Duration.ofSeconds(20));
		AtomicInteger page = new AtomicInteger();
		this.api = (line) -> lists(page.getAndIncrement() % length, 3);
		assertThat(this.client.lists().list(3).count()).isBetween(3L * length, 12L * length);
	}

	@Test
	void endsPagingAtEmptyPage() throws IOException {
		start(Duration.ofSeconds(20));
		this.api = (line) -> ScriptedServer.response(200,
				"{\"success\":true,\"data\":{\"items\":[],\"pageSize\":0,\"total\":9223372036854775807}}");
		assertThat(this.client.lists().list(3).count()).isZero();
		assertThat(this.client.lists().findByName("sought")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void returnsReportOfCompletedImportWithHostileLists(boolean endless) throws IOException {
		start(Duration.ofSeconds(8));
		AtomicInteger page = new AtomicInteger();
		this.api = (line) -> {
			if (line.startsWith("POST /import-jobs ")) {
				return data("{\"jobId\":\"j-1\",\"uploadUrl\":\"" + this.server.address() + "/upload\"}");
			}
			if (line.contains("/lists")) {
				return endless ? lists(page.incrementAndGet(), 50) : ScriptedServer.response(500, "planted");
			}
			return line.startsWith("GET /import-jobs") ? data("{\"jobId\":\"j-1\",\"status\":\"completed\"}")
					: data("{}");
		};
		Path file = Files.writeString(this.directory.resolve("people.csv"), "email\nx\n");
		ImportReport report = this.client.imports()
			.importFile(file, ImportOptions.builder("profiles").matchKey("email").createList("sought").build());
		assertThat(report.state()).isEqualTo(ImportState.COMPLETED);
		assertThat(report.createdList()).isNull();
		assertThat(report.lookUpFailure()).isNotNull();
	}

	private static byte[] lists(int page, int size) {
		StringBuilder items = new StringBuilder();
		for (int i = 0; i < size; i++) {
			items.append((i > 0) ? "," : "").append("{\"id\":\"l-" + page + "-" + i + "\",\"name\":\"other\"}");
		}
		return data("{\"items\":[" + items + "],\"page\":1,\"pageSize\":" + size + ",\"total\":9223372036854775807}");
	}

	private static byte[] data(String data) {
		return ScriptedServer.response(200, "{\"success\":true,\"data\":" + data + "}");
	}

	private void start(Duration callTimeout) throws IOException {
		this.server = new ScriptedServer((line, out) -> out.write(this.api.apply(line)));
		this.client = ExperitureClient.builder()
			.baseUrl(this.server.address())
			.tokenProvider(new Token())
			.callTimeout(callTimeout)
			.retry(new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1), 100))
			.build();
	}

	private static final class Token implements TokenProvider {

		@Override
		public Mono<AccessToken> token() {
			return Mono.just(new AccessToken("token"));
		}

		@Override
		public void reject(AccessToken token) {
		}

	}

	record Overflowing(JsonNode json) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Overflowing {
			overflow(0);
		}

		private static int overflow(int depth) {
			return overflow(depth + 1) + 1;
		}

	}

	record Unlinked(JsonNode json) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Unlinked {
			throw new NoClassDefFoundError("planted");
		}

	}

	record Exhausting(JsonNode json) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Exhausting {
			throw new OutOfMemoryError("planted");
		}

	}

	record Failing(JsonNode json) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Failing {
			throw new AssertionError("planted");
		}

	}

	record Throwing(JsonNode json) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Throwing {
			throw new IllegalStateException("planted");
		}

	}

}
