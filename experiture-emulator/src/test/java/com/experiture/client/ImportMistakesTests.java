package com.experiture.client;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.imports.ImportFailedException;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportReport;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.test.disk.WatchedDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests typical mistakes in files: which are accepted, and which are rejected before the
 * import.
 */
class ImportMistakesTests {

	private static final PollOptions<Object> WAIT = PollOptions.builder()
		.timeout(Duration.ofSeconds(30))
		.intervals(Duration.ofMillis(1), Duration.ofMillis(5))
		.build();

	@TempDir
	Path directory;

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExperitureClient client = Clients.of(this.emulator).build();

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "email, first_name, city", "email,\tfirst_name ,city",
			"\uFEFFemail,\u00A0first_name,city\u00A0", " email ,\u2003first_name,\u200Bcity",
			"\"email\",\" first_name\",\"city \"", "\uFEFF\" email\",first_name,city" })
	void ignoresSpacesAroundNames(String header) throws IOException {
		ImportReport report = importFile(file("people.csv", header + "\njane@example.com,Jane,Bonn\n"),
				options().matchKey("email"));
		assertThat(report.acceptedRows()).isOne();
		assertThat(this.emulator.record("profiles", "email", "jane@example.com")).get()
			.isEqualTo(Map.of("email", "jane@example.com", "first_name", "Jane", "city", "Bonn"));
	}

	@Test
	void findsMappedColumnsDespiteSpaces() throws IOException {
		importFile(file("people.csv", "Mail, First name,Notes\njane@example.com,Jane,x\n"),
				options().mapping(ImportMapping.of(Map.of("Mail", "email", "First name", "first_name"))));
		assertThat(this.emulator.record("profiles", "first_name", "Jane")).isPresent();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '%', textBlock = """
			Name, Vorname;email~Doe;jane@example.com    % separated by semicolons
			email;first_name~jane@example.com;Jane      % separated by semicolons
			"email";"first_name"~"jane";"Jane"          % separated by semicolons
			email\tfirst_name~jane@example.com\tJane    % separated by tabs
			"email"\t"first_name"~"jane"\t"Jane"        % separated by tabs
			email|first_name~jane@example.com|Jane      % separated by pipes
			email^first_name~jane@example.com^Jane      % separated by carets
			sep=;~email;first_name~jane@example.com;J   % begins with the line "sep=;"
			sep=,~email,first_name~jane@example.com,J   % begins with the line "sep=,"
			"email,first_name"~"jane@example.com,Jane"  % whole header in one pair of quotes
			email, "first_name"~jane@example.com, "J"   % space before the quote of column 2
			email,first_name,email ~a@example.com,J,b   % "email" in column 1 and "email " in column 3
			email,Email~a@example.com,b@example.com     % "email" in column 1 and "Email" in column 2
			email,first_name,~jane@example.com,Jane,    % no name for column 3
			email,"",city~jane@example.com,Jane,Bonn    % no name for column 2
			email,\u00A0,city~jane@example.com,Jane,B   % no name for column 2
			jane@example.com,Jane~john@example.com,John % has no header
			email,first_name                            % no rows
			email,first_name~                           % no rows
			~~                                          % is empty except for
			email,first_name!jane@example.com,Jane!     % end with CR alone
			email,first_name~jane@example.com,"Jane~    % quote that is not closed, opened in row 2
			[{"email":"jane@example.com"}]              % begins like JSON
			<html><body>~Not found~</body></html>       % begins like JSON, XML or HTML
			""")
	void rejectsCsvAndNamesReason(String content, String reason) throws IOException {
		String text = content.replace('~', '\n').replace('!', '\r').replace("\\t", "\t");
		assertRejected(file("people.csv", text), options(), reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '%', textBlock = """
			[~{"email":"jane@example.com"}~]                               % it is a JSON array
			[{"email":"jane@example.com"}]                                 % it is a JSON array
			{~  "email": "jane@example.com"~}                              % pretty-printed
			{ "email": "jane@example.com",~  "city": "Bonn"~}              % pretty-printed
			~~{"email":"jane@example.com"                                  % line 3 is not valid JSON
			email,city~jane@example.com,Bonn                               % line 1 is not valid JSON
			{"email":"a@example.com","email":"b@example.com"}              % "email" twice in line 1
			{"email":"a@example.com"}~~{"email":"b@example.com","city":"","city":"Bonn"} % "city" twice in line 3
			""")
	void rejectsJsonLinesAndNamesReason(String content, String reason) throws IOException {
		assertRejected(file("people.jsonl", content.replace('~', '\n')), options(), reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '%', textBlock = """
			people.csv   % windows-1252 % in row 2 (the header is row 1), at byte 36 of the file (offset 35)
			people.csv   % UTF-16       % is UTF-16
			people.jsonl % windows-1252 % in line 3, at byte
			people.jsonl % UTF-16LE     % is UTF-16
			""")
	void rejectsOtherEncodingsAndNamesThem(String name, String charset, String reason) throws IOException {
		String text = name.endsWith("csv") ? "email,first_name\njane@example.com,J\u00fcrgen\n"
				: "{\"email\":\"jane@example.com\"}\n\n{\"first_name\":\"J\u00fcrgen\"}\n";
		Path file = Files.write(this.directory.resolve(name), text.getBytes(Charset.forName(charset)));
		assertRejected(file, options(), reason);
	}

	// Files of the default file system are sent by the operating system.
	@ParameterizedTest
	@CsvSource({ "people.csv, true", "people.csv, false", "people.jsonl, true", "people.jsonl, false" })
	void findsLateInvalidByteDuringUpload(String name, boolean sentByTheSystem) throws IOException {
		boolean csv = name.endsWith("csv");
		int rows = 50_000;
		Path file = this.directory.resolve(name);
		try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
			writer.write(csv ? "email,first_name\n" : "");
			for (int i = 0; i < rows; i++) {
				writer.write(csv ? "p" + i + "@example.com,\"P\nP\"\n" : "{\"email\":\"p" + i + "@example.com\"}\n");
			}
			writer.write(csv ? "jane@example.com,J\u00fcrgen\n" : "{\"city\":\"K\u00f6ln\"}\n");
		}
		Path sent = sentByTheSystem ? file : new WatchedDisk(this.directory).directory().resolve(name);
		String place = csv ? "in row " + (rows + 2) + " " : "in line " + (rows + 1) + ",";
		assertFailsInUpload(sent, "the file is not UTF-8 " + place);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void findsLateUnclosedQuoteDuringUpload(boolean sentByTheSystem) throws IOException {
		Path file = file("people.csv", "email,first_name\n" + "jane@example.com,Jane\n".repeat(10_000) + "x,\"Jane\n"
				+ "jane@example.com,Jane\n".repeat(10_000));
		assertFailsInUpload(sentByTheSystem ? file : new WatchedDisk(this.directory).directory().resolve("people.csv"),
				"the file has a quote that is not closed, opened in row 10002 ");
	}

	private void assertFailsInUpload(Path file, String reason) {
		assertThatExceptionOfType(ImportFailedException.class).isThrownBy(() -> importFile(file, options()))
			.withMessageContaining(reason)
			.withMessageContaining("Nothing was imported")
			.withMessageNotContaining("import again")
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(ImportPhase.UPLOAD));
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_CREATE)).isOne();
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_START)).isZero();
		assertThat(this.emulator.count("profiles")).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '%', textBlock = """
			email,firstName,city     % column 2 "firstName" (did you mean first_name?)
			email,First Name         % column 2 "First Name" (did you mean first_name?)
			E-Mail,first_name        % column 1 "E-Mail" (did you mean email?)
			email,frist_name,plz     % column 2 "frist_name" (did you mean first_name?), column 3 "plz"
			email,shoe_size          % column 2 "shoe_size". Its fields are email, customer_id,
			name,surname             % 2 columns that the object 'profiles' has no field for; does its first row
			""")
	void rejectsColumnsWithoutFieldBeforeUpload(String header, String reason) throws IOException {
		String row = "a" + ",b".repeat((int) header.chars().filter((c) -> c == ',').count());
		assertUnknown(file("people.csv", header + "\n" + row + "\n"), options(), "file", reason);
	}

	@Test
	void rejectsJsonFieldsWithoutFieldBeforeUpload() throws IOException {
		assertUnknown(file("people.jsonl", "{\"email\":\"jane@example.com\",\"firstName\":\"Jane\"}\n"), options(),
				"file", "\"firstName\" (did you mean first_name?)");
	}

	@Test
	void rejectsUnknownTargetFieldsBeforeUpload() throws IOException {
		assertUnknown(file("people.csv", "Mail,Name\njane@example.com,Jane\n"),
				options().mapping(ImportMapping.of(Map.of("Mail", "email", "Name", "firstname"))), "mapping",
				"\"firstname\" for column \"Name\" (did you mean first_name?)");
	}

	@Test
	void rejectsPropertiesWithoutFieldBeforeUpload() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> this.client.imports()
				.importRecords(List.of(Map.of("email", "jane@example.com"), Map.of("firstName", "Jane")),
						options().build()))
			.withMessageContaining("\"firstName\" (did you mean first_name?)")
			.withMessageContaining("experiture.records.naming");
		assertNothingCreated();
	}

	private void assertUnknown(Path file, ImportOptions.Builder options, String field, String reason) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> importFile(file, options))
			.withMessageContaining(reason)
			.satisfies((failure) -> assertThat(failure.field()).isEqualTo(field));
		assertNothingCreated();
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isOne();
	}

	private void assertNothingCreated() {
		assertThat(this.emulator.requestCount(Endpoint.IMPORTS_CREATE)).isZero();
		assertThat(this.emulator.uploads()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"objectName\":\"profiles\"}", "{\"objectName\":\"profiles\",\"fields\":[{\"x\":1}]}" })
	void rejectsNothingIfSchemaIsUnknown(String schema) throws IOException {
		this.emulator.faults()
			.on(Endpoint.METADATA_GET_OBJECT)
			.inject(Fault.body(200, "application/json", "{\"success\":true,\"data\":" + schema + "}"));
		assertApiDecides();
	}

	@Test
	void rejectsNothingWithoutScopeForSchema() throws IOException {
		this.emulator.faults().on(Endpoint.METADATA_GET_OBJECT).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		assertApiDecides();
		assertApiDecides();
		assertThat(this.emulator.requestCount(Endpoint.METADATA_GET_OBJECT)).isOne();
	}

	// The API identifies a column only by its position in the mapping.
	private void assertApiDecides() throws IOException {
		Path file = file("people.csv", "email,lastname\njane@example.com,Doe\n");
		assertThatExceptionOfType(ImportFailedException.class).isThrownBy(() -> importFile(file, options()))
			.withMessageContaining("column \"lastname\" (for the field \"lastname\")")
			.withMessageContaining("ExperitureEmulatorCustomizer")
			.withMessageNotContaining("import again")
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(ImportPhase.SUBMIT_MAPPING));
	}

	@Test
	void rejectsMissingColumn() throws IOException {
		Path file = file("people.csv", "Mail,Name\njane@example.com,Jane\n");
		assertRejected(file, options().mapping(ImportMapping.of(Map.of("mail", "email"))),
				"mapping maps the column \"mail\", which is not in the header of the file; did you mean \"Mail\"?");
		assertRejected(file, options().mapping(ImportMapping.of(Map.of("city", "city"))),
				"its columns are \"Mail\", \"Name\"");
	}

	@Test
	void advisesToRepeatAfterTransientFailure() throws IOException {
		this.emulator.faults().on(Endpoint.IMPORTS_CREATE).status(503);
		Path file = file("people.csv", "email\njane@example.com\n");
		assertThatExceptionOfType(ImportFailedException.class).isThrownBy(() -> importFile(file, options()))
			.withMessageContaining("Nothing was imported; import again");
	}

	@Test
	void doesNotCheckContentWithOwnMappingBody() throws IOException {
		Path file = file("people.csv", "email;city\njane@example.com;Bonn\n");
		assertThatExceptionOfType(ImportFailedException.class)
			.isThrownBy(() -> importFile(file, options().mapping(Map.of("separator", ";"))))
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(ImportPhase.SUBMIT_MAPPING));
	}

	private void assertRejected(Path file, ImportOptions.Builder options, String reason) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> importFile(file, options))
			.withMessageContaining("Nothing was sent")
			.withMessageContaining(reason)
			.withMessageNotContaining("jane@example.com");
		assertThat(this.emulator.requestCount() + this.emulator.tokenRequests()).isZero();
	}

	private ImportReport importFile(Path file, ImportOptions.Builder options) {
		return this.client.imports().importFile(file, options.build());
	}

	private static ImportOptions.Builder options() {
		return ImportOptions.builder("profiles").await(WAIT);
	}

	private Path file(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

}
