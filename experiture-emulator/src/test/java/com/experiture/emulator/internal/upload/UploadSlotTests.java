package com.experiture.emulator.internal.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UploadSlotTests {

	private static final byte[] CONTENT = "a,b\n1,2\n3,4".getBytes(StandardCharsets.UTF_8);

	@Test
	void keepsFileUntilClosed() throws IOException {
		UploadSlot upload = upload(CONTENT.length);
		upload.receive(new ByteArrayInputStream(CONTENT));
		Path file = upload.file();
		assertThat(file).hasBinaryContent(CONTENT);
		assertThat(upload.complete()).isTrue();
		assertThat(upload.rows()).isEqualTo(2);
		upload.close();
		assertThat(file).doesNotExist();
	}

	@Test
	void replacesEarlierFile() throws IOException {
		UploadSlot upload = upload(CONTENT.length);
		upload.receive(new ByteArrayInputStream(new byte[5]));
		Path first = upload.file();
		assertThat(upload.complete()).isFalse();
		upload.receive(new ByteArrayInputStream(CONTENT));
		assertThat(first).doesNotExist();
		assertThat(upload.complete()).isTrue();
		upload.close();
	}

	@Test
	void doesNotKeepLargeFile() throws IOException {
		UploadSlot upload = upload(UploadSlot.LARGEST_KEPT + 1);
		upload.receive(new ByteArrayInputStream(CONTENT));
		assertThat(upload.file()).isNull();
		assertThat(upload.rows()).isEqualTo(2);
	}

	@Test
	void deletesFileThatArrivesAfterClose() throws IOException {
		UploadSlot upload = upload(CONTENT.length);
		upload.receive(new InputStream() {

			@Override
			public int read() {
				upload.close();
				return -1;
			}

		});
		assertThat(upload.file()).isNull();
		assertThat(upload.complete()).isFalse();
	}

	private static UploadSlot upload(long size) {
		return new UploadSlot("imp_1", size, true, Instant.MAX);
	}

}
