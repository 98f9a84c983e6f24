package com.experiture.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import com.experiture.client.ScriptedApi.Response;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.PollOptions;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that two batches with the same key are never in flight at once. While the API of
 * this test works on a batch, it records every other batch that shares a key with it.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class WriteOrderTests {

	private static final PollOptions<Object> SOON = PollOptions.builder()
		.timeout(Duration.ofMinutes(1))
		.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
		.build();

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ScriptedApi api = new ScriptedApi(this::response);

	private final ExperitureClient client = Clients.of(this.emulator).baseUrl(this.api.baseUrl()).build();

	private final Map<String, Set<String>> working = new HashMap<>();

	private final Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();

	private final Set<String> overtaken = new TreeSet<>();

	private final Map<String, List<Integer>> written = new HashMap<>();

	private int mostAtOnce;

	private volatile boolean jobs;

	@AfterEach
	void close() {
		this.client.close();
		this.api.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void sendsBatchesWithCommonMatchKeyInOrder(boolean jobs) {
		this.jobs = jobs;
		this.client.records().upsertAll("profiles", changes(600, 23), "email", options().concurrency(8).build());
		assertOrder(600);
	}

	@Test
	void sendsBatchesWithCommonOrderKeyInOrder() {
		this.client.records()
			.upsertAll("profiles", changes(600, 23), null,
					options().concurrency(8).orderedBy((change) -> ((Map<?, ?>) change).get("email")).build());
		assertOrder(600);
	}

	@Test
	void sendsBatchesWithoutCommonKeyConcurrently() {
		this.jobs = true;
		this.client.records().upsertAll("profiles", changes(600, 600), "email", options().concurrency(8).build());
		assertOrder(600);
		assertThat(this.mostAtOnce).isGreaterThan(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void keepsOrderOfAllRecordsWithConcurrencyOne(boolean jobs) {
		this.jobs = jobs;
		this.client.records().upsertAll("profiles", changes(200, 200), null, options().concurrency(1).build());
		this.client.records().upsertAll("profiles", changes(200, 7), "email", options().concurrency(1).build());
		assertThat(this.overtaken).isEmpty();
		assertThat(this.mostAtOnce).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writerSendsUpsertsOfOneKeyInOrder(boolean jobs) {
		this.jobs = jobs;
		WriterOptions options = WriterOptions.builder()
			.linger(Duration.ZERO)
			.batchSize(7, 100_000)
			.jobPolling(SOON)
			.appendConcurrency(4)
			.build();
		try (RecordWriter writer = this.client.records().writer(options)) {
			changed(300, 5).forEach((change) -> writer.upsert("profiles", change, "email"));
		}
		assertOrder(300);
	}

	private void assertOrder(int records) {
		synchronized (this) {
			assertThat(this.overtaken).isEmpty();
			assertThat(this.written.values()).allSatisfy((values) -> assertThat(values).isSorted());
			assertThat(this.written.values().stream().mapToInt(List::size).sum()).isEqualTo(records);
		}
	}

	private static BulkOptions.Builder options() {
		return BulkOptions.builder().batchSize(10, 100_000).jobPolling(SOON);
	}

	private static RecordSource changes(int count, int keys) {
		return RecordSource.of(changed(count, keys));
	}

	private static Stream<Map<String, Object>> changed(int count, int keys) {
		return IntStream.range(0, count)
			.mapToObj((i) -> Map.of("email", "p" + (i % keys) + "@example.com", "loyalty_points", i));
	}

	private Response response(String path, JsonNode body) {
		if (body.isMissingNode()) {
			return job(path.substring(path.lastIndexOf('/') + 1));
		}
		String id = begin(body);
		if (this.jobs) {
			return Response.ok("{\"jobId\":\"" + id + "\"}");
		}
		pause();
		end(id);
		return Response.ok("{\"accepted\":true}");
	}

	private Response job(String id) {
		if (this.polls.getOrDefault(id, new AtomicInteger(3)).incrementAndGet() < 4) {
			return Response.ok("{\"jobId\":\"" + id + "\",\"state\":\"running\"}");
		}
		end(id);
		return Response.ok("{\"jobId\":\"" + id + "\",\"state\":\"completed\"}");
	}

	private synchronized String begin(JsonNode body) {
		String id = "job_" + this.polls.size();
		List<String> keys = ScriptedApi.values(body, "email");
		List<String> values = ScriptedApi.values(body, "loyalty_points");
		this.working.values().forEach((others) -> keys.stream().filter(others::contains).forEach(this.overtaken::add));
		this.working.put(id, Set.copyOf(keys));
		this.mostAtOnce = Math.max(this.mostAtOnce, this.working.size());
		this.polls.put(id, new AtomicInteger());
		for (int i = 0; i < keys.size(); i++) {
			this.written.computeIfAbsent(keys.get(i), (key) -> new ArrayList<>()).add(Integer.valueOf(values.get(i)));
		}
		return id;
	}

	private synchronized void end(String id) {
		this.working.remove(id);
	}

	// Long enough to receive a batch that does not wait.
	private void pause() {
		synchronized (this.polls) {
			try {
				this.polls.wait(5);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
