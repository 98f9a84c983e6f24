package com.experiture.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.http.Endpoint;
import com.experiture.client.http.EndpointClass;
import com.experiture.client.http.JobWait;
import com.experiture.client.http.RateLimit;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * No reactive path blocks a thread that must not be blocked. Waits that the platform
 * makes while it loads classes are not the client's.
 */
class NonBlockingTests {

	@BeforeAll
	static void install() {
		BlockHound.builder()
			.loadIntegrations()
			.allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
			.allowBlockingCallsInside("java.lang.invoke.MethodHandleNatives", "linkCallSite")
			.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "take")
			.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock", "lock")
			.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock", "lock")
			.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock", "lock")
			.install();
	}

	@Test
	void detectsABlockingCall() {
		assertThatThrownBy(() -> Mono.delay(Duration.ofMillis(1)).doOnNext((ignored) -> {
			try {
				Thread.sleep(1);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}).block()).hasRootCauseInstanceOf(BlockingOperationError.class);
	}

	@Test
	void nothingBlocks() {
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
			assertThat(results).hasSize(300)
				.noneMatch((result) -> result instanceof Throwable failure && isBlocking(failure));
			assertThat(results).filteredOn(Throwable.class::isInstance).hasSizeLessThan(20);
		}
	}

	@Test
	void importsWaitForTheDiskOnlyWhereTheyMay() {
		try (ExperitureEmulator emulator = ExperitureEmulator.start();
				ExperitureClient client = Clients.of(emulator).build()) {
			emulator.faults().onUpload().times(1).inject(Fault.dropAfter(10));
			ImportOptions options = ImportOptions.builder("profiles")
				.createList("Imported")
				.await(JobWait.atMost(Duration.ofSeconds(30)).intervals(Duration.ofMillis(1), Duration.ofMillis(5)))
				.build();
			Flux<Map<String, String>> records = Flux.range(0, 1000).map((i) -> Map.of("email", i + "@example.com"));
			ImportReport report = Mono.defer(() -> client.reactive().imports().importRecords(records, options))
				.subscribeOn(Schedulers.parallel())
				.block();
			assertThat(report).isNotNull();
			assertThat(report.uploads()).isEqualTo(2);
			assertThat(report.acceptedRows()).isEqualTo(1000);
		}
	}

	private static Mono<Object> write(Mono<?> call) {
		return call.cast(Object.class).onErrorResume((failure) -> Mono.just(failure));
	}

	private static boolean isBlocking(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BlockingOperationError) {
				return true;
			}
		}
		return false;
	}

}
