package com.experiture.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import com.experiture.client.call.ApiFamily;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class FaultsTests {

	private static final String KEY = "0f8fad5b-d9cb-469f-a165-70867728950e";

	private static final String APPEND = "/records/orders/append";

	private static final String ORDER = "{\"record\":{\"order_id\":\"1\"}}";

	private static final Duration DAY = Duration.ofDays(1);

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final RawClient client = new RawClient(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void injectsFaultGivenNumberOfTimes() {
		FaultRule rule = this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(2).status(500);
		Result first = append();
		assertThat(first.status()).isEqualTo(500);
		assertThat(first.errorCode()).isEqualTo("CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION");
		assertThat(first.response().headers().firstValue("x-correlation-id"))
			.hasValue(first.body().get("correlationId").asString());
		assertThat(append().status()).isEqualTo(500);
		assertThat(this.emulator.count("orders")).isZero();
		assertThat(append().status()).isEqualTo(200);
		assertThat(rule.count()).isEqualTo(2);
		assertThat(rule.counts()).containsExactly(Map.entry("status 500", 2));
		assertThat(this.emulator.requests()).extracting(ReceivedRequest::fault)
			.containsExactly("status 500", "status 500", null);
		assertThat(this.emulator.requests()).extracting(ReceivedRequest::status).containsExactly(500, 500, 200);
	}

	@Test
	void skipsRequests() {
		this.emulator.faults().onAny().skip(1).times(1).status(500);
		assertThat(List.of(append().status(), append().status(), append().status())).containsExactly(200, 500, 200);
	}

	@Test
	void injectsFaultsInTurn() {
		this.emulator.faults().onAny().times(3).inject(Fault.status(500), Fault.rateLimit("1"));
		assertThat(List.of(append().status(), append().status(), append().status(), append().status()))
			.containsExactly(500, 429, 500, 200);
	}

	@Test
	void injectsFaultsIntoChosenRequestsOnly() {
		this.emulator.faults().on(EndpointClass.BATCH_WRITE).status(500);
		this.emulator.faults().on(ApiFamily.METADATA).status(500);
		this.emulator.faults().on(Endpoint.PROFILES_UPSERT, Endpoint.LISTS_LIST).status(500);
		assertThat(append().status()).isEqualTo(200);
		assertThat(this.client.post("/records/orders/append-batch", "{}").status()).isEqualTo(500);
		assertThat(this.client.get("/metadata/objects").status()).isEqualTo(500);
		assertThat(this.client.post("/profiles/upsert", "{}").status()).isEqualTo(500);
		assertThat(this.client.get("/lists").status()).isEqualTo(500);
		assertThat(this.client.post("/lists", "{\"name\":\"x\"}").status()).isEqualTo(201);
		this.emulator.faults().onAny().status(500);
		assertThat(this.client.get("/nothing").status()).isEqualTo(500);
	}

	@Test
	void usesRuleThatWasAddedFirst() {
		FaultRule first = this.emulator.faults().onAny().times(1).rateLimit(null);
		FaultRule second = this.emulator.faults().onAny().times(1).status(500);
		assertThat(List.of(append().status(), append().status(), append().status())).containsExactly(429, 500, 200);
		assertThat(first.count()).isEqualTo(1);
		assertThat(second.count()).isEqualTo(1);
	}

	@Test
	void removesFaults() {
		FaultRule rule = this.emulator.faults().onAny().status(500);
		assertThat(append().status()).isEqualTo(500);
		rule.remove();
		assertThat(append().status()).isEqualTo(200);
		assertThat(rule.count()).isEqualTo(1);
		this.emulator.faults().onAny().status(500);
		this.emulator.faults().clear();
		assertThat(append().status()).isEqualTo(200);
		this.emulator.faults().onAny().status(500);
		this.emulator.reset();
		assertThat(append().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "-1", "99999999999", "soon", "Wed, 21 Oct 2026 07:28:00 GMT" })
	void rateLimitHasGivenRetryAfter(String retryAfter) {
		this.emulator.faults().onAny().rateLimit(retryAfter);
		Result result = append();
		assertThat(result.status()).isEqualTo(429);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.RATE.LIMITED");
		assertThat(result.response().headers().firstValue("Retry-After")).hasValue(retryAfter);
	}

	@Test
	void rateLimitWithoutRetryAfter() {
		this.emulator.faults().onAny().rateLimit(null);
		assertThat(append().response().headers().firstValue("Retry-After")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "400,VALIDATION.REQUEST_INVALID", "401,AUTH.TOKEN_INVALID", "403,AUTH.FORBIDDEN", "404,NOT_FOUND",
			"409,CONFLICT", "413,VALIDATION.REQUEST_INVALID", "422,VALIDATION.REQUEST_SCHEMA", "429,RATE.LIMITED" })
	void statusHasDocumentedCode(int status, String code) {
		this.emulator.faults().onAny().status(status);
		Result result = append();
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL." + code);
	}

	@Test
	void errorHasGivenCode() {
		this.emulator.faults().onAny().inject(Fault.error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED"));
		assertThat(append().errorCode()).isEqualTo("CDP_ETL.AUTH.TOKEN_EXPIRED");
	}

	@Test
	void gatewayStatusHasHtmlBody() {
		this.emulator.faults()
			.onAny()
			.inject(Fault.status(502), Fault.empty(503), Fault.body(200, "text/plain", "hello"));
		HttpResponse<String> html = exchange();
		assertThat(html.statusCode()).isEqualTo(502);
		assertThat(html.headers().firstValue("Content-Type")).hasValue("text/html");
		assertThat(html.body()).startsWith("<html>");
		HttpResponse<String> empty = exchange();
		assertThat(empty.statusCode()).isEqualTo(503);
		assertThat(empty.body()).isEmpty();
		assertThat(exchange().body()).isEqualTo("hello");
	}

	@ParameterizedTest
	@MethodSource("brokenConnections")
	void breaksConnectionBeforeProcessing(Fault fault) {
		this.emulator.faults().onAny().times(1).inject(fault);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::append);
		assertThat(this.emulator.count("orders")).isZero();
		assertThat(append().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("brokenConnections")
	void breaksConnectionAfterCommit(Fault fault) {
		this.emulator.faults().onAny().times(1).inject(fault.afterCommit());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::append);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
		assertThat(append().status()).isEqualTo(200);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
		assertThat(this.emulator.requests()).extracting(ReceivedRequest::replayed).containsExactly(false, true);
		assertThat(this.emulator.requests().get(0).fault()).endsWith("after commit");
	}

	static List<Fault> brokenConnections() {
		return List.of(Fault.drop(), Fault.reset(), Fault.garbled());
	}

	@Test
	void logsRequestWithoutResponseWithStatusZero() {
		this.emulator.faults().onAny().times(1).inject(Fault.drop());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::append);
		assertThat(this.emulator.requests().get(0).status()).isZero();
		assertThat(this.emulator.requests().get(0)).hasToString("POST /public/v1/records/orders/append -> 0 (drop)");
	}

	@Test
	void respondsWithErrorAfterCommit() {
		this.emulator.faults().onAny().times(1).inject(Fault.status(500).afterCommit());
		assertThat(append().status()).isEqualTo(500);
		assertThat(append().status()).isEqualTo(200);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	@Test
	void cutsOffBody() {
		this.emulator.faults().onAny().times(1).inject(Fault.cutOff());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::append);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
		assertThat(append().status()).isEqualTo(200);
	}

	@Test
	void truncatesBody() {
		this.emulator.faults().onAny().inject(Fault.truncated());
		HttpResponse<String> response = exchange();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("{\"success\":true");
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> RawClient.JSON.readTree(response.body()));
	}

	@Test
	void delaysResponseUntilRuleIsRemoved() {
		FaultRule rule = this.emulator.faults().onAny().inject(Fault.delay(DAY));
		CompletableFuture<HttpResponse<String>> response = send();
		Awaitility.await().until(() -> this.emulator.count("orders") == 1);
		assertThat(response).isNotDone();
		rule.remove();
		assertThat(response.join().statusCode()).isEqualTo(200);
	}

	@Test
	void delaysResponse() {
		this.emulator.faults().onAny().inject(Fault.delay(Duration.ofMillis(50)));
		long start = System.nanoTime();
		assertThat(append().status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
	}

	@Test
	void stallsRequestUntilRuleIsRemoved() {
		FaultRule rule = this.emulator.faults().onAny().inject(Fault.stall());
		CompletableFuture<HttpResponse<String>> response = send();
		Awaitility.await().until(() -> this.emulator.requestCount() == 1);
		assertThat(this.emulator.count("orders")).isZero();
		assertThat(response).isNotDone();
		rule.remove();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(response::join)
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void stallsRequestAfterCommit() {
		this.emulator.faults().onAny().inject(Fault.stall().afterCommit());
		CompletableFuture<HttpResponse<String>> response = send();
		Awaitility.await().until(() -> this.emulator.count("orders") == 1);
		assertThat(response).isNotDone();
		this.emulator.faults().clear();
		assertThat(response.join().statusCode()).isEqualTo(200);
	}

	@Test
	@Timeout(20)
	void closeReleasesStalledRequests() {
		this.emulator.faults().onAny().inject(Fault.stall(), Fault.delay(DAY), Fault.trickle(DAY));
		List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			responses.add(send());
		}
		Awaitility.await().until(() -> this.emulator.requestCount() == 30);
		this.emulator.close();
		assertThat(responses).allSatisfy((response) -> response.handle((result, ex) -> "ended").join());
	}

	@Test
	void tricklesResponse() {
		this.emulator.faults().onAny().inject(Fault.trickle(Duration.ofMillis(200)));
		long start = System.nanoTime();
		assertThat(append().body().get("success").asBoolean()).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
	}

	@Test
	void redirectsToGivenUrl() {
		this.emulator.faults().onAny().inject(Fault.redirect(URI.create("http://example.com/elsewhere")));
		HttpResponse<String> response = exchange();
		assertThat(response.statusCode()).isEqualTo(307);
		assertThat(response.headers().firstValue("Location")).hasValue("http://example.com/elsewhere");
	}

	@Test
	void hugeResponseIsValid() {
		this.emulator.faults().onAny().inject(Fault.huge(5_000_000));
		HttpResponse<String> response = exchange();
		assertThat(response.body()).hasSize(5_000_000);
		assertThat(RawClient.JSON.readTree(response.body()).get("success").asBoolean()).isTrue();
	}

	@Test
	void gzipBombIsSmallUntilDecompressed() throws IOException, InterruptedException {
		this.emulator.faults().onAny().inject(Fault.gzipBomb(50_000_000));
		HttpResponse<byte[]> response = this.client.http()
			.send(this.client.request("GET", "/lists", null), BodyHandlers.ofByteArray());
		assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(response.body()).hasSizeLessThan(100_000);
		try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
			assertThat(unpacked.readAllBytes()).hasSize(50_000_000).endsWith('}');
		}
	}

	@Test
	void respondsWithDeepJson() {
		this.emulator.faults().onAny().inject(Fault.deepJson(100_000));
		assertThat(exchange().body()).startsWith("{\"success\":true,\"data\":[[[").endsWith("]]]}").hasSize(200_024);
	}

	@Test
	void respondsUnauthorizedOnce() {
		this.emulator.faults().onAny().times(1).status(401);
		assertThat(append().errorCode()).isEqualTo("CDP_ETL.AUTH.TOKEN_INVALID");
		assertThat(append().status()).isEqualTo(200);
	}

	@Test
	void randomFaultsDependOnSeedOnly() {
		List<Integer> first = storm(7);
		assertThat(storm(7)).isEqualTo(first);
		assertThat(storm(8)).isNotEqualTo(first);
		assertThat(first.stream().filter((status) -> status == 200).count()).isBetween(120L, 190L);
		assertThat(first).contains(500, 429);
	}

	@Test
	void countsFaultsByName() {
		FaultRule rule = this.emulator.faults().onAny().random(1, 1, Fault.status(500), Fault.rateLimit("1"));
		for (int i = 0; i < 20; i++) {
			append();
		}
		assertThat(rule.counts()).containsOnlyKeys("status 500", "rate limit");
		assertThat(rule.count()).isEqualTo(20);
	}

	private List<Integer> storm(long seed) {
		FaultRule rule = this.emulator.faults().onAny().random(seed, 0.2, Fault.status(500), Fault.rateLimit("1"));
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			statuses.add(this.client.get("/lists").status());
		}
		rule.remove();
		return statuses;
	}

	private Result append() {
		return this.client.post(APPEND, ORDER, "Idempotency-Key", KEY);
	}

	private HttpResponse<String> exchange() {
		return this.client.exchange(this.client.request("POST", APPEND, ORDER));
	}

	private CompletableFuture<HttpResponse<String>> send() {
		return this.client.http().sendAsync(this.client.request("POST", APPEND, ORDER), BodyHandlers.ofString());
	}

}
