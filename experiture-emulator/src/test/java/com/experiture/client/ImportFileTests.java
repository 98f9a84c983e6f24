package com.experiture.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.imports.ImportFailedException;
import com.experiture.client.imports.ImportFormat;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportProgress;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportState;
import com.experiture.client.metadata.WriteMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.ReceivedRequest;
import com.experiture.emulator.ReceivedUpload;
import com.experiture.test.disk.WatchedDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests successful imports of files, and files that are rejected before anything is sent.
 */
class ImportFileTests {

	private static final PollOptions<Object> WAIT = PollOptions.builder()
		.timeout(Duration.ofSeconds(30))
		.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
		.build();

	private static final String CSV = """
			\uFEFF"email",first_name,city
			jane@example.com,"Jane ""J"" Doe",Bonn
			not-an-address,Nobody,Bonn
			john@example.com,John,"Köln, Deutz"
			""";

	@TempDir
	Path directory;

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final Exchanges exchanges = new Exchanges(this.emulator);

	private final List<String> filtered = new CopyOnWriteArrayList<>();

	private final ExperitureClient client = Clients.of(this.emulator)
		.webClientBuilder(WebClient.builder().filter((request, next) -> {
			this.filtered.add(request.url().getPath());
			return next.exchange(request);
		}))
		.build();

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@Test
	void importsCsvIntoNewList() throws IOException {
		Path file = file("people.csv", CSV.substring(1));
		List<ImportProgress> progress = new ArrayList<>();
		ImportReport report = this.client.imports()
			.importFile(file, options("profiles").createList("Spring").onProgress(progress::add).build());
		assertThat(report.state()).isEqualTo(ImportState.COMPLETED);
		assertThat(report.acceptedRows()).isEqualTo(2);
		assertThat(report.rejectedRows()).isEqualTo(1);
		assertThat(report.uploadedBytes()).isEqualTo(Files.size(file));
		assertThat(report.uploads()).isEqualTo(1);
		assertThat(report.createdList()).isNotNull().satisfies((list) -> {
			assertThat(list.name()).isEqualTo("Spring");
			assertThat(this.client.lists().listMembers(list.id())).hasSize(2);
		});
		assertThat(this.client.imports().getErrors(report.jobId())).singleElement()
			.satisfies((error) -> assertThat(error.row()).isEqualTo(2));
		assertThat(this.emulator.record("profiles", "email", "john@example.com")).get()
			.isEqualTo(Map.of("email", "john@example.com", "first_name", "John", "city", "Köln, Deutz"));
		assertThat(progress).extracting(ImportProgress::phase).isSorted().contains(ImportPhase.values());
		assertThat(progress).last().satisfies((last) -> {
			assertThat(last.state()).isEqualTo(ImportState.COMPLETED);
			assertThat(last.jobId()).isEqualTo(report.jobId());
			assertThat(last.uploadedBytes()).isEqualTo(last.totalBytes()).isEqualTo(Files.size(file));
		});
		assertThat(this.exchanges.violations()).isEmpty();
	}

	@Test
	void ignoresByteOrderMark() throws IOException {
		Path file = file("people.csv", CSV);
		importFile(file, options("profiles").mapping(ImportMapping.ofSameNames(List.of("first_name"))).build());
		ReceivedRequest mapping = this.emulator.requests(Endpoint.IMPORTS_SUBMIT_MAPPING).get(0);
		assertThat(mapping.body()).doesNotContain("\uFEFF");
	}

	@Test
	void uploadContainsOnlyFile() throws IOException {
		Path file = file("people.csv", CSV.substring(1));
		importFile(file, options("profiles").build());
		assertThat(this.emulator.uploads()).singleElement().satisfies((upload) -> {
			assertThat(upload.status()).isEqualTo(200);
			assertThat(upload.contentType()).isEqualTo("text/csv");
			assertThat(upload.contentLength()).isEqualTo(Files.size(file));
			assertThat(upload.receivedBytes()).isEqualTo(Files.size(file));
		});
		assertThat(this.filtered).isNotEmpty().noneMatch((path) -> path.contains("landing"));
	}

	@Test
	void usesOneCorrelationIdAndDifferentKeysForAllCalls() throws IOException {
		this.client.imports()
			.with(CallOptions.builder().correlationId("trace-1").build())
			.importFile(file("people.csv", CSV.substring(1)), options("profiles").createList("Spring").build());
		assertThat(this.emulator.requests()).hasSizeGreaterThan(4)
			.extracting(ReceivedRequest::correlationId)
			.containsOnly("trace-1");
		assertThat(this.emulator.requests()).extracting(ReceivedRequest::idempotencyKey)
			.filteredOn((key) -> key != null)
			.hasSize(3)
			.doesNotHaveDuplicates();
	}

