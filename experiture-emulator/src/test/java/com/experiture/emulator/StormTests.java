package com.experiture.emulator;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JacksonException;

import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many clients at the same time, with faults in a fifth of their requests.
 */
@Timeout(120)
class StormTests {

	private static final int RECORDS = 2000;

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExecutorService threads = Executors.newFixedThreadPool(8);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.emulator.close();
	}

	@Test
	void everyRecordIsStoredExactlyOnce() throws Exception {
		FaultRule storm = this.emulator.faults()
			.on(Endpoint.RECORDS_APPEND)
			.random(42, 0.2, Fault.drop(), Fault.drop().afterCommit(), Fault.reset().afterCommit(), Fault.status(503),
					Fault.status(500).afterCommit(), Fault.rateLimit("0"), Fault.truncated(), Fault.cutOff(),
					Fault.garbled());
		AtomicInteger attempts = new AtomicInteger();
		List<Future<?>> work = IntStream.range(0, 8).<Future<?>>mapToObj((worker) -> this.threads.submit(() -> {
			RawClient client = new RawClient(this.emulator);
			for (int i = worker; i < RECORDS; i += 8) {
				appendUntilItSucceeds(client, "order-" + i, attempts);
			}
		})).toList();
		for (Future<?> each : work) {
			each.get(100, TimeUnit.SECONDS);
		}
		assertThat(this.emulator.count("orders")).isEqualTo(RECORDS);
		assertThat(this.emulator.records("orders").stream().map((order) -> order.get("order_id")).distinct())
			.hasSize(RECORDS);
		assertThat(this.emulator.requestCount()).isEqualTo(attempts.get());
		assertThat(storm.count()).isEqualTo(attempts.get() - RECORDS).isBetween(RECORDS / 8, RECORDS / 2);
		assertThat(storm.counts()).hasSize(9);
	}

	private static void appendUntilItSucceeds(RawClient client, String orderId, AtomicInteger attempts) {
		String key = UUID.randomUUID().toString();
		boolean succeeded = false;
		while (!succeeded) {
			attempts.incrementAndGet();
			try {
				succeeded = client
					.post("/records/orders/append", "{\"record\":{\"order_id\":\"" + orderId + "\"}}",
							"Idempotency-Key", key)
					.status() == 200;
			}
			catch (UncheckedIOException | JacksonException ex) {
				// The next attempt shows whether the record has been stored.
			}
		}
	}

}
