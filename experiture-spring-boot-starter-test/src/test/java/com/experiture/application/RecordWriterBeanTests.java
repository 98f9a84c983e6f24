package com.experiture.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.http.Endpoint;
import com.experiture.client.records.ReactiveRecordWriter;
import com.experiture.client.records.RecordOutcome;
import com.experiture.client.records.RecordWriter;
import com.experiture.client.records.UndeliveredRecords;
import com.experiture.client.records.UndeliveredRecordsHandler;
import com.experiture.client.records.WriterClosedException;
import com.experiture.client.records.WriterOptions;
import com.experiture.emulator.BatchAnswers;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The writer of an application, which ends with it and loses nothing.
 */
class RecordWriterBeanTests {

	private final ExperitureEmulator emulator = ExperitureEmulator.builder().batchAnswers(BatchAnswers.RECEIPT).start();

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
	void applicationHasOneWriterWithBothFaces() {
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
		List<CompletableFuture<RecordOutcome>> results = new ArrayList<>();
		this.application.withPropertyValues("experiture.writer.linger=10m")
			.run((context) -> results.add(context.getBean(RecordWriter.class)
				.upsert("profiles", Map.of("email", "jane@example.com"), "email")));
		assertThat(results).singleElement().satisfies((result) -> assertThat(result).isCompleted());
		assertThat(this.emulator.count("profiles")).isEqualTo(1);
	}

	@Test
	void whatCannotBeDeliveredIsHandedBackWithinThePhase() {
		List<UndeliveredRecords> kept = Collections.synchronizedList(new ArrayList<>());
		List<CompletableFuture<RecordOutcome>> results = new ArrayList<>();
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