	@Test
	void importsJsonLinesReactively() throws IOException {
		Path file = file("people.jsonl", """

				{"email":"jane@example.com","city":"Bonn"}
				{"email":"john@example.com","city":null}
				""");
		StepVerifier.create(this.client.reactive().imports().importFile(file, options("profiles").build()))
			.assertNext((report) -> assertThat(report.acceptedRows()).isEqualTo(2))
			.verifyComplete();
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::contentType)
			.containsExactly("application/x-ndjson");
		assertThat(this.emulator.count("profiles")).isEqualTo(2);
	}

	@Test
	void importsFieldsOfLaterLines() throws IOException {
		Path file = file("people.jsonl", """
				{"email":"jane@example.com"}
				{"email":"john@example.com","city":"Bonn"}
				[1]
				{"loyalty_points":
				{"email":"jim@example.com","loyalty_points":7}""");
		ImportReport report = importFile(file, options("profiles").build());
		assertThat(this.emulator.record("profiles", "email", "john@example.com")).get()
			.isEqualTo(Map.of("email", "john@example.com", "city", "Bonn"));
		assertThat(this.emulator.record("profiles", "email", "jim@example.com")).get()
			.isEqualTo(Map.of("email", "jim@example.com", "loyalty_points", 7));
		assertThat(report.rejectedRows()).isEqualTo(2);
		assertThat(report.mapping()).isEqualTo(ImportMapping.ofSameNames(List.of("email", "city", "loyalty_points")));
	}

	@Test
	void reportsMappingExceptOwnBody() throws IOException {
		Path file = file("people.csv", "email\njane@example.com\n");
		assertThat(importFile(file, options("profiles").matchKey("email").build()).mapping())
			.isEqualTo(ImportMapping.ofSameNames(List.of("email")).matchKey("email"));
		assertThat(importFile(file, options("profiles").mapping(Map.of("writeMode", "append")).build()).mapping())
			.isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			people.csv   | first_name,city
			people.jsonl | {"city":"Bonn","address":{"email":"jane@example.com"}}
			""")
	void rejectsFileWithoutMatchKey(String name, String content) throws IOException {
		assertRejected(file(name, content), options("profiles").matchKey("email").build(), "matchKey",
				"no column goes into");
	}

	@Test
	void rejectsUnreadableFile() throws IOException {
		WatchedDisk disk = new WatchedDisk(this.directory);
		file("people.csv", CSV.substring(1));
		disk.refuse(new AccessDeniedException("people.csv"));
		assertRejected(disk.directory().resolve("people.csv"), options("profiles").build(), "file",
				"cannot be read (AccessDeniedException)");
	}

	@Test
	void rejectsFileWithoutPermission() throws IOException {
		Path file = file("people.csv", CSV.substring(1));
		assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file),
				"Whoever runs this test, such as root, may read every file");
		assertRejected(file, options("profiles").build(), "file", "cannot be read (AccessDeniedException)");
	}

	@Test
	void importsParquetWithMapping() throws IOException {
		Path file = Files.write(this.directory.resolve("people.parquet"), new byte[] { 'P', 'A', 'R', '1', 0 });
		ImportReport report = importFile(file,
				options("profiles").mapping(ImportMapping.of(Map.of("mail", "email"))).matchKey("email").build());
		assertThat(report.state()).isEqualTo(ImportState.COMPLETED);
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::contentType)
			.containsExactly("application/vnd.apache.parquet");
		assertThat(this.emulator.requests(Endpoint.IMPORTS_SUBMIT_MAPPING).get(0).body())
			.isEqualTo("{\"mappings\":[{\"sourceColumn\":\"mail\",\"targetField\":\"email\"}],\"matchKey\":\"email\"}");
	}

	@Test
	void importsWithOwnMappingBody() throws IOException {
		importFile(file("people.csv", CSV.substring(1)),
				options("profiles").mapping(Map.of("writeMode", "append")).build());
		assertThat(this.emulator.requests(Endpoint.IMPORTS_SUBMIT_MAPPING).get(0).body())
			.isEqualTo("{\"writeMode\":\"append\"}");
	}

	@Test
	void sendsOptions() throws IOException {
		String list = this.client.lists().create("Existing").id();
		importFile(file("some.data", CSV.substring(1)),
				options("profiles").fileName("people.csv")
					.format(ImportFormat.CSV)
					.targetListId(list)
					.createAudience("Buyers")
					.matchKey("email")
					.writeMode(WriteMode.UPSERT)
					.build());
		assertThat(this.emulator.requests(Endpoint.IMPORTS_CREATE).get(0).body())
			.contains("\"fileName\":\"people.csv\"")
			.contains("\"targetListId\":\"" + list + "\"")
			.contains("\"createAudience\":true,\"audienceName\":\"Buyers\"");
		assertThat(this.emulator.requests(Endpoint.IMPORTS_SUBMIT_MAPPING).get(0).body())
			.endsWith("\"writeMode\":\"upsert\",\"matchKey\":\"email\"}");
		assertThat(this.client.lists().listMembers(list)).hasSize(2);
	}

	@Test
	void reportsFailedJob() throws IOException {
		this.emulator.settings().failingJobs(true);
		Path file = file("people.csv", CSV.substring(1));
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> importFile(file, options("profiles").build()))
			.satisfies((failure) -> {
				assertThat(failure.phase()).isEqualTo(ImportPhase.AWAIT);
				assertThat(failure.report()).isNotNull();
				assertThat(failure.report().state()).isEqualTo(ImportState.FAILED);
				assertThat(failure.jobId()).isEqualTo(failure.report().jobId());
				assertThat(failure).hasMessageContaining("getErrors(\"" + failure.jobId() + "\")").hasNoCause();
			});
	}

	@Test
	void doesNotFailIfListCannotBeRead() throws IOException {
		this.emulator.faults().on(Endpoint.LISTS_LIST).status(403);
		ImportReport report = importFile(file("people.csv", CSV.substring(1)),
				options("profiles").createList("Spring").build());
		assertThat(report.acceptedRows()).isEqualTo(2);
		assertThat(report.createdList()).isNull();
	}

	@Test
	void sameKeyContinuesSameJob() throws IOException {
		Path file = file("orders.csv", "order_id,total\no-1,1\no-2,2\n");
		CallOptions keyed = CallOptions.builder().idempotencyKey(IdempotencyKey.of("orders", 7)).build();
		ImportReport first = this.client.imports().with(keyed).importFile(file, options("orders").build());
		ImportReport again = this.client.imports().with(keyed).importFile(file, options("orders").build());
		assertThat(again.jobId()).isEqualTo(first.jobId());
		assertThat(again.acceptedRows()).isEqualTo(2);
		assertThat(again.uploads()).isZero();
		assertThat(this.emulator.uploads()).hasSize(1);
		assertThat(this.emulator.count("orders")).isEqualTo(2);
	}

	@Test
	void sameKeyUploadsToSameJobAgain() throws IOException {
		this.emulator.faults().onUpload().times(1).inject(Fault.dropAfter(3));
		ImportReport report = this.client.imports()
			.with(CallOptions.builder().idempotencyKey(IdempotencyKey.of("orders", 8)).build())
			.importFile(file("orders.csv", "order_id,total\no-1,1\n"), options("orders").build());
		assertThat(report.uploads()).isEqualTo(2);
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::jobId)
			.containsExactly(report.jobId(), report.jobId());
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	@Test
	void sameKeyContinuesInterruptedImport() throws IOException {
		Path file = file("orders.csv", "order_id,total\no-1,1\no-2,2\n");
		CallOptions keyed = CallOptions.builder().idempotencyKey(IdempotencyKey.of("orders", 7)).build();
		this.emulator.faults().on(Endpoint.IMPORTS_START).times(1).status(403);
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> this.client.imports().with(keyed).importFile(file, options("orders").build()))
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(ImportPhase.START));
		ImportReport report = this.client.imports().with(keyed).importFile(file, options("orders").build());
		assertThat(report.acceptedRows()).isEqualTo(2);
		assertThat(this.emulator.uploads()).hasSize(1);
		assertThat(this.emulator.count("orders")).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"status\":\"sleeping\"}" })
	void sameKeySkipsNoStepIfStateIsUnknown(String job) throws IOException {
		this.emulator.faults()
			.on(Endpoint.IMPORTS_GET)
			.times(1)
			.inject(Fault.body(200, "application/json", "{\"success\":true,\"data\":" + job + "}"));
		ImportReport report = this.client.imports()
			.with(CallOptions.builder().idempotencyKey(IdempotencyKey.of("orders", 9)).build())
			.importFile(file("orders.csv", "order_id,total\no-1,1\n"), options("orders").build());
		assertThat(report.uploads()).isEqualTo(1);
		assertThat(report.acceptedRows()).isEqualTo(1);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	@Test
	void sameKeyDoesNotClaimThatJobOfUnknownStateWasNeverStarted() throws IOException {
		this.emulator.settings().unknownEnumValues(true);
		this.emulator.faults().onUpload().inject(Fault.empty(404));
		assertAdvice(ImportPhase.UPLOAD, "may have been started before");
	}

	@Test
	void sameKeyDoesNotClaimThatUnreadableJobWasNeverStarted() throws IOException {
		this.emulator.faults().on(Endpoint.IMPORTS_GET).status(403);
		assertAdvice(ImportPhase.CREATE, "may have been started before");
	}

	@Test
	void sameKeyRecognizesPendingJobAsNotStarted() throws IOException {
		this.emulator.faults().onUpload().inject(Fault.empty(404));
		assertAdvice(ImportPhase.UPLOAD, "was not started; import again");
	}

	private void assertAdvice(ImportPhase phase, String advice) throws IOException {
		Path file = file("orders.csv", "order_id,total\no-1,1\n");
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> this.client.imports()
				.with(CallOptions.builder().idempotencyKey(IdempotencyKey.of("orders", 10)).build())
				.importFile(file, options("orders").build()))
			.withMessageContaining(advice)
			.satisfies((failure) -> {
				assertThat(failure.phase()).isEqualTo(phase);
				assertThat(failure).hasMessageContaining(String.valueOf(failure.jobId()));
			});
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_START)).isZero();
	}

	@Test
	void ignoresFailingListener() throws IOException {
		ImportReport report = importFile(file("people.csv", CSV.substring(1)),
				options("profiles").onProgress((progress) -> {
					throw new IllegalStateException("listener");
				}).build());
		assertThat(report.acceptedRows()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gone.csv      | -                        | file    | NoSuchFileException
			empty.csv     | ''                       | file    | is empty
			people.xls    | a,b                      | file    | set its format
			people.PARQUET| PAR1                     | mapping | Parquet
			semicolon.csv | email;city               | file    | not separated by commas
			noname.csv    | email,,city              | file    | no name for column 2
			twice.csv     | email,city,email         | file    | name of column 3 twice
			open.csv      | '"email,city'            | file    | quote that is not closed
			behind.csv    | '"email"x,city'          | file    | behind a closed quote
			list.jsonl    | [1]                      | file    | JSON object
			text.jsonl    | hello                    | file    | JSON object
			none.jsonl    | {}                       | file    | at least one field
			half.jsonl    | {"email":"confidential   | file    | JSON object
			""")
	void rejectsFileBeforeSendingAnything(String name, String content, String field, String reason) throws IOException {
		Path file = content.equals("-") ? this.directory.resolve(name) : file(name, content);
		assertRejected(file, options("profiles").build(), field, reason);
	}

	@Test
	void rejectsDirectory() {
		assertRejected(this.directory, options("profiles").format(ImportFormat.CSV).build(), "file",
				"not a regular file");
	}

	@Test
	void rejectsHeaderThatIsNotUtf8() throws IOException {
		Path file = Files.write(this.directory.resolve("latin.csv"),
				"Straße,email\n".getBytes(StandardCharsets.ISO_8859_1));
		assertRejected(file, options("profiles").build(), "file", "not UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "people.csv", "people.jsonl" })
	void rejectsLineWithoutEnd(String name) throws IOException {
		Path file = file(name, "{\"x".repeat(4_000_000));
		assertRejected(file, options("profiles").build(), "file", "more than");
	}

	@Test
	void checksRulesBeforeSendingAnything() throws IOException {
		Path file = file("people.csv", CSV.substring(1));
		assertRejected(file, options("profiles").createList("Spring").targetListId("lst_1").build(), "targetListId",
				"createList");
		assertRejected(file, options("profiles").mapping(ImportMapping.of(Map.of())).build(), "mappings", "at least");
		assertRejected(file, options("profiles").mapping(List.of(1)).build(), "body", "map or an object");
		assertRejected(file, options(" ").build(), "objectName", "given");
	}

	private void assertRejected(Path file, ImportOptions options, String field, String reason) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> importFile(file, options))
			.withMessageContaining("Nothing was sent")
			.withMessageContaining(reason)
			.withMessageNotContaining("confidential")
			.satisfies((failure) -> assertThat(failure.field()).isEqualTo(field));
		assertThat(this.emulator.requestCount() + this.emulator.tokenRequests()).isZero();
	}

	@Test
	void distinguishesFailureOfStorageFromApi() throws IOException {
		this.emulator.faults().onUpload().times(1).inject(Fault.rateLimit("60"));
		assertThat(importFile(file("people.csv", CSV.substring(1)), options("profiles").build()).uploads())
			.isEqualTo(2);
	}

	private ImportReport importFile(Path file, ImportOptions options) {
		return this.client.imports().importFile(file, options);
	}

	private static ImportOptions.Builder options(String object) {
		return ImportOptions.builder(object).await(WAIT);
	}

	private Path file(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

}
