package com.experiture.emulator.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.Ids;

/**
 * Receives the file of an import job. A file up to a limit is kept on disk until it is
 * imported; for a larger one, only bytes and lines are counted.
 */
public final class UploadSlot {

	/**
	 * The size of the largest file that is kept.
	 */
	public static final long LARGEST_KEPT = 256L << 20;

	private final String jobId;

	private final long fileSize;

	private final boolean csv;

	private final Instant expiresAt;

	private final String signature = Ids.uuid().replace("-", "");

	private @Nullable Path file;

	private boolean complete;

	private boolean closed;

	private long lines;

	public UploadSlot(String jobId, long fileSize, boolean csv, Instant expiresAt) {
		this.jobId = jobId;
		this.fileSize = fileSize;
		this.csv = csv;
		this.expiresAt = expiresAt;
	}

	String jobId() {
		return this.jobId;
	}

	long fileSize() {
		return this.fileSize;
	}

	boolean csv() {
		return this.csv;
	}

	Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * Return the path and query that the file must be put to.
	 * @return the path with the signature, which is a secret
	 */
	public String signedPath() {
		return UploadHead.PATH + this.jobId + "/" + "file?X-Expires=" + this.expiresAt.getEpochSecond()
				+ "&X-Scope=cdp%2Flanding%2Bv4&X-Signature=" + this.signature;
	}

	public synchronized boolean complete() {
		return this.complete;
	}

	/**
	 * Return the number of lines, the header of a CSV file not counted.
	 * @return the number of rows, if no value holds a line break
	 */
	public synchronized long rows() {
		return this.csv ? Math.max(0, this.lines - 1) : this.lines;
	}

	/**
	 * Return the file.
	 * @return the file, or {@code null} if it was too large to be kept
	 */
	public synchronized @Nullable Path file() {
		return this.file;
	}

	/**
	 * Receive the file, a buffer at a time.
	 * @param content the content
	 * @return the number of bytes received
	 * @throws IOException if the connection breaks
	 */
	long receive(InputStream content) throws IOException {
		boolean keep = this.fileSize <= LARGEST_KEPT;
		Path target = keep ? Files.createTempFile("experiture-emulator", ".upload") : null;
		long received = 0;
		long lineFeeds = 0;
		byte last = '\n';
		try (OutputStream out = (target != null) ? Files.newOutputStream(target) : OutputStream.nullOutputStream()) {
			byte[] buffer = new byte[1 << 16];
			for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
				out.write(buffer, 0, read);
				lineFeeds += count(buffer, read);
				received += read;
				last = (read > 0) ? buffer[read - 1] : last;
			}
		}
		finally {
			replace(target, received, (last != '\n') ? lineFeeds + 1 : lineFeeds);
		}
		return received;
	}

	/**
	 * Take what has arrived in place of an earlier file. Nothing else waits for an
	 * upload: it may take long, or never end.
	 */
	private synchronized void replace(@Nullable Path file, long received, long lines) {
		discard();
		this.file = file;
		this.lines = lines;
		this.complete = received == this.fileSize;
		if (this.closed) {
			discard();
		}
	}

	private static long count(byte[] buffer, int length) {
		long lineFeeds = 0;
		for (int i = 0; i < length; i++) {
			if (buffer[i] == '\n') {
				lineFeeds++;
			}
		}
		return lineFeeds;
	}

	/**
	 * Keep no file from now on.
	 */
	public synchronized void close() {
		this.closed = true;
		discard();
	}

	private void discard() {
		try {
			if (this.file != null) {
				Files.deleteIfExists(this.file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.file = null;
		this.lines = 0;
		this.complete = false;
	}

}
