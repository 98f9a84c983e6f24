package com.experiture.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.JobTimeoutException;
import com.experiture.client.error.UploadException;
import com.experiture.client.imports.ImportFailedException;
import com.experiture.client.imports.ImportJob;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportProgress;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportState;
import com.experiture.client.settings.RetrySettings;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.FaultPlan;
import com.experiture.test.disk.WatchedDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests imports with faults: every row is imported once or not at all, and the result
 * names which. The rows are appended, so that a second import is detected.
 */
class ImportFaultsTests {

	private static final int ROWS = 20_000;

	private static final PollOptions<Object> WAIT = PollOptions.builder()
		.timeout(Duration.ofSeconds(30))
		.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
		.build();

	@TempDir
	static Path directory;

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-21T15:30:00Z"));

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.clock(this.now::get)
		.tokenLifetime(Duration.ofDays(30))
		.start();

	private final ExperitureClient client = Clients.of(this.emulator).build();

	private Path file;

	@BeforeEach
	void writeFile() throws IOException {
		StringBuilder rows = new StringBuilder("order_id,total\n");
		LongStream.range(0, ROWS).forEach((row) -> rows.append("order-").append(row).append(",1\n"));
		this.file = Files.writeString(directory.resolve("orders.csv"), rows);
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 408, 410, 429, 500, 503 })
	void repeatsRejectedUploadWithNewJob(int status) {
		this.emulator.faults().onUpload().times(1).inject(Fault.empty(status));
		assertImported(importFile(options()), 2);
	}

	@Test
	void replacesExpiredUrl() {
		AtomicReference<String> firstJob = new AtomicReference<>();
		ImportReport report = importFile(options().onProgress((progress) -> {
			if (progress.phase() == ImportPhase.UPLOAD && firstJob.compareAndSet(null, progress.jobId())) {
				this.now.set(this.now.get().plus(Duration.ofHours(2)));
			}
		}));
		assertImported(report, 2);
		assertThat(report.jobId()).isNotEqualTo(firstJob.get());
		assertThat(this.client.imports().get(firstJob.get()).state()).isEqualTo(ImportState.PENDING);
	}

	@ParameterizedTest
	@MethodSource
	void importsOnceIfServerFailsAtAnyByte(Fault fault) {
		this.emulator.faults().onUpload().times(2).inject(fault);
		assertImported(importFile(options()), 3);
	}

	static Stream<Fault> importsOnceIfServerFailsAtAnyByte() {
		long size = "order_id,total\n".length()
				+ LongStream.range(0, ROWS).map((row) -> ("order-" + row + ",1\n").length()).sum();
		return Stream.concat(
				LongStream.of(0, 1, 14, 15, 16, 1_000, size / 3, size / 2, size - 65_537, size - 2, size - 1, size)
					.mapToObj(Fault::dropAfter),
				Stream.of(Fault.drop(), Fault.reset(), Fault.drop().afterCommit(), Fault.reset().afterCommit()));
	}

	@Test
	void failsAfterLastUpload() {
		this.emulator.faults().onUpload().inject(Fault.dropAfter(100));
		ImportFailedException failure = fail(options().maxUploads(4));
		assertNotImported(failure, ImportPhase.UPLOAD, 4);
		assertThat(failure).hasCauseInstanceOf(UploadException.class)
			.hasMessageContaining("job " + failure.jobId() + " was not started")
			.hasMessageContaining("imports.upload")
			.hasMessageContaining("correlation id")
			.hasMessageContaining("attempts 4");
		assertThat(failure.getCause().getMessage() + failure.getMessage() + failure).doesNotContain("Signature");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, PT0S", "PT0.05S, PT0.001S", "PT0.001S, PT0S" })
	void repeatsUploadWithAnyBackoff(Duration initial, Duration max) {
		this.emulator.faults().onUpload().times(2).inject(Fault.dropAfter(100));
		try (ExperitureClient other = Clients.of(this.emulator).retry(new RetrySettings(3, initial, max)).build()) {
			assertImported(other.imports().importFile(this.file, options().build()), 3);
		}
	}

	@Test
	void doesNotRepeatUploadOfUnreadableFile() {
		WatchedDisk disk = new WatchedDisk(directory);
		disk.readable(100_000);
		ImportFailedException failure = catchThrowableOfType(ImportFailedException.class,
				() -> this.client.imports().importFile(disk.directory().resolve("orders.csv"), options().build()));
		assertThat(failure.phase()).isEqualTo(ImportPhase.UPLOAD);
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_CREATE)).isEqualTo(1);
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_SUBMIT_MAPPING)).isZero();
		assertThat(this.emulator.count("orders")).isZero();
		assertThat(failure).hasCauseInstanceOf(UploadException.class)
			.hasRootCauseMessage("Input/output error")
			.cause()
			.hasMessageContaining("the file cannot be read");
		Awaitility.await().until(() -> disk.openFiles() == 0);
	}

	@Test
	void doesNotRepeatUploadIfOneIsAllowed() {
		this.emulator.faults().onUpload().inject(Fault.dropAfter(100));
		assertNotImported(fail(options().maxUploads(1)), ImportPhase.UPLOAD, 1);
	}

	@Test
	void repeatsStalledUpload() {
		this.emulator.faults().onUpload().times(1).inject(Fault.stall());
		// A busy machine can stall as well, and need another upload.
		ImportReport report = importFile(options().stallTimeout(Duration.ofMillis(500)).maxUploads(20));
		assertThat(report.uploads()).isGreaterThanOrEqualTo(2);
		assertImported(report, report.uploads());
	}

	@Test
	void rejectsRedirect() {
		// A server that responds without reading the request can reset the connection, so
		// that the response is lost. This does not happen with a small file.
		Change.SHRINKS.make(this.file);
		this.emulator.faults().onUpload().inject(Fault.redirect(URI.create(this.emulator.baseUrl() + "/stolen?a=b")));
		ImportFailedException failure = fail(options());
		assertNotImported(failure, ImportPhase.UPLOAD, 1);
		assertThat(failure.getCause()).hasMessageContaining("redirect");
		assertThat(this.emulator.requests()).noneMatch((request) -> request.path().contains("stolen"));
	}

	@ParameterizedTest
	@EnumSource
	void doesNotImportFileThatChanges(Change change) {
		ImportFailedException failure = fail(
				options().onProgress(once(ImportPhase.UPLOAD, () -> change.make(this.file))));
		assertThat(failure.phase()).isEqualTo(ImportPhase.UPLOAD);
		assertThat(failure)
			.hasCauseInstanceOf((change == Change.VANISHES) ? NoSuchFileException.class : IOException.class);
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_SUBMIT_MAPPING)).isZero();
		assertThat(this.emulator.count("orders")).isZero();
	}

	@Test
	void doesNotImportFileThatChangesDuringUpload() {
		CountDownLatch arrived = new CountDownLatch(1);
		this.emulator.faults().onUpload().inject(Fault.delay(Duration.ofSeconds(60)));
		Thread changer = new Thread(() -> {
			Awaitility.await().until(() -> !this.emulator.uploads().isEmpty());
			Change.GROWS.make(this.file);
			this.emulator.faults().clear();
			arrived.countDown();
		});
		changer.start();
		ImportFailedException failure = fail(options());
		await(arrived);
		assertThat(failure)
			.hasRootCauseMessage("orders.csv changed while it was imported: its size or time is another" + " one");
		assertNotImported(failure, ImportPhase.UPLOAD, 1);
	}

	@Test
	void reportsProgressAtRegularIntervalDuringStalledUpload() {
		this.emulator.faults().onUpload().inject(Fault.stall());
		List<ImportProgress> uploading = new CopyOnWriteArrayList<>();
		ImportReport report = importFile(options().progressInterval(Duration.ofMillis(5)).onProgress((progress) -> {
			if (progress.phase() == ImportPhase.UPLOAD) {
				uploading.add(progress);
			}
			if (uploading.size() == 20) {
				this.emulator.faults().clear();
			}
		}));
		assertImported(report);
		assertThat(uploading).hasSizeGreaterThanOrEqualTo(20).extracting(ImportProgress::elapsed).isSorted();
	}

	@Test
	void reportsBytesAndRowsWhileWaitingForJob() {
		this.emulator.faults().on(Endpoint.IMPORTS_GET).times(3).inject(Fault.body(200, "application/json", """
				{"success":true,"data":{"status":"running","processedRows":7,"totalRows":9}}"""));
		List<ImportProgress> progress = new CopyOnWriteArrayList<>();
		assertImported(importFile(options().progressInterval(Duration.ofMillis(1))
			.await(PollOptions.builder()
				.timeout(Duration.ofSeconds(30))
				.intervals(Duration.ofMillis(20), Duration.ofMillis(20))
				.build())
			.onProgress(progress::add)));
		assertThat(progress).filteredOn((each) -> each.phase() == ImportPhase.SUBMIT_MAPPING).allSatisfy((each) -> {
			assertThat(each.rows()).isEqualTo(ROWS);
			assertThat(each.totalRows()).isEqualTo(ROWS);
			assertThat(each.uploadedBytes()).isEqualTo(each.totalBytes()).isPositive();
		});
		assertThat(progress).anySatisfy((each) -> {
			assertThat(each.state()).isEqualTo(ImportState.RUNNING);
			assertThat(each.rows()).isEqualTo(7);
			assertThat(each.totalRows()).isEqualTo(9);
		});
		assertThat(progress).last().satisfies((each) -> {
			assertThat(each.state()).isEqualTo(ImportState.COMPLETED);
			assertThat(each.rows()).isEqualTo(ROWS);
			assertThat(each.totalRows()).isEqualTo(ROWS);
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "IMPORTS_CREATE", "IMPORTS_SUBMIT_MAPPING", "IMPORTS_START", "IMPORTS_GET" })
	void importsOnceIfResponsesAreLost(Endpoint endpoint) {
		this.emulator.faults().on(endpoint).times(2).inject(Fault.drop().afterCommit());
		assertImported(importFile(options()), 1);
	}

	@Test
	void detectsStartedJobIfAllResponsesAreLost() {
		this.emulator.faults().on(Endpoint.IMPORTS_START).inject(Fault.drop().afterCommit());
		ImportReport report = importFile(options());
		assertThat(report.acceptedRows()).isEqualTo(ROWS);
		assertThat(this.emulator.count("orders")).isEqualTo(ROWS);
	}

	@ParameterizedTest
	@EnumSource(names = { "IMPORTS_CREATE", "IMPORTS_SUBMIT_MAPPING", "IMPORTS_START", "IMPORTS_GET" })
	void failureNamesPhaseAndAdvice(Endpoint endpoint) {
		this.emulator.faults().on(endpoint).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		ImportFailedException failure = fail(options());
		ImportPhase phase = switch (endpoint) {
			case IMPORTS_CREATE -> ImportPhase.CREATE;
			case IMPORTS_SUBMIT_MAPPING -> ImportPhase.SUBMIT_MAPPING;
			case IMPORTS_START -> ImportPhase.START;
			default -> ImportPhase.AWAIT;
		};
		assertThat(failure.phase()).isEqualTo(phase);
		assertThat(failure.report()).isNull();
		assertThat(failure).hasCauseInstanceOf(ForbiddenException.class)
			.hasMessageContaining(endpoint.id())
			.hasMessageContaining("server correlation id")
			.hasMessageContaining((phase.compareTo(ImportPhase.START) < 0) ? "Nothing was imported" : "await(\"");
		assertThat(failure.jobId() == null).isEqualTo(phase == ImportPhase.CREATE);
	}

	@Test
	void waitsAgainByIdForJobThatDoesNotEnd() {
		this.emulator.settings().unknownEnumValues(true);
		ImportFailedException failure = fail(options().await(PollOptions.builder()
			.timeout(Duration.ofMillis(50))
			.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
			.build()));
		assertThat(failure.phase()).isEqualTo(ImportPhase.AWAIT);
		assertThat(failure).hasCauseInstanceOf(JobTimeoutException.class)
			.hasMessageContaining("goes on: wait for it with await(\"" + failure.jobId() + "\"");
		this.emulator.settings().unknownEnumValues(false);
		ImportJob job = this.client.imports().await(failure.jobId(), WAIT);
		assertThat(job.acceptedRows()).isEqualTo(ROWS);
	}

	@ParameterizedTest
	@EnumSource
	void cancelledImportMakesNoFurtherCalls(ImportPhase phase) {
		stallOf(phase).inject(Fault.stall());
		CountDownLatch entered = new CountDownLatch(1);
		Disposable running = this.client.reactive().imports().importFile(this.file, options().onProgress((progress) -> {
			if (progress.phase() == phase) {
				entered.countDown();
			}
		}).build()).subscribe();
		await(entered);
		running.dispose();
		this.emulator.faults().clear();
		assertImported(importFile(options()));
		if (phase.compareTo(ImportPhase.START) < 0) {
			assertThat(this.emulator.requestCount(Endpoint.IMPORTS_START)).isEqualTo(1);
			assertThat(this.emulator.count("orders")).isEqualTo(ROWS);
		}
	}

	private FaultPlan stallOf(ImportPhase phase) {
		return switch (phase) {
			case PREPARE, CREATE -> this.emulator.faults().on(Endpoint.IMPORTS_CREATE);
			case UPLOAD -> this.emulator.faults().onUpload();
			case SUBMIT_MAPPING -> this.emulator.faults().on(Endpoint.IMPORTS_SUBMIT_MAPPING);
			case START -> this.emulator.faults().on(Endpoint.IMPORTS_START);
			case AWAIT -> this.emulator.faults().on(Endpoint.IMPORTS_GET);
		};
	}

	private static Consumer<ImportProgress> once(ImportPhase phase, Runnable change) {
		AtomicReference<ImportPhase> done = new AtomicReference<>();
		return (progress) -> {
			if (progress.phase() == phase && done.compareAndSet(null, phase)) {
				change.run();
			}
		};
	}

	private void assertImported(ImportReport report, int uploads) {
		assertThat(report.uploads()).isEqualTo(uploads);
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_CREATE)).isGreaterThanOrEqualTo(uploads);
		assertImported(report);
		assertThat(this.emulator.count("orders")).isEqualTo(ROWS);
	}

	private static void assertImported(ImportReport report) {
		assertThat(report.state()).isEqualTo(ImportState.COMPLETED);
		assertThat(report.acceptedRows()).isEqualTo(ROWS);
	}

	private void assertNotImported(ImportFailedException failure, ImportPhase phase, int uploads) {
		assertThat(failure.phase()).isEqualTo(phase);
		assertThat(this.emulator.uploads()).hasSize(uploads);
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_CREATE)).isEqualTo(uploads);
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_SUBMIT_MAPPING)).isZero();
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_START)).isZero();
		assertThat(this.emulator.count("orders")).isZero();
	}

	private ImportReport importFile(ImportOptions.Builder options) {
		return this.client.imports().importFile(this.file, options.build());
	}

	private ImportFailedException fail(ImportOptions.Builder options) {
		ImportFailedException failure = catchThrowableOfType(ImportFailedException.class, () -> importFile(options));
		assertThat(failure).isNotNull();
		return failure;
	}

	private static ImportOptions.Builder options() {
		return ImportOptions.builder("orders").await(WAIT);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	enum Change {

		GROWS {
			@Override
			void on(Path file) throws IOException {
				Files.writeString(file, Files.readString(file) + "order-x,1\n");
			}
		},

		SHRINKS {
			@Override
			void on(Path file) throws IOException {
				Files.writeString(file, "order_id,total\norder-0,1\n");
			}
		},

		IS_REWRITTEN {
			@Override
			void on(Path file) throws IOException {
				Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
			}
		},

		VANISHES {
			@Override
			void on(Path file) throws IOException {
				Files.delete(file);
			}
		};

		abstract void on(Path file) throws IOException;

		void make(Path file) {
			try {
				on(file);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
