package com.experiture.emulator.internal.api;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;
import com.experiture.emulator.ReceivedRequest;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyTests {

	private static final String KEY = "0f8fad5b-d9cb-469f-a165-70867728950e";

	private static final String APPEND = "/records/orders/append";

	private static final String ORDER = "{\"record\":{\"order_id\":\"1\"}}";

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-21T15:30:00Z"));

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.clock(this.now::get)
		.tokenLifetime(Duration.ofDays(30))
		.start();

	private final RawClient client = new RawClient(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void replaysFirstResponse() {
		Result first = append(ORDER);
		this.now.set(this.now.get().plusSeconds(60));
		Result second = append(ORDER);
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.response().headers().firstValue("x-correlation-id"))
			.isNotEqualTo(first.response().headers().firstValue("x-correlation-id"));
		assertThat(this.emulator.count("orders")).isEqualTo(1);
		assertThat(this.emulator.requests()).extracting(ReceivedRequest::replayed).containsExactly(false, true);
	}

	@Test
	void forgetsResponsesAfterOneDay() {
		append(ORDER);
		this.now.set(this.now.get().plus(Duration.ofHours(24)).minusSeconds(1));
		append(ORDER);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
		this.now.set(this.now.get().plusSeconds(1));
		append(ORDER);
		assertThat(this.emulator.count("orders")).isEqualTo(2);
	}

	@Test
	void rejectsKeyOfAnotherRequest() {
		append(ORDER);
		Result otherBody = append("{\"record\":{\"order_id\":\"2\"}}");
		assertThat(otherBody.status()).isEqualTo(400);
		assertThat(otherBody.errorPath()).isEqualTo("Idempotency-Key");
		Result otherPath = this.client.post("/records/orders/upsert", ORDER, "Idempotency-Key", KEY);
		assertThat(otherPath.status()).isEqualTo(400);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "order-1", "0f8fad5b-d9cb-169f-a165-70867728950e", "0f8fad5b-d9cb-469f-c165-70867728950e",
			"{0f8fad5b-d9cb-469f-a165-70867728950e}" })
	void rejectsKeyThatIsNotUuidOfVersion4(String key) {
		Result result = this.client.post(APPEND, ORDER, "Idempotency-Key", key);
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.errorPath()).isEqualTo("Idempotency-Key");
		assertThat(this.emulator.count("orders")).isZero();
	}

	@Test
	void doesNotStoreRefusal() {
		assertThat(append("{\"record\":{}}").status()).isEqualTo(400);
		assertThat(append(ORDER).status()).isEqualTo(200);
	}

	@Test
	void simultaneousRequestsHaveOneEffect() {
		List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, 40)
			.mapToObj((i) -> this.client.http()
				.sendAsync(this.client.request("POST", APPEND, ORDER, "Idempotency-Key", KEY), BodyHandlers.ofString()))
			.toList();
		assertThat(responses).extracting((response) -> response.join().body())
			.hasSize(40)
			.containsOnly(responses.get(0).join().body());
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	private Result append(String body) {
		return this.client.post(APPEND, body, "Idempotency-Key", KEY);
	}

}
