package com.experiture.client.internal.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SourceFile}.
 */
class SourceFileTests {

	private static final String NOTE = "Only the fields in the first 10000000 bytes of people.jsonl are imported";

	@TempDir
	Path directory;

	private final ExperitureJson json = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
	});

	private final Logger logger = (Logger) LoggerFactory.getLogger("com.experiture.client.imports");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.setLevel(Level.DEBUG);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@Test
	void logsThatFieldsCanBeIgnored() throws IOException {
		SourceFile file = source(ImportOptions.builder("profiles").build(), JsonLinesFields.INSPECTED_SIZE);
		assertThat(file.ownMapping()).isEqualTo(ImportMapping.ofSameNames(List.of("email")));
		assertThat(this.log.list).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
			assertThat(event.getFormattedMessage()).startsWith(NOTE);
		});
	}

	@Test
	void logsNothingIfNoFieldCanBeIgnored() throws IOException {
		source(ImportOptions.builder("profiles").build(), 1000);
		source(ImportOptions.builder("profiles").mapping(ImportMapping.of(Map.of("email", "email"))).build(),
				JsonLinesFields.INSPECTED_SIZE);
		assertThat(this.log.list).isEmpty();
	}

	private SourceFile source(ImportOptions options, int size) throws IOException {
		Path path = Files.writeString(this.directory.resolve("people.jsonl"),
				"{\"email\":\"jane@example.com\"}\n" + "\n".repeat(size));
		return SourceFile.of(path, options, this.json, null);
	}

}
