package com.experiture.client.internal.imports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;

import com.experiture.client.error.InvalidField;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.internal.json.ExperitureJson;

/**
 * Records on their way into a temporary file, a JSON object on each line. It can be
 * closed at any time and by any thread: the file is gone then, and does not come back,
 * whatever is still written. What it refuses is this client's own caution; a mapping body
 * of the caller's own and the single steps of an import avoid it.
 */
final class RecordFile implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RecordFile.class);

	private static final String MEMBER = "records";

	private final ImportOptions options;

	private final ExperitureJson json;

	private final Opener opener;

	private final JsonLinesFields members;

	private final Set<String> keys;

	private final boolean keyRequired;

	private final Set<String> columns = new LinkedHashSet<>();

	private @Nullable Path path;

	private @Nullable OutputStream output;

	private volatile long records;

	private long size;

	private boolean closed;

	RecordFile(ImportOptions options, boolean keyRequired, ExperitureJson json, Opener opener) {
		this.options = options;
		this.json = json;
		this.opener = opener;
		this.members = new JsonLinesFields(json);
		this.keys = ImportBodies.keyFields(options);
		this.keyRequired = keyRequired;
	}

	/**
	 * Write a record, unless the import was cancelled.
	 * @throws CancellationException to leave the source, which may be endless
	 */
	void take(Object record) {
		if (isClosed()) {
			throw new CancellationException("The import was cancelled");
		}
		try {
			write(record);
		}
		catch (IOException ex) {
			throw Exceptions.propagate(ex);
		}
	}

	private synchronized boolean isClosed() {
		return this.closed;
	}

	synchronized void write(Object record) throws IOException {
		if (this.closed) {
			return;
		}
		String position = MEMBER + "[" + this.records + "]";
		this.records++;
		byte[] line = this.json.records().keyRequired(this.keyRequired).line(record, position, this.keys);
		this.size += line.length + 1;
		InvalidField.unless(this.size <= this.options.maxTemporarySize(), MEMBER,
				"take more disk than maxTemporarySize, " + this.options.maxTemporarySize() + " bytes, from " + position
						+ " on; raise it, or import them in parts");
		this.members.addMembers(line, this.columns);
		InvalidField.unless(this.columns.size() <= CsvHeader.MAX_COLUMNS, position,
				"is the first with more than " + CsvHeader.MAX_COLUMNS + " different members together");
		OutputStream output = open();
		output.write(line);
		output.write('\n');
	}

	/**
	 * Finish the file.
	 * @return the file, which exists until this is closed, or {@code null} if that has
	 * happened
	 */
	synchronized @Nullable Path finish() throws IOException {
		InvalidField.unless(this.records > 0 || this.closed, MEMBER, "must hold at least one record");
		if (this.output != null && !this.closed) {
			this.output.close();
		}
		return this.closed ? null : this.path;
	}

	/**
	 * Return how many records were taken. Can be called by any thread.
	 */
	long records() {
		return this.records;
	}

	synchronized Set<String> columns() {
		return this.columns;
	}

	private OutputStream open() throws IOException {
		OutputStream output = this.output;
		if (output == null) {
			Path directory = this.options.temporaryDirectory();
			// Such a file can only be read by its owner.
			Path path = (directory != null) ? Files.createTempFile(directory, "experiture", ".jsonl")
					: Files.createTempFile("experiture", ".jsonl");
			this.path = path;
			output = new BufferedOutputStream(this.opener.open(path), 1 << 16);
			this.output = output;
		}
		return output;
	}

	// A full disk fails the closing as well, which must not keep the file.
	@Override
	public synchronized void close() {
		this.closed = true;
		try {
			if (this.output != null) {
				this.output.close();
			}
		}
		catch (IOException ex) {
			logger.debug("A temporary file of records could not be completed", ex);
		}
		delete();
	}

	private void delete() {
		try {
			if (this.path != null) {
				Files.deleteIfExists(this.path);
			}
		}
		catch (IOException ex) {
			logger.warn("A temporary file of records could not be deleted: {}", this.path, ex);
		}
	}

	/**
	 * Opens the file.
	 */
	@FunctionalInterface
	interface Opener {

		OutputStream open(Path path) throws IOException;

	}

}
