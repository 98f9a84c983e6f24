package com.experiture.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.ReceivedRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that no log line, exception or {@code toString()} contains confidential data,
 * with all loggers at TRACE and with every fault.
 */
class ConfidentialityTests {

	private static final String RECORD_CONTENT = "confidential-record-4711";

	private static final String SECRET = "confidential-secret-4711";

	@TempDir
	Path directory;

	private final ExperitureEmulator emulator = ExperitureEmulator.builder().credentials("client", SECRET).start();

	private final Lines lines = new Lines();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private Level level;

	@BeforeEach
	void captureEverything() {
		this.level = this.root.getLevel();
		this.root.setLevel(Level.TRACE);
		this.root.detachAppender("CONSOLE");
		this.lines.setContext(this.root.getLoggerContext());
		this.lines.start();
		this.root.addAppender(this.lines);
	}

	@AfterEach
	void restore() {
		this.root.detachAppender(this.lines);
		this.root.setLevel(this.level);
		this.emulator.close();
	}

	@Test
	void doesNotLogOrThrowConfidentialData() {
		try (ExperitureClient client = Clients.of(this.emulator)
			.credentials(Clients.credentials(this.emulator, SECRET))
			.attemptTimeout(Duration.ofMillis(500))
			.build()) {
			for (Fault fault : List.of(Fault.drop(), Fault.drop().afterCommit(), Fault.reset(), Fault.garbled(),
					Fault.truncated(), Fault.cutOff(), Fault.stall(), Fault.status(503), Fault.rateLimit("0"),
					Fault.error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED"), Fault.error(409, "CDP_ETL.CONFLICT"),
					Fault.error(422, "CDP_ETL.VALIDATION.REQUEST_SCHEMA"), Fault.body(502, "text/html", "<html>"),
					Fault.redirect(URI.create("http://127.0.0.1:1/?signature=confidential-4711")))) {
				this.emulator.faults().onAny().times(1).inject(fault);
				call(client.records());
				this.emulator.faults().clear();
			}
			this.emulator.faults().onAny().inject(Fault.drop());
			call(client.records());
			this.emulator.faults().clear();
			this.emulator.faults().onToken().times(1).inject(Fault.garbled());
			this.emulator.revokeTokens();
			call(client.records());
			fail(client.records(), Map.of("no_such_field", RECORD_CONTENT));
			fail(client.records(), Map.of("order_id", Map.of("wrong", RECORD_CONTENT)));
			assertThat(client.toString()).doesNotContain(SECRET);
		}
		Set<String> confidential = new TreeSet<>(List.of(RECORD_CONTENT, SECRET, "confidential-4711"));
		for (ReceivedRequest request : this.emulator.requests(Endpoint.RECORDS_APPEND)) {
			if (request.header("Authorization") != null) {
				confidential.add(request.header("Authorization").substring("Bearer ".length()));
			}
		}
		assertThat(confidential).hasSizeGreaterThan(3);
		assertThat(this.lines.client()).isNotEmpty();
		assertThat(this.lines.all()).hasSizeGreaterThan(100)
			.allSatisfy((line) -> assertThat(confidential).noneMatch(line::contains));
	}

	@Test
	void doesNotLogOrThrowSignedUrl() throws IOException {
		Path file = Files.writeString(this.directory.resolve("orders.csv"), "order_id\n" + RECORD_CONTENT + "\n");
		ImportOptions.Builder options = ImportOptions.builder("orders")
			.maxUploads(1)
			.await(PollOptions.builder()
				.timeout(Duration.ofSeconds(30))
				.intervals(Duration.ofMillis(1), Duration.ofMillis(1))
				.build());
		try (ExperitureClient client = Clients.of(this.emulator)
			.credentials(Clients.credentials(this.emulator, SECRET))
			.build()) {
			client.imports().importFile(file, options.build());
			options.stallTimeout(Duration.ofMillis(500));
			for (Fault fault : List.of(Fault.drop(), Fault.reset(), Fault.dropAfter(3), Fault.stall(),
					Fault.status(403), Fault.status(404), Fault.garbled(),
					Fault.body(400, "text/xml", "<Code>X</Code>X-Signature=1"),
					Fault.redirect(URI.create("http://127.0.0.1:1/?X-Signature=2")))) {
				this.emulator.faults().onUpload().times(1).inject(fault);
				try {
					client.imports().importFile(file, options.build());
				}
				catch (ExperitureException ex) {
					this.lines.add(ex);
				}
				this.emulator.faults().clear();
			}
		}
		assertThat(this.lines.all()).hasSizeGreaterThan(100)
			.anyMatch((line) -> line.contains("imports.upload"))
			.filteredOn((line) -> line.contains("X-Signature") || line.contains(RECORD_CONTENT))
			.isEmpty();
	}

	@Test
	void logsCorrelationIdWithEveryLine() {
		String id = UUID.randomUUID().toString();
		try (ExperitureClient client = Clients.of(this.emulator).build()) {
			this.emulator.faults().on(Endpoint.RECORDS_APPEND).times(2).inject(Fault.drop());
			client.records()
				.with(CallOptions.builder().correlationId(id).build())
				.append("orders", Map.of("order_id", RECORD_CONTENT));
			fail(client.records().with(CallOptions.builder().correlationId(id).build()), Map.of("no_such_field", 1));
		}
		assertThat(this.lines.client()).hasSizeGreaterThanOrEqualTo(4)
			.allSatisfy((event) -> assertThat(event.getMDCPropertyMap()).containsEntry("correlationId", id));
		assertThat(this.lines.client()).filteredOn((event) -> event.getLevel() == Level.WARN)
			.singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("records.append")
				.contains("422")
				.contains(id));
		assertThat(MDC.get("correlationId")).isNull();
	}

	private void call(RecordsClient records) {
		try {
			records.append("orders", Map.of("order_id", RECORD_CONTENT));
		}
		catch (ExperitureException ex) {
			this.lines.add(ex);
		}
	}

	private void fail(RecordsClient records, Map<String, ?> record) {
		int before = this.lines.all().size();
		try {
			records.append("orders", record);
			throw new AssertionError("The call is expected to fail");
		}
		catch (ExperitureException ex) {
			this.lines.add(ex);
		}
		assertThat(this.lines.all().size()).isGreaterThan(before);
	}

	// The emulator receives all data, so the lines of the emulator and its server are
	// ignored.
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<String> texts = new CopyOnWriteArrayList<>();

		private final List<ILoggingEvent> client = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLoggerName().startsWith("wiremock.")
					|| event.getLoggerName().startsWith("com.sun.net.httpserver")
					|| event.getLoggerName().startsWith("com.github.tomakehurst")) {
				return;
			}
			event.prepareForDeferredProcessing();
			if (event.getLoggerName().startsWith("com.experiture.client.calls")) {
				this.client.add(event);
			}
			String failure = (event.getThrowableProxy() != null)
					? ThrowableProxyUtil.asString(event.getThrowableProxy()) : "";
			this.texts.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + failure + " "
					+ event.getMDCPropertyMap());
		}

		private void add(Throwable failure) {
			StringWriter text = new StringWriter();
			failure.printStackTrace(new PrintWriter(text));
			this.texts.add(text.toString());
		}

		private List<String> all() {
			return this.texts;
		}

		private List<ILoggingEvent> client() {
			return this.client;
		}

	}

}
