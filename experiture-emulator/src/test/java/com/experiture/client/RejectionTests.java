package com.experiture.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.RejectedRecords;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.Effect;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.writer.RecordRejectedException;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the number of requests for rejected records, and for what is logged about
 * them.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RejectionTests {

	private static final BulkOptions OPTIONS = BulkOptions.builder()
		.jobPolling(PollOptions.builder()
			.timeout(Duration.ofMinutes(1))
			.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
			.build())
		.build();

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final Logger logger = (Logger) LoggerFactory.getLogger("com.experiture.client");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private ExperitureClient client;

	private RecordsClient records;

	@BeforeEach
	void createClient() {
		this.log.start();
		this.logger.addAppender(this.log);
		this.logger.setLevel(Level.INFO);
		this.client = Clients.of(this.emulator).build();
		this.records = this.client.records();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
		this.logger.setLevel(null);
		this.logger.detachAppender(this.log);
	}

	@ParameterizedTest
	@CsvSource({ "fist_name,first_name", "firstName,first_name", "LAST_NAME,last_name", "loyalty-tier,loyalty_tier",
			"postalcode,postal_code" })
	void stopsRunForMisspelledColumnAndNamesSimilarField(String column, String meant) {
		this.emulator.settings().partialBatches(false);
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", people(20_000, column, 1), "email",
					OPTIONS.toBuilder().batchSize(1_000, 1_000_000).build()))
			.withMessageContaining(column + " is not a field of profiles (did you mean " + meant + "?")
			.satisfies((stopped) -> {
				assertThat(stopped.getMessage()).contains(stopped.report().rejected() + " rejected");
				assertThat(stopped.effect()).isEqualTo(Effect.NONE);
				assertThat(stopped.report().accepted()).isZero();
				assertThat(stopped.report().rejected()).isBetween(1_000L, 6_000L);
				assertThat(stopped.report().rejections()).allMatch((rejected) -> column.equals(rejected.path()));
			});
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isOne();
		// Up to four batches are in flight, each with a few rejections before the schema
		// is read.
		assertThat(this.emulator.requestCount()).isLessThan(60);
		assertThat(warnings()).hasSize(1).first().asString().contains(column);
	}

	@Test
	void suggestsNamingIfFieldExistsInOtherCase() {
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", people(100, "lastSeenAt", 1), "email", OPTIONS))
			.withMessageContaining("experiture.records.naming");
	}

	@ParameterizedTest
	@EnumSource(names = { "JOB", "INLINE" })
	void detectsMisspelledColumnInResults(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading).partialBatches(true);
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", people(2_000, "fist_name", 1), "email",
					OPTIONS.toBuilder().batchSize(100, 1_000_000).build()))
			.withMessageContaining("did you mean first_name?");
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isLessThan(20);
	}

	@Test
	void writesRecordsWithoutUnknownField() {
		this.emulator.settings().partialBatches(false);
		BulkReport report = this.records.upsertAll("profiles", people(3_000, "fist_name", 10), "email",
				OPTIONS.toBuilder().batchSize(300, 1_000_000).build());
		assertThat(report.accepted()).isEqualTo(2_700);
		assertThat(report.rejected()).isEqualTo(300);
		assertThat(this.emulator.count("profiles")).isEqualTo(2_700);
		assertThat(report.rejections()).extracting(RejectedRecords::position)
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 300).mapToObj((i) -> 10L * i).toList());
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isLessThan(60);
	}

	@Test
	void continuesIfFewRecordsHaveUnknownFieldEvenInLastBatch() {
		this.emulator.settings().partialBatches(false);
		RecordSource source = RecordSource
			.of(IntStream.range(0, 101).mapToObj((i) -> person(i, (i < 10 || i == 100) ? "fist_name" : "first_name")));
		BulkReport report = this.records.upsertAll("profiles", source, "email",
				OPTIONS.toBuilder().batchSize(50, 1_000_000).concurrency(1).build());
		assertThat(report.accepted()).isEqualTo(90);
		assertThat(report.rejected()).isEqualTo(11);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 8 })
	void stopsRepeatableRunForMisspelledColumn(int concurrency) {
		this.emulator.settings().partialBatches(false);
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", people(20_000, "fist_name", 1), "email",
					OPTIONS.toBuilder().batchSize(1_000, 1_000_000).concurrency(concurrency).runId("run").build()))
			.withMessageContaining("fist_name is not a field of profiles (did you mean first_name?)")
			.satisfies((stopped) -> {
				assertThat(stopped.report().accepted()).isZero();
				assertThat(stopped.effect()).isEqualTo(Effect.NONE);
			});
		assertThat(this.emulator.requestCount()).isLessThan(60);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stopsRunForSeveralMisspelledColumns(boolean partial) {
		this.emulator.settings().batchResponseMode(BatchResponseMode.INLINE).partialBatches(partial);
		String[] columns = { "fist_name", "lst_name", "ctiy" };
		RecordSource source = RecordSource
			.of(IntStream.range(0, 4_000).mapToObj((i) -> person(i, columns[i % columns.length])));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", source, "email",
					OPTIONS.toBuilder().batchSize(200, 1_000_000).build()))
			.withMessageContaining("did you mean first_name?")
			.withMessageContaining("did you mean last_name?");
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isLessThan(150);
	}

	@ParameterizedTest
	@ValueSource(strings = { "österreich", "Имя", "a.b", "$x", "o'x", "a/b", "first_name " })
	void detectsUnknownColumnOfAnyName(String column) {
		this.emulator.settings().partialBatches(false);
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.records.upsertAll("profiles", people(400, column, 1), "email", OPTIONS))
			.withMessageContaining(column.strip() + " is not a field of profiles");
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isLessThan(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "österreich", "a.b" })
	void continuesIfValuesOfKnownFieldAreRejected(String field) {
		try (ExperitureEmulator other = ExperitureEmulator.builder()
			.object(CdpObject.profiles().field(field, FieldType.NUMBER).field("a", FieldType.NUMBER))
			.start(); ExperitureClient own = Clients.of(other).build()) {
			for (boolean partial : new boolean[] { true, false }) {
				other.reset();
				other.settings().batchResponseMode(BatchResponseMode.INLINE).partialBatches(partial);
				BulkReport report = own.records()
					.upsertAll("profiles",
							RecordSource.of(IntStream.range(0, 100)
								.mapToObj((i) -> Map.of("email", "u" + i + "@example.com", field,
										(i % 5 < 3) ? "x" : (Object) i))),
							"email", OPTIONS.toBuilder().batchSize(50, 1_000_000).build());
				assertThat(report.accepted()).isEqualTo(40);
				assertThat(report.rejected()).isEqualTo(60);
			}
		}
	}

	@Test
	void warnsOnceOfFailingListener() {
		this.records.upsertAll("profiles", people(500, "first_name", 1), "email",
				OPTIONS.toBuilder().batchSize(10, 1_000_000).onProgress((progress) -> {
					throw new IllegalStateException("no interest");
				}).build());
		assertThat(warnings()).hasSize(1);
	}

	@Test
	void warnsOnceOfIntermittentOutage() {
		for (int i = 0; i < 4; i++) {
			this.emulator.faults().on(Endpoint.RECORDS_UPSERT_BATCH).times(4).inject(Fault.status(503));
			this.records.upsertAll("profiles", people(10, "first_name", 1), "email", OPTIONS);
		}
		assertThat(warnings()).as("one for each of the four runs").hasSize(4);
	}

	@Test
	void ignoresSchemaThatCannotBeRead() {
		this.emulator.settings().partialBatches(false);
		this.emulator.faults().on(Endpoint.METADATA_GET_OBJECT).inject(Fault.status(403));
		BulkReport report = this.records.upsertAll("profiles", people(60, "fist_name", 2), "email", OPTIONS);
		assertThat(report.accepted()).isEqualTo(30);
		assertThat(report.rejected()).isEqualTo(30);
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isOne();
	}

	@Test
	void continuesAndWarnsOnceIfKnownFieldIsRejected() {
		List<Map<String, Object>> people = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			people.add(Map.of("email", (i % 2 == 0) ? "bad" : "u" + i + "@example.com"));
		}
		BulkReport report = this.records.upsertAll("profiles", RecordSource.of(people), "email", OPTIONS);
		assertThat(report.rejected()).isEqualTo(200);
		assertThat(report.accepted()).isEqualTo(200);
		assertThat(warnings()).hasSize(1)
			.first()
			.asString()
			.contains("200 of 400 records", "'profiles'", "first record 0", "at email", report.correlationId())
			.doesNotContain("@example.com");
	}

	@Test
	void throwsExceptionForRejectionsOnRequest() {
		BulkReport report = this.records.upsertAll("profiles",
				RecordSource.of(List.of(Map.of("email", "bad"), Map.of("email", "jane@example.com"))), "email",
				OPTIONS);
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(report::throwIfRejected)
			.withMessageContaining("1 of 2 records were rejected, first record 0")
			.satisfies((rejected) -> {
				assertThat(rejected.report()).isSameAs(report);
				assertThat(rejected.effect()).isEqualTo(Effect.DONE);
				assertThat(rejected.isTransient()).isFalse();
			});
		BulkReport good = this.records.upsertAll("profiles",
				RecordSource.of(List.of(Map.of("email", "jane@example.com"))), "email", OPTIONS);
		assertThat(good.throwIfRejected()).isSameAs(good);
	}

	@Test
	void writerRejectsUnknownFieldLocallyAndWarnsOnce() {
		this.emulator.settings().partialBatches(false);
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		try (RecordWriter writer = this.records.writer(WriterOptions.builder().batchSize(200, 1_000_000).build())) {
			for (int i = 0; i < 2_000; i++) {
				results.add(writer.upsert("profiles", person(i, (i % 2 == 0) ? "fist_name" : "first_name"), "email"));
			}
			writer.drain();
		}
		assertThat(results).filteredOn(CompletableFuture::isCompletedExceptionally)
			.hasSize(1_000)
			.allSatisfy((result) -> assertThat(result.handle((outcome, failure) -> failure).join())
				.isInstanceOf(RecordRejectedException.class));
		assertThat(this.emulator.count("profiles")).isEqualTo(1_000);
		assertThat(this.emulator.requestCount(Endpoint.RECORDS_UPSERT_BATCH)).isLessThan(150);
		assertThat(warnings()).hasSize(1).first().asString().contains("fist_name");
	}

	@Test
	void logsBeginAndEndOfOutage() {
		this.emulator.faults().on(Endpoint.RECORDS_UPSERT_BATCH).times(4).inject(Fault.status(503));
		BulkReport report = this.records.upsertAll("profiles", people(10, "first_name", 1), "email", OPTIONS);
		assertThat(report.accepted()).isEqualTo(10);
		assertThat(warnings()).hasSize(1)
			.first()
			.asString()
			.contains("cannot be delivered at the moment", "sent again until 20");
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((line) -> line.contains("are delivered again"));
	}

	private List<String> warnings() {
		return this.log.list.stream()
			.filter((event) -> event.getLevel() == Level.WARN)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	private static RecordSource people(int count, String column, int each) {
		return RecordSource
			.of(IntStream.range(0, count).mapToObj((i) -> person(i, (i % each == 0) ? column : "first_name")));
	}

	private static Map<String, Object> person(int i, String column) {
		Map<String, Object> person = new HashMap<>();
		person.put("email", "u" + i + "@example.com");
		person.put(column, "Jane");
		return person;
	}

}
