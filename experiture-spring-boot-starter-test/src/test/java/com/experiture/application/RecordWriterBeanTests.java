package com.experiture.application;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.Endpoint;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.UndeliveredRecordsHandler;
import com.experiture.client.writer.WriterClosedException;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * The writer of an application, which ends with it and loses nothing.
 */
class RecordWriterBeanTests {

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.batchResponseMode(BatchResponseMode.RECEIPT)
		.start();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, ExperitureAutoConfiguration.class))
		.withPropertyValues("experiture.base-url=" + this.emulator.baseUrl(),
				"experiture.token-uri=" + this.emulator.tokenUri(), "experiture.client-id=" + this.emulator.clientId(),
				"experiture.client-secret=" + this.emulator.clientSecret());

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@Test
	void providesBlockingAndReactiveViewOfOneWriter() {
		this.application.run((context) -> {
			assertThat(context).hasSingleBean(RecordWriter.class).hasSingleBean(ReactiveRecordWriter.class);
			assertThat(context.getBean(RecordWriter.class).append("orders", Map.of("order_id", "1")).join().accepted())
				.isTrue();
		});
	}

	@Test
	void writerOfTheApplicationReplacesIt() {
		this.application
			.withBean("own", RecordWriter.class,
					() -> ExperitureClient.builder()
						.tokenProvider(new NoTokens())
						.build()
						.records()
						.writer(WriterOptions.defaults()))
			.run((context) -> {
				assertThat(context).hasSingleBean(RecordWriter.class).hasBean("own");
				assertThat(context.getBean(ReactiveRecordWriter.class))
					.isSameAs(context.getBean(RecordWriter.class).reactive());
			});
	}

	@Test
	void propertiesReachTheWriter() {
		this.application
			.withPropertyValues("experiture.writer.batch-records=2", "experiture.writer.linger=10m",
					"experiture.writer.append-concurrency=1")
			.run((context) -> {
				RecordWriter writer = context.getBean(RecordWriter.class);
				writer.append("orders", Map.of("order_id", "1"));
				writer.append("orders", Map.of("order_id", "2")).join();
				assertThat(this.emulator.requestCount(Endpoint.RECORDS_APPEND_BATCH)).isEqualTo(1);
			});
	}

	@Test
	void settingOutOfItsBoundsStopsTheStart() {
		this.application.withPropertyValues("experiture.writer.batch-records=10001", "experiture.writer.capacity=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("experiture.writer.batch-records")
				.hasMessageContaining("experiture.writer.capacity"));
	}

	@Test
	void everyWorkspaceHasItsOwn() {
		this.application.withPropertyValues("experiture.workspaces.eu.scopes=").run((context) -> {
			assertThat(context).hasBean("experitureRecordWriter.eu");
			RecordWriter eu = context.getBean("experitureRecordWriter.eu", RecordWriter.class);
			assertThat(context.getBean(RecordWriter.class)).isNotSameAs(eu);
			assertThat(eu.append("orders", Map.of("order_id", "1")).join().accepted()).isTrue();
		});
	}

	@Test
	void whatWasWrittenIsDeliveredWhenTheApplicationStops() {
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		this.application.withPropertyValues("experiture.writer.linger=10m")
			.run((context) -> results.add(context.getBean(RecordWriter.class)
				.upsert("profiles", Map.of("email", "jane@example.com"), "email")));
		assertThat(results).singleElement().satisfies((result) -> assertThat(result).isCompleted());
		assertThat(this.emulator.count("profiles")).isEqualTo(1);
	}

	@Test
	void whatCannotBeDeliveredIsHandedBackWithinThePhase() {
		List<UndeliveredRecords> kept = Collections.synchronizedList(new ArrayList<>());
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.stall());
		long start = System.nanoTime();
		this.application.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class))
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=1s")
			.withBean(UndeliveredRecordsHandler.class, () -> kept::add)
			.run((context) -> results
				.add(context.getBean(RecordWriter.class).append("orders", Map.of("order_id", "1"))));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
		assertThat(kept).singleElement()
			.satisfies((records) -> assertThat(records.records()).containsExactly(Map.of("order_id", "1")));
		assertThat(results).singleElement()
			.satisfies((result) -> assertThat(result).failsWithin(Duration.ZERO)
				.withThrowableThat()
				.withCauseInstanceOf(WriterClosedException.class));
	}

	@Test
	void doesNotCreateWriterIfNotInjected() {
		this.application.run((context) -> {
			assertThat(context.containsBean("experitureRecordWriter")).isTrue();
			assertThat(context.getBeanFactory().containsSingleton("experitureRecordWriter")).isFalse();
			context.getSourceApplicationContext().stop();
			assertThat(context.getBeanFactory().containsSingleton("experitureRecordWriter")).isFalse();
		});
	}

	@Test
	void continuesAfterPauseAndStop() {
		this.application.run((context) -> {
			RecordWriter writer = context.getBean(RecordWriter.class);
			context.getSourceApplicationContext().pause();
			context.getSourceApplicationContext().restart();
			assertThat(writer.append("orders", Map.of("order_id", "1")).join().accepted()).isTrue();
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			assertThat(writer.append("orders", Map.of("order_id", "2")).join().accepted()).isTrue();
		});
	}

	@Test
	void whatRunningTasksWriteWhileTheApplicationStopsIsDelivered() {
		List<CompletableFuture<RecordResult>> results = Collections.synchronizedList(new ArrayList<>());
		this.application
			.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class,
					TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
			.withUserConfiguration(SchedulingConfiguration.class)
			.withPropertyValues("experiture.writer.linger=10m")
			.run((context) -> {
				RecordWriter writer = context.getBean(RecordWriter.class);
				CountDownLatch begun = new CountDownLatch(1);
				ConfigurableApplicationContext source = context.getSourceApplicationContext();
				CountDownLatch stopping = new CountDownLatch(1);
				source
					.addApplicationListener((ApplicationListener<ContextClosedEvent>) (event) -> stopping.countDown());
				context.getBean(TaskScheduler.class).schedule(() -> {
					begun.countDown();
					await(stopping);
					for (int i = 0; i < 40; i++) {
						results.add(writer.append("orders", Map.of("order_id", "o-" + i)));
					}
				}, Instant.now());
				assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
			});
		assertThat(results).hasSize(40).allSatisfy((result) -> assertThat(result.join().accepted()).isTrue());
		assertThat(this.emulator.count("orders")).isEqualTo(40);
	}

	@Test
	void writerOfATestMayBeAMockAndOthersMayFail() {
		RecordWriter failing = mock(RecordWriter.class, (invocation) -> {
			throw new IllegalStateException("no writer");
		});
		List<Throwable> dropped = Collections.synchronizedList(new ArrayList<>());
		Hooks.onErrorDropped(dropped::add);
		try {
			this.application.withBean("mock", RecordWriter.class, () -> mock(RecordWriter.class))
				.withBean("failing", RecordWriter.class, () -> failing)
				.withUserConfiguration(WriterConfiguration.class)
				.run((context) -> context.getBean("working", RecordWriter.class)
					.append("orders", Map.of("order_id", "1")));
		}
		finally {
			Hooks.resetOnErrorDropped();
		}
		assertThat(dropped).isEmpty();
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class WriterConfiguration {

		@Bean
		RecordWriter working(ExperitureClient client) {
			return client.records().writer(WriterOptions.builder().linger(Duration.ofMinutes(5)).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class SchedulingConfiguration {

	}

	private static final class NoTokens implements TokenProvider {

		@Override
		public Mono<AccessToken> token() {
			return Mono.never();
		}

		@Override
		public void reject(AccessToken token) {
		}

	}

}
