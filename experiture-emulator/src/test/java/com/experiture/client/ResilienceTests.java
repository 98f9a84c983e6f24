package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.AuthenticationException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.ServerErrorException;
import com.experiture.client.error.TokenException;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.settings.RetrySettings;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.ReceivedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for faults of the network and the service, on real connections.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ResilienceTests {

	private static final Map<String, Object> ORDER = Map.of("order_id", "o-1");

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	private RecordsClient records;

	@BeforeEach
	void createClient() {
		this.client = Clients.of(this.emulator).build();
		this.records = this.client.records();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@Test
	void concurrentCallsShareOneTokenRequest() {
		append(200, 200);
		assertThat(this.emulator.tokenRequests()).isEqualTo(1);
		assertThat(this.emulator.count("orders")).isEqualTo(200);
	}

	@Test
	void replacesRevokedTokenOnceForConcurrentCalls() {
		append(1, 1);
		this.emulator.revokeTokens();
		append(50, 50);
		assertThat(this.emulator.tokenRequests()).isEqualTo(2);
		assertThat(this.emulator.count("orders")).isEqualTo(51);
	}

	@Test
	void failsAfterOneReplayIfTokenIsNeverAccepted() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).inject(Fault.error(401, "CDP_ETL.AUTH.UNAUTHORIZED"));
		assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> this.records.append("orders", ORDER))
			.satisfies((failure) -> assertThat(failure.call().attempts()).isEqualTo(2));
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_APPEND)).isEqualTo(2);
	}

	@Test
	void retriesUntilTokenEndpointRecovers() {
		this.emulator.faults().onToken().times(2).inject(Fault.status(500));
		this.records.append("orders", ORDER);
		this.emulator.revokeTokens();
		this.emulator.faults().onToken().inject(Fault.status(500));
		assertThatExceptionOfType(TokenException.class).isThrownBy(() -> this.records.append("orders", ORDER));
	}

	@Test
	void retriesWriteWithSameIdempotencyKeyWhenResponseIsLost() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.drop().afterCommit());
		WriteReceipt receipt = this.records.append("orders", ORDER);
		assertThat(receipt.accepted()).isTrue();
		List<ReceivedRequest> requests = this.emulator.requests(Endpoint.RECORDS_APPEND);
		assertThat(requests).hasSize(2);
		assertThat(requests.get(1).replayed()).isTrue();
		assertThat(requests.stream().map((request) -> request.idempotencyKey()).distinct()).hasSize(1);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	@Test
	void recoversFromIdleConnectionClosedByServer() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.idleClose());
		for (int i = 0; i < 5; i++) {
			this.records.append("orders", ORDER);
			this.emulator.closeConnections();
		}
		assertThat(this.emulator.count("orders")).isEqualTo(5);
	}

	@Test
	void countsEveryRequestAsAttempt() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).inject(Fault.drop());
		assertThatExceptionOfType(ExperitureException.class).isThrownBy(() -> this.records.append("orders", ORDER))
			.satisfies((failure) -> assertThat(failure.call().attempts()).isEqualTo(3)
				.isEqualTo(this.emulator.requestCount(Endpoint.RECORDS_APPEND)));
	}

	@Test
	void retriesDamagedResponses() {
		for (Fault fault : List.of(Fault.truncated(), Fault.cutOff(), Fault.garbled(), Fault.reset(), Fault.empty(503),
				Fault.body(502, "text/html", "<html>Bad gateway</html>"))) {
			this.emulator.reset();
			this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(fault);
			assertThat(this.records.append("orders", ORDER).accepted()).as(fault.toString()).isTrue();
			assertThat(this.emulator.count("orders")).as(fault.toString()).isEqualTo(1);
		}
	}

	@Test
	void waitsForRateLimit() {
		this.emulator.faults().on(EndpointClass.SINGLE_WRITE).times(3).rateLimit("0");
		append(20, 20);
		assertThat(this.emulator.count("orders")).isEqualTo(20);
	}

	@Test
	void retriesStalledResponse() {
		this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.stall());
		try (ExperitureClient hasty = Clients.of(this.emulator).attemptTimeout(Duration.ofMillis(300)).build()) {
			assertThat(hasty.records().append("orders", ORDER).accepted()).isTrue();
		}
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_APPEND)).isEqualTo(2);
	}

	@Test
	void doesNotFollowRedirectOrLeakCredentials() {
		try (ExperitureEmulator elsewhere = ExperitureEmulator.start()) {
			this.emulator.faults().on(Endpoint.RECORDS_APPEND).inject(Fault.redirect(elsewhere.baseUrl()));
			assertThatExceptionOfType(InvalidResponseException.class)
				.isThrownBy(() -> this.records.append("orders", ORDER))
				.withMessageContaining("redirect");
			assertThat(elsewhere.requestCount()).isZero();
		}
	}

	@Test
	void limitsSizeOfResponses() {
		try (ExperitureClient careful = Clients.of(this.emulator).maxResponseSize(1_000_000).build()) {
			for (Fault fault : List.of(Fault.gzipBomb(1_000_000_000L), Fault.huge(10_000_000),
					Fault.deepJson(200_000))) {
				this.emulator.reset();
				this.emulator.faults().on(Endpoint.RECORDS_APPEND).inject(fault);
				assertThatExceptionOfType(InvalidResponseException.class).as(fault.toString())
					.isThrownBy(() -> careful.records().append("orders", ORDER));
			}
		}
	}

	@Test
	void reportsErrorOfServerThatKeepsFailing() {
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND)
			.inject(Fault.error(500, "CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION"));
		assertThatExceptionOfType(ServerErrorException.class).isThrownBy(() -> this.records.append("orders", ORDER))
			.satisfies((failure) -> {
				assertThat(failure.error().code()).isEqualTo("CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION");
				assertThat(failure.call().serverCorrelationId()).isNotNull();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "a?b", "a#b", "%2f", "a b", "a;b=c", "ä", "a:b", "${x}", "a&b" })
	void encodesPathVariables(String name) {
		assertThatExceptionOfType(ExperitureException.class).isThrownBy(() -> this.records.append(name, ORDER));
		ReceivedRequest request = this.emulator.requests(Endpoint.RECORDS_APPEND).get(0);
		assertThat(request.path()).endsWith("/append").doesNotContain("?");
		assertThat(URI.create("http://host" + request.path()).getPath()).endsWith("/records/" + name + "/append");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../x", "..", "a/b", "a\\b", "a\r\nHost: b", "", " " })
	void rejectsPathVariablesThatLeaveTheirSegment(String name) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> this.records.append(name, ORDER));
		assertThat(this.emulator.requestCount()).isZero();
	}

	@Test
	void separatesTokensOfTwoClients() {
		try (ExperitureEmulator other = ExperitureEmulator.start();
				ExperitureClient second = Clients.of(other).build()) {
			Flux.range(0, 100)
				.flatMap((i) -> ((i % 2 == 0) ? this.client : second).reactive().records().append("orders", ORDER))
				.blockLast();
			assertThat(this.emulator.count("orders")).isEqualTo(50);
			assertThat(other.count("orders")).isEqualTo(50);
			String first = this.emulator.requests(Endpoint.RECORDS_APPEND).get(0).header("Authorization");
			assertThat(other.requests(Endpoint.RECORDS_APPEND)).hasSize(50)
				.noneMatch((request) -> first.equals(request.header("Authorization")));
		}
	}

	@Test
	void blockingClientRejectsEventLoopThread() {
		ReactiveRecordsClient reactive = this.client.reactive().records();
		assertThatIllegalStateException().isThrownBy(
				() -> reactive.append("orders", ORDER).map((receipt) -> this.records.append("orders", ORDER)).block())
			.withMessageContaining("event-loop thread")
			.withMessageContaining("use the reactive client");
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	@Test
	void callsNewEndpointsThroughSamePipeline() {
		this.emulator.faults().onAny().times(1).inject(Fault.status(503));
		Map<?, ?> metadata = this.client
			.call(ApiRequest.to(HttpMethod.GET, "/metadata/objects/{name}", EndpointClass.READ, "orders")
				.returning(Map.class));
		assertThat(metadata.get("objectName")).isEqualTo("orders");
		assertThat(this.emulator.requestCount()).isEqualTo(2);
	}

	@Test
	@Timeout(value = 9, unit = TimeUnit.MINUTES)
	void writesEachRecordOnceDespiteFaults() {
		int count = 100_000;
		this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND)
			.random(42, 0.2, Fault.drop(), Fault.drop().afterCommit(), Fault.status(503), Fault.error(500, "CDP_ETL.X"),
					Fault.truncated(), Fault.rateLimit("0"), Fault.error(409, "CDP_ETL.CONFLICT"), Fault.cutOff());
		try (ExperitureClient stubborn = Clients.of(this.emulator)
			.retry(new RetrySettings(20, Duration.ofMillis(1), Duration.ofMillis(20)))
			.build()) {
			ReactiveRecordsClient writer = stubborn.reactive().records();
			Flux.range(0, count)
				.flatMap((i) -> writer.append("orders", Map.of("order_id", "o-" + i)), 64)
				.blockLast(Duration.ofMinutes(8));
		}
		assertThat(this.emulator.count("orders")).isEqualTo(count);
		assertThat(this.emulator.records("orders").stream().map((order) -> order.get("order_id")).distinct())
			.hasSize(count);
	}

	private void append(int count, int concurrency) {
		List<Mono<WriteReceipt>> calls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			calls.add(this.client.reactive().records().append("orders", Map.of("order_id", "o-" + i)));
		}
		Flux.merge(Flux.fromIterable(calls), concurrency).blockLast();
	}

}
