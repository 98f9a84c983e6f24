package com.experiture.boot.test.example;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import com.experiture.boot.test.autoconfigure.AutoConfigureExperitureEmulator;
import com.experiture.client.call.Endpoint;
import com.experiture.client.writer.RecordWriter;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that records in the application's writer do not reach the next test.
 */
@SpringBootTest(classes = ExampleApplication.class,
		properties = { "experiture.writer.linger=10m", "experiture.retry.initial-backoff=1ms" })
@AutoConfigureExperitureEmulator
@TestMethodOrder(OrderAnnotation.class)
class WriterBetweenTestsTests {

	private static final Logger logger = (Logger) LoggerFactory.getLogger("com.experiture.client");

	private static final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private static CompletableFuture<?> lingering = new CompletableFuture<>();

	private static CompletableFuture<?> stalled = new CompletableFuture<>();

	@Autowired
	private RecordWriter writer;

	@Autowired
	private ExperitureEmulator emulator;

	@BeforeAll
	static void captureLog() {
		log.start();
		logger.addAppender(log);
	}

	@AfterAll
	static void stopListening() {
		logger.detachAppender(log);
	}

	@Test
	@Order(1)
	void keepsLingeringRecordsOutOfNextTest() {
		lingering = this.writer.append("orders", Map.of("order_id", "o-1"));
		assertThat(lingering).isNotDone();
	}

	@Test
	@Order(2)
	void keepsRecordsOfHeldResponsesOutOfNextTest() {
		assertThat(lingering).isCompleted();
		assertNothingArrived();
		this.emulator.faults().on(Endpoint.RECORDS_APPEND_BATCH).inject(Fault.stall());
		stalled = this.writer.append("orders", Map.of("order_id", "o-2"));
		this.writer.flush();
	}

	@RepeatedTest(2)
	@Order(3)
	void startsEachTestWithEmptyEmulator() {
		assertThat(stalled).isCompleted();
		assertNothingArrived();
		assertThat(log.list).noneMatch((event) -> event.getLevel() == Level.ERROR);
	}

	private void assertNothingArrived() {
		assertThat(this.emulator.count("orders")).isZero();
		assertThat(this.emulator.requestCount()).isZero();
		assertThat(this.writer.stats().waiting()).isZero();
	}

}
