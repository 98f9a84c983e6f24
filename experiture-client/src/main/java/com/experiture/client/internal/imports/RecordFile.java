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

import com.experiture.client.imports.ImportOptions;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;

/**
 * Writes records to a temporary file, one JSON object per line. It can be closed at any
 * time and by any thread: the file is deleted then and not created again, even if more
 * records are written. What it rejects is this client's own caution; a mapping body of
 * the caller's own and the single steps of an import avoid it.
 */
final class RecordFile implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RecordFile.class);

	private static final String FIELD = "records";

	private final ImportOptions options;

	private final ExperitureJson json;

	private final Opener opener;

	private final JsonLinesFields fields;

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
		this.fields = new JsonLinesFields(json);
		this.keys = ImportBodies.keyFields(options);
		this.keyRequired = keyRequired;
	}

	/**
	 * Write a record, unless the import was cancelled.
	 * @throws CancellationException to stop reading the source, which can be endless
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
		String position = FIELD + "[" + this.records + "]";
		this.records++;
		byte[] line = this.json.records().keyRequired(this.keyRequired).line(record, position, this.keys);
		this.size += line.length + 1;
		InvalidField.unless(this.size <= this.options.maxTemporarySize(), FIELD,
				"take more disk than maxTemporarySize, " + this.options.maxTemporarySize() + " bytes, from " + position
						+ " on; raise it, or import them in parts");
		this.fields.addFields(line, this.columns);
		InvalidField.unless(this.columns.size() <= CsvHeader.MAX_COLUMNS, position,
				"is the first with more than " + CsvHeader.MAX_COLUMNS + " different fields together");
		OutputStream output = open();
		output.write(line);
		output.write('\n');
	}

	/**
	 * Finish the file.
	 * @return the file, which exists until this object is closed, or {@code null} if it
	 * is closed
	 */
	synchronized @Nullable Path finish() throws IOException {
		InvalidField.unless(this.records > 0 || this.closed, FIELD, "must hold at least one record");
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
			// Only its owner can read such a file.
			Path path = (directory != null) ? Files.createTempFile(directory, "experiture", ".jsonl")
					: Files.createTempFile("experiture", ".jsonl");
			this.path = path;
			output = new BufferedOutputStream(this.opener.open(path), 1 << 16);
			this.output = output;
		}
		return output;
	}

	// On a full disk, closing fails as well; the file must be deleted nevertheless.
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
