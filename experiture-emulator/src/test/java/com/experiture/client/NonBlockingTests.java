package com.experiture.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.call.PollOptions;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.test.disk.WatchedDisk;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that reactive code does not block non-blocking threads. Blocking of the JDK
 * while it loads classes is ignored.
 */
class NonBlockingTests {

	// Recorded and not thrown, because an error inside a lock of the JDK would leave it
	// locked.
	private static final Queue<String> found = new ConcurrentLinkedQueue<>();

	@TempDir
	Path directory;

	@BeforeAll
	static void install() {
		BlockHound.builder()
			.loadIntegrations()
			.allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
			.allowBlockingCallsInside("java.lang.invoke.MethodHandleNatives", "linkCallSite")
			.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "take")
			.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "poll")
			.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock", "lock")
			.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock", "lock")
			.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock", "lock")
			.blockingMethodCallback((method) -> note(method + stack()))
			.install();
	}

	@BeforeEach
	void forget() {
		found.clear();
	}

	@Test
	void detectsBlockingCall() {
		Mono.delay(Duration.ofMillis(1)).doOnNext((ignored) -> {
			try {
				Thread.sleep(1);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}).block();
		assertThat(found).singleElement().satisfies((blocking) -> assertThat(blocking).contains("sleep"));
	}

	@Test
	void callsDoNotBlock() {
		try (ExperitureEmulator emulator = ExperitureEmulator.start();
				ExperitureClient client = Clients.of(emulator)
					.rateLimit(EndpointClass.SINGLE_WRITE, new RateLimit(20, Duration.ofMillis(100), 1000))
					.build()) {
			emulator.faults()
				.on(Endpoint.RECORDS_APPEND)
				.times(20)
				.inject(Fault.drop(), Fault.status(503), Fault.rateLimit("0"), Fault.truncated(),
						Fault.error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED"));
			ReactiveRecordsClient records = client.reactive().records();
			List<Object> results = Flux.range(0, 100)
				.parallel(2)
				.runOn(Schedulers.parallel())
				.flatMap((i) -> Flux.merge(write(records.append("orders", Map.of("order_id", "o-" + i))),
						write(records.upsertBatch("profiles", List.of(Map.of("email", i + "@example.com")), "email")),
						write(client.reactive().profiles().upsert(Map.of("email", i + "@example.com"), "email"))))
				.sequential()
				.collectList()
				.block();
			assertThat(results).hasSize(300);
			assertThat(found).isEmpty();
			assertThat(results).filteredOn(Throwable.class::isInstance).hasSizeLessThan(20);
		}
	}

	@Test
	void bulkWritesReadSourceOnBlockingThread() {
		try (ExperitureEmulator emulator = ExperitureEmulator.start();
				ExperitureClient client = Clients.of(emulator).build()) {
			emulator.settings().batchResponseMode(BatchResponseMode.INLINE);
			BulkReport report = client.reactive()
				.records()
				.appendAll("orders", RecordSource.of(IntStream.range(0, 1000).mapToObj((i) -> {
					LockSupport.parkNanos(1);
					return Map.of("order_id", "o-" + i);
				})), BulkOptions.builder().batchSize(50, 100_000).build())
				.subscribeOn(Schedulers.parallel())
				.block();
			ReactiveRecordWriter writer = client.reactive().records().writer(WriterOptions.defaults());
			List<RecordResult> outcomes = Flux.range(0, 500)
				.flatMap((i) -> writer.append("orders", Map.of("order_id", "w-" + i)))
				.subscribeOn(Schedulers.parallel())
				.collectList()
				.block();
			writer.close().block();
			assertThat(found).isEmpty();
			assertThat(outcomes).hasSize(500);
			assertThat(report).extracting(BulkReport::accepted).isEqualTo(1000L);
		}
	}

	// BlockHound does not detect file channels, so the watched disk is checked as well.
	@Test
	void importsOfRecordsAccessDiskOnBlockingThread() {
		WatchedDisk disk = new WatchedDisk(this.directory);
		try (ExperitureEmulator emulator = ExperitureEmulator.start();
				ExperitureClient client = Clients.of(emulator).build()) {
			emulator.faults().onUpload().times(1).inject(Fault.dropAfter(10));
			ImportOptions options = ImportOptions.builder("profiles")
				.createList("Imported")
				.temporaryDirectory(disk.directory())
				.await(PollOptions.builder()
					.timeout(Duration.ofSeconds(30))
					.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
					.build())
				.build();
			Flux<Map<String, String>> records = Flux.range(0, 1000).map((i) -> Map.of("email", i + "@example.com"));
			assertImported(disk, client.reactive().imports().importRecords(records, options), 2);
			assertImported(disk,
					client.reactive()
						.imports()
						.importRecords(records.publishOn(Schedulers.parallel()),
								ImportOptions.builder("profiles").temporaryDirectory(disk.directory()).build()),
					1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "people.csv", "people.jsonl" })
	void importsOfFilesAccessDiskOnBlockingThread(String name) throws IOException {
		WatchedDisk disk = new WatchedDisk(this.directory);
		Files.writeString(this.directory.resolve(name),
				IntStream.range(0, 1000)
					.mapToObj(
							(i) -> name.endsWith("csv") ? i + "@example.com" : "{\"email\":\"" + i + "@example.com\"}")
					.collect(Collectors.joining("\n", name.endsWith("csv") ? "email\n" : "", "")));
		try (ExperitureEmulator emulator = ExperitureEmulator.start();
				ExperitureClient client = Clients.of(emulator).build()) {
			emulator.faults().onUpload().times(1).inject(Fault.dropAfter(10));
			assertImported(disk,
					client.reactive()
						.imports()
						.importFile(disk.directory().resolve(name), ImportOptions.builder("profiles").build()),
					2);
		}
	}

	private static void assertImported(WatchedDisk disk, Mono<ImportReport> running, int uploads) {
		int before = disk.uses();
		ImportReport report = Mono.defer(() -> running).subscribeOn(Schedulers.parallel()).block();
		assertThat(found).isEmpty();
		assertThat(disk.blocked()).isEmpty();
		assertThat(disk.uses()).isGreaterThan(before + 5);
		assertThat(report).isNotNull();
		assertThat(report.uploads()).isEqualTo(uploads);
		assertThat(report.acceptedRows()).isEqualTo(1000);
	}

	// BlockHound does not recognize an idle thread that was started while its class was
	// instrumented.
	private static void note(String blocking) {
		if (!blocking.contains("ThreadPoolExecutor.getTask")) {
			found.add(blocking);
		}
	}

	private static String stack() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.skip(2)
				.map((frame) -> System.lineSeparator() + "    at " + frame)
				.collect(Collectors.joining()));
	}

	private static Mono<Object> write(Mono<?> call) {
		return call.cast(Object.class).onErrorResume((failure) -> Mono.just(failure));
	}

}
