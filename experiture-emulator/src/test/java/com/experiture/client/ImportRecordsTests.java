package com.experiture.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.imports.ImportFailedException;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.metadata.WriteMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.ReceivedUpload;
import com.experiture.test.disk.WatchedDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests imports of records with a temporary file, which is always deleted.
 */
class ImportRecordsTests {

	private static final PollOptions<Object> WAIT = PollOptions.builder()
		.timeout(Duration.ofSeconds(30))
		.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
		.build();

	@TempDir
	Path directory;

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExperitureClient client = Clients.of(this.emulator).build();

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.emulator.close();
		assertThat(files()).isEmpty();
	}

	@Test
	void importsAllKindsOfRecordsWithAllFields() {
		List<Path> seen = new ArrayList<>();
		List<String> permissions = new ArrayList<>();
		ImportReport report = this.client.imports()
			.importRecords(
					List.of(Map.of("email", "jane@example.com"), new Person("john@example.com", "Bonn\nBeuel"),
							Map.of("email", "jim@example.com", "loyalty_points", 7)),
					options().matchKey("email").onProgress((progress) -> {
						if (progress.phase() == ImportPhase.UPLOAD && seen.isEmpty()) {
							seen.addAll(files());
							permissions.addAll(seen.stream().map(ImportRecordsTests::permissions).toList());
						}
					}).build());
		assertThat(report.acceptedRows()).isEqualTo(3);
		assertThat(seen).hasSize(1);
		assertThat(permissions).containsExactly("rw-------");
		assertThat(this.emulator.record("profiles", "email", "john@example.com")).get()
			.isEqualTo(Map.of("email", "john@example.com", "city", "Bonn\nBeuel"));
		assertThat(this.emulator.record("profiles", "email", "jim@example.com")).get()
			.isEqualTo(Map.of("email", "jim@example.com", "loyalty_points", 7));
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::contentType)
			.containsExactly("application/x-ndjson");
		assertThat(this.emulator.requests(Endpoint.IMPORTS_CREATE).get(0).body()).contains("records.jsonl");
	}

	@Test
	void readsRecordsOnThreadOfBlockingCaller() {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		Stream<Map<String, String>> records = people(100).peek((person) -> threads.add(Thread.currentThread()));
		this.client.imports().importRecords(records, options().build());
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void importsForAsManyBlockingCallersAsThreads() {
		Long accepted = Flux.range(0, 40)
			.flatMap((i) -> Mono
				.fromCallable(() -> this.client.imports().importRecords(people(5), options().build()).acceptedRows())
				.subscribeOn(Schedulers.boundedElastic()), 40)
			.reduce(0L, Long::sum)
			.block(Duration.ofSeconds(50));
		assertThat(accepted).isEqualTo(200);
	}

	@Test
	void importsAndClosesStream() {
		AtomicBoolean closed = new AtomicBoolean();
		Stream<Map<String, String>> records = people(1000).onClose(() -> closed.set(true));
		assertThat(this.client.imports().importRecords(records, options().build()).acceptedRows()).isEqualTo(1000);
		assertThat(closed).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 255, 256, 257, 1_000 })
	void readsCursorCompletelyAndClosesItOnce(int length) {
		RecordSourceTests.Cursor stream = new RecordSourceTests.Cursor(length);
		RecordSourceTests.Cursor iterable = new RecordSourceTests.Cursor(length);
		ImportOptions orders = ImportOptions.builder("orders").await(WAIT).writeMode(WriteMode.APPEND).build();
		assertThat(this.client.imports().importRecords(stream.stream(), orders).acceptedRows()).isEqualTo(length);
		assertThat(this.client.imports()
			.importRecords(new RecordSourceTests.CursorIterable(iterable), orders)
			.acceptedRows()).isEqualTo(length);
		assertThat(stream.violations()).isEmpty();
		assertThat(iterable.violations()).isEmpty();
	}

	@Test
	void doesNotReadFlatMapAhead() {
		AtomicInteger made = new AtomicInteger();
		Stream<Map<String, String>> records = Stream.of(1)
			.flatMap((one) -> people(1_000_000).peek((person) -> made.incrementAndGet()));
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.client.imports().importRecords(records, options().maxTemporarySize(10_000).build()))
			.withMessageContaining("maxTemporarySize");
		assertThat(made.get()).isLessThan(1_000);
	}

	@Test
	void importsFluxReactively() {
		StepVerifier
			.create(this.client.reactive().imports().importRecords(Flux.fromStream(people(500)), options().build()))
			.assertNext((report) -> assertThat(report.acceptedRows()).isEqualTo(500))
			.verifyComplete();
	}

	@Test
	void sendsSameFileAgainAfterFailedUpload() {
		this.emulator.faults().onUpload().times(1).inject(Fault.dropAfter(100));
		ImportReport report = this.client.imports().importRecords(people(500), options().build());
		assertThat(report.uploads()).isEqualTo(2);
		assertThat(report.acceptedRows()).isEqualTo(500);
	}

	@Test
	void namesPositionOfRecordThatCannotBeWritten() {
		List<Object> records = new ArrayList<>(people(5).toList());
		records.add(Map.of("email", "jane@example.com", "created_at", LocalDateTime.of(2026, 4, 21, 15, 30)));
		assertRejected(records, "records[5].created_at", "");
		assertRejected(List.of(Map.of()), "records[0]", "at least one field");
		assertRejected(List.of(Map.of("a", 1), "text"), "records[1]", "not a plain value");
	}

	@Test
	void rejectsRecordWithoutMatchKey() {
		assertRejected(List.of(person(), Map.of("city", "Bonn")), options().matchKey("email"), "records[1].email",
				"is the match key and missing or null");
		assertRejected(List.of(new Person("jane@example.com", "Bonn"), new Person(null, "Bonn")),
				options().matchKey("email"), "records[1].email", "inserted instead of merged");
		Map<String, Object> cleared = new LinkedHashMap<>(person());
		cleared.put("email", null);
		assertRejected(List.of(cleared), options().matchKey("email"), "records[0].email", "match key");
		assertRejected(List.of(Map.of("address", person())), options().matchKey("email"), "records[0].email",
				"match key");
	}

	@Test
	void checksMatchKeyInMappedField() {
		ImportOptions.Builder mapped = options().mapping(ImportMapping.of(Map.of("mail", "email")).matchKey("email"));
		assertRejected(List.of(Map.of("mail", "jane@example.com"), person()), mapped, "records[1].mail", "match key");
		assertThat(this.client.imports()
			.importRecords(List.of(Map.of("mail", "jane@example.com")), mapped.build())
			.acceptedRows()).isEqualTo(1);
		assertThat(this.emulator.record("profiles", "email", "jane@example.com")).isPresent();
	}

	@Test
	void rejectsMatchKeyWithoutMappedField() {
		assertRejected(List.of(person()),
				options().mapping(ImportMapping.of(Map.of("email", "email")).matchKey("customer_id")), "matchKey",
				"no column goes into");
	}

	@Test
	void appendedRecordsNeedNoMatchKey() {
		ImportReport report = this.client.imports()
			.importRecords(List.of(Map.of("city", "Bonn"), person()),
					options().matchKey("email").writeMode(WriteMode.APPEND).build());
		assertThat(report.acceptedRows()).isEqualTo(2);
	}

	@Test
	void importsRecordThatIsTooLargeForRequest() {
		ImportReport report = this.client.imports()
			.importRecords(List.of(Map.of("email", "jane@example.com", "city", "x".repeat(11_000_000))),
					options().build());
		assertThat(report.acceptedRows()).isEqualTo(1);
		assertThat(this.emulator.uploads()).singleElement()
			.satisfies((upload) -> assertThat(upload.receivedBytes()).isGreaterThan(11_000_000));
	}

	@Test
	void importsNothingAndDeletesFileIfDiskIsFull() {
		WatchedDisk disk = new WatchedDisk(this.directory);
		disk.space(100_000);
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> this.client.imports()
				.importRecords(people(100_000), options().temporaryDirectory(disk.directory()).build()))
			.withMessageContaining("Nothing was imported")
			.satisfies((failure) -> {
				assertThat(failure.phase()).isEqualTo(ImportPhase.PREPARE);
				assertThat(failure).cause().hasMessage("No space left on device");
			});
		assertThat(disk.openFiles()).isZero();
		assertThat(this.emulator.requestCount()).isZero();
	}

	@Test
	void rejectsNoRecords() {
		assertRejected(List.of(), "records", "at least one");
	}

	@Test
	void limitsSizeOfFile() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.client.imports()
				.importRecords(people(100_000), options().maxTemporarySize(1000).build()))
			.withMessageContaining("maxTemporarySize")
			.withMessageContaining("1000 bytes")
			.withMessageContaining("records[");
		assertThat(this.emulator.requestCount()).isZero();
	}

	@Test
	void importsNothingIfSourceFails() {
		IllegalStateException broken = new IllegalStateException("confidential");
		Flux<Map<String, String>> records = Flux.fromStream(people(500)).concatWith(Flux.error(broken));
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> this.client.imports().importRecords(records, options().build()))
			.withMessageNotContaining("confidential")
			.withMessageContaining("Nothing was imported")
			.satisfies((failure) -> {
				assertThat(failure.phase()).isEqualTo(ImportPhase.PREPARE);
				assertThat(failure).hasCause(broken);
			});
		assertThat(this.emulator.requestCount()).isZero();
	}

	@Test
	void namesMissingDirectory() {
		ImportOptions options = options().temporaryDirectory(this.directory.resolve("gone")).build();
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> this.client.imports().importRecords(people(5), options))
			.withCauseInstanceOf(NoSuchFileException.class);
	}

	@Test
	void deletesFileAfterFailure() {
		this.emulator.faults().on(Endpoint.IMPORTS_START).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> this.client.imports().importRecords(people(5), options().build()));
	}

	@Test
	void cancellationStopsSourceAndDeletesFile() throws InterruptedException {
		CountDownLatch cancelled = new CountDownLatch(1);
		CountDownLatch running = new CountDownLatch(2000);
		Flux<Map<String, String>> endless = Flux
			.<Map<String, String>>generate((sink) -> sink.next(Map.of("email", "jane@example.com")))
			.doOnNext((record) -> running.countDown())
			.doOnCancel(cancelled::countDown);
		Disposable subscription = this.client.reactive()
			.imports()
			.importRecords(endless, options().build())
			.subscribe();
		assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
		subscription.dispose();
		assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().until(() -> files().isEmpty());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PREPARE")
	void deletesFileOnCancellationInAnyPhase(ImportPhase phase) throws InterruptedException {
		this.emulator.faults().onAny().inject(Fault.delay(Duration.ofMillis(20)));
		this.emulator.faults().onUpload().inject(Fault.stall());
		if (phase.compareTo(ImportPhase.UPLOAD) > 0) {
			this.emulator.faults().clear();
			this.emulator.settings().unknownEnumValues(true);
		}
		CountDownLatch entered = new CountDownLatch(1);
		Disposable subscription = this.client.reactive()
			.imports()
			.importRecords(people(500), options().onProgress((progress) -> {
				if (progress.phase() == phase) {
					entered.countDown();
				}
			}).build())
			.subscribe();
		assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
		subscription.dispose();
		Awaitility.await().until(() -> files().isEmpty());
	}

	private void assertRejected(List<?> records, String field, String reason) {
		assertRejected(records, options(), field, reason);
	}

	private void assertRejected(List<?> records, ImportOptions.Builder options, String field, String reason) {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.client.imports().importRecords(records, options.build()))
			.withMessageContaining(reason)
			.satisfies((failure) -> assertThat(failure.field()).isEqualTo(field));
		assertThat(this.emulator.requestCount() + this.emulator.tokenRequests()).isZero();
	}

	private ImportOptions.Builder options() {
		return ImportOptions.builder("profiles").await(WAIT).temporaryDirectory(this.directory);
	}

	private static Map<String, String> person() {
		return Map.of("email", "john@example.com");
	}

	private static Stream<Map<String, String>> people(int count) {
		return IntStream.range(0, count).mapToObj((number) -> Map.of("email", "p" + number + "@example.com"));
	}

	private List<Path> files() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String permissions(Path file) {
		try {
			return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Person(@Nullable String email, String city) {
	}

}
