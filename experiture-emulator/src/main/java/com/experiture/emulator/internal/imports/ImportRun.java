package com.experiture.emulator.internal.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.store.ObjectStore;
import com.experiture.emulator.internal.store.Row;

/**
 * Imports the rows of an uploaded file into their object.
 */
final class ImportRun {

	private static final int STEP = 10_000;

	private final StoredImport job;

	private final ObjectStore store;

	private final ColumnMapping mapping;

	private final Set<String> contactKeys = new LinkedHashSet<>();

	private final List<Row> rows = new ArrayList<>();

	ImportRun(StoredImport job, ObjectStore store) {
		this.job = job;
		this.store = store;
		this.mapping = job.mapping();
	}

	/**
	 * Import the file.
	 * @return the contact keys of the valid rows: the email, else the match key
	 */
	Set<String> run() {
		Path file = this.job.upload().file();
		if (file == null || this.job.spec().parquet()) {
			this.job.accept(this.job.spec().parquet() ? 0 : this.job.upload().rows());
			return Set.of();
		}
		try (ImportRows source = ImportRows.open(file, this.job.spec().csv())) {
			boolean more = true;
			for (long number = 1; more; number++) {
				more = importRow(source, number);
			}
			flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this.contactKeys;
	}

	private boolean importRow(ImportRows source, long number) throws IOException {
		try {
			Map<String, @Nullable Object> row = source.next();
			if (row == null) {
				return false;
			}
			Map<String, @Nullable Object> record = this.mapping.apply(row, this.store);
			this.rows.add(this.store.reader().read(record, "row", -1, this.mapping.append()));
			Object key = record.getOrDefault("email", record.get(this.mapping.matchKey()));
			if (key != null) {
				this.contactKeys.add(key.toString());
			}
			if (this.rows.size() == STEP) {
				flush();
			}
		}
		catch (ApiProblem ex) {
			this.job.reject(number, ex);
		}
		return true;
	}

	private void flush() {
		this.job.accept(this.rows.size());
		String matchKey = this.mapping.matchKey();
		if (this.mapping.append() || matchKey == null) {
			this.store.append(this.rows);
		}
		else {
			this.store.upsert(this.rows, matchKey);
		}
		this.rows.clear();
	}

}
