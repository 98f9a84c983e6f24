package com.experiture.client.internal.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.experiture.client.error.InvalidFileContentException;
import com.experiture.client.imports.ImportFormat;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.text.ColumnText;

/**
 * A file at the beginning of its import, and its mapping. Accesses the disk, so it must
 * not be used on an event-loop thread. What is rejected is this client's own caution,
 * since the API would detect it only after the upload. With a mapping body of the
 * caller's own the content is not checked; the single steps of an import have no checks.
 *
 * @param path the location of the file
 * @param request the request that creates the job
 * @param format its format
 * @param origin the origin of the names of its columns
 * @param mapping an {@link ImportMapping} or a body of the caller's own
 * @param modified when it was last modified
 */
record SourceFile(Path path, ImportRequest request, ImportFormat format, MappedColumns.Origin origin, Object mapping,
		FileTime modified) {

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.imports");

	private static final String FIELD = "file";

	// This part is checked before anything is sent, the rest during the upload.
	private static final int HEAD = 1 << 16;

	/**
	 * Inspect a file.
	 * @param columns the fields of all records if records were written to the file, or
	 * {@code null}
	 */
	static SourceFile of(Path path, ImportOptions options, ExperitureJson json, @Nullable Collection<String> columns) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
			InvalidField.unless(attributes.isRegularFile(), FIELD, "is not a regular file");
			InvalidField.unless(attributes.size() > 0, FIELD, "is empty");
			String ownName = (columns != null) ? "records.jsonl" : String.valueOf(path.getFileName());
			ImportRequest request = ImportBodies.request(options,
					(options.fileName() != null) ? options.fileName() : ownName, attributes.size());
			ImportFormat format = (columns != null) ? ImportFormat.JSONL : format(options, request.fileName());
			Object mapping = (columns != null && options.mapping() == null)
					? ImportBodies.mapping(MappedColumns.ofNames(columns), options)
					: read(path, options, request, format, json);
			logIgnoredFields(request, options, format, columns);
			return new SourceFile(path, request, format, origin(options, format, columns), mapping,
					attributes.lastModifiedTime());
		}
		catch (IOException ex) {
			throw new InvalidField(FIELD, "cannot be read (" + ex.getClass().getSimpleName() + ")", ex);
		}
	}

	/**
	 * Return the scanner for the content during the upload, or {@code null} if the
	 * mapping is a body of the caller's own or the content is not text.
	 */
	@Nullable RowScanner scanner() {
		return (ownMapping() == null || this.format == ImportFormat.PARQUET) ? null
				: new RowScanner(this.format == ImportFormat.CSV);
	}

	/**
	 * Return the mapping, or {@code null} if it is a body of the caller's own.
	 */
	@Nullable ImportMapping ownMapping() {
		return (this.mapping instanceof ImportMapping typed) ? typed : null;
	}

	long size() {
		return this.request.fileSize();
	}

	/**
	 * Check that the file has not changed.
	 * @return this
	 * @throws IOException if it is not
	 */
	SourceFile requireUnchanged() throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(this.path, BasicFileAttributes.class);
		if (attributes.size() != size() || !attributes.lastModifiedTime().equals(this.modified)) {
			throw new SourceFileChangedException(this.request.fileName());
		}
		return this;
	}

	private static void logIgnoredFields(ImportRequest request, ImportOptions options, ImportFormat format,
			@Nullable Collection<String> columns) {
		if (format == ImportFormat.JSONL && options.mapping() == null && columns == null
				&& request.fileSize() > JsonLinesFields.INSPECTED_SIZE) {
			logger.debug("Only the fields in the first {} bytes of {} are imported; set a mapping if there are others",
					JsonLinesFields.INSPECTED_SIZE, request.fileName());
		}
	}

	private static ImportFormat format(ImportOptions options, String fileName) {
		ImportFormat format = (options.format() != null) ? options.format() : formatOf(fileName);
		if (format == null) {
			throw new InvalidField(FIELD, "has none of the endings .csv, .jsonl, .ndjson and .parquet; set its format");
		}
		return format;
	}

	private static @Nullable ImportFormat formatOf(String fileName) {
		return switch (fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
			case "csv" -> ImportFormat.CSV;
			case "jsonl", "ndjson" -> ImportFormat.JSONL;
			case "parquet" -> ImportFormat.PARQUET;
			default -> null;
		};
	}

	private static MappedColumns.Origin origin(ImportOptions options, ImportFormat format,
			@Nullable Collection<String> columns) {
		if (options.mapping() != null) {
			return MappedColumns.Origin.CALLER;
		}
		if (columns != null) {
			return MappedColumns.Origin.RECORDS;
		}
		return (format == ImportFormat.CSV) ? MappedColumns.Origin.HEADER : MappedColumns.Origin.FIELDS;
	}

	private static Object read(Path path, ImportOptions options, ImportRequest request, ImportFormat format,
			ExperitureJson json) throws IOException {
		Object given = options.mapping();
		InvalidField.unless(given != null || format != ImportFormat.PARQUET, "mapping",
				"must be given for a Parquet file, whose columns this client does not read");
		try (InputStream input = Files.newInputStream(path)) {
			if (given != null && !(given instanceof ImportMapping)) {
				json.writeObject(given);
				return given;
			}
			byte[] head = input.readNBytes(HEAD);
			FileKind.check(head, format);
			boolean whole = head.length == request.fileSize();
			InvalidField.unless(!whole || !isBlank(head), FIELD, "is empty except for line ends and spaces");
			boolean text = format != ImportFormat.PARQUET;
			RowScanner scanner = new RowScanner(format == ImportFormat.CSV);
			if (text) {
				check(() -> scanner.inspect(ByteBuffer.wrap(head)));
			}
			InputStream content = new SequenceInputStream(new ByteArrayInputStream(head), input);
			ImportMapping mapping = ImportBodies.mapping(mapping((ImportMapping) given, format, content, json),
					options);
			if (text && whole) {
				check(scanner::end);
				InvalidField.unless(scanner.rows() > 0, FIELD, "has a header, but no rows: there is nothing to import");
			}
			return mapping;
		}
	}

	private static ImportMapping mapping(@Nullable ImportMapping given, ImportFormat format, InputStream content,
			ExperitureJson json) throws IOException {
		if (format == ImportFormat.CSV) {
			CsvHeader header = CsvHeader.parse(content);
			header.requireLineFeeds();
			if (given == null) {
				header.requireNames();
			}
			ImportMapping mapping = (given != null) ? MappedColumns.inHeader(given, header)
					: MappedColumns.ofNames(header.columns());
			noteSpaces(mapping);
			return mapping;
		}
		if (given != null) {
			return given;
		}
		return ImportMapping.ofSameNames(new JsonLinesFields(json).read(content));
	}

	private static void check(Check check) {
		try {
			check.run();
		}
		catch (InvalidFileContentException ex) {
			throw new InvalidField(FIELD, ex.reason());
		}
	}

	private static boolean isBlank(byte[] head) {
		return ColumnText.trimmed(new String(head, StandardCharsets.UTF_8)).isEmpty();
	}

	private static void noteSpaces(ImportMapping mapping) {
		List<String> spaced = mapping.mappings()
			.stream()
			.map(ImportMapping.Column::sourceColumn)
			.filter((column) -> !ColumnText.trimmed(column).equals(column))
			.map(ColumnText::quoted)
			.toList();
		if (!spaced.isEmpty()) {
			logger.warn("The file has spaces around the names of these columns, which are ignored: {}."
					+ " Spaces around values are imported", String.join(", ", spaced));
		}
	}

	/**
	 * Checks a part of the content.
	 */
	@FunctionalInterface
	private interface Check {

		void run() throws InvalidFileContentException;

	}

	/**
	 * The file has changed since the beginning of the import.
	 */
	static final class SourceFileChangedException extends IOException {

		SourceFileChangedException(String fileName) {
			super(fileName + " changed while it was imported: its size or time is another one");
		}

	}

}
