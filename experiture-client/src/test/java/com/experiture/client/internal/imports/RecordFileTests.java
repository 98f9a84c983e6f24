package com.experiture.client.internal.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.experiture.client.imports.ImportOptions;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RecordFile}.
 */
class RecordFileTests {

	private final ExperitureJson json = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
	});

	@TempDir
	Path directory;

	@Test
	void writesRecordsAsLinesAndCollectsTheirFields() throws IOException {
		try (RecordFile file = file(Files::newOutputStream)) {
			file.write(Map.of("email", "jane@example.com"));
			file.write(Map.of("city", Map.of("name", "Bonn")));
			assertThat(file.finish()).hasContent("{\"email\":\"jane@example.com\"}\n{\"city\":{\"name\":\"Bonn\"}}\n");
			assertThat(file.columns()).containsExactly("email", "city");
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void deletesFileIfDiskIsFull() throws IOException {
		RecordFile file = file((path) -> new FullDisk(path, 200_000));
		assertThatIOException().isThrownBy(() -> {
			for (int number = 0; number < 100_000; number++) {
				file.write(Map.of("number", number));
			}
		}).withMessage("No space left on device");
		assertThat(files()).hasSize(1);
		file.close();
		assertThat(files()).isEmpty();
	}

	@Test
	void deletesFileIfDiskIsFullAtEnd() throws IOException {
		try (RecordFile file = file((path) -> new FullDisk(path, 5))) {
			file.write(Map.of("number", 1));
			assertThatIOException().isThrownBy(file::finish).withMessage("No space left on device");
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void doesNotCreateClosedFileAgain() throws IOException {
		RecordFile file = file(Files::newOutputStream);
		file.close();
		file.write(Map.of("number", 1));
		assertThat(file.finish()).isNull();
		assertThat(files()).isEmpty();
	}

	private RecordFile file(RecordFile.Opener opener) {
		return new RecordFile(ImportOptions.builder("orders").temporaryDirectory(this.directory).build(), true,
				this.json, opener);
	}

	private Stream<Path> files() throws IOException {
		return Files.list(this.directory);
	}

	/**
	 * Behaves like a full disk: the bytes that fit are written.
	 */
	private static final class FullDisk extends OutputStream {

		private final OutputStream disk;

		private int space;

		FullDisk(Path path, int space) throws IOException {
			this.disk = Files.newOutputStream(path);
			this.space = space;
		}

		@Override
		public void write(int b) throws IOException {
			if (this.space-- <= 0) {
				throw new IOException("No space left on device");
			}
			this.disk.write(b);
		}

		@Override
		public void close() throws IOException {
			this.disk.close();
		}

	}

}
