package com.experiture.client.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.experiture.client.error.InvalidMember;
import com.experiture.client.json.ExperitureJson;

/**
 * A file as it was when its import began, and how it is mapped. Works with the disk, so
 * not on an event-loop thread.
 *
 * @param path where it is
 * @param request what the job is created with
 * @param format its format
 * @param mapping an {@link ImportMapping} or a body of the caller's own
 * @param modified when it was changed last
 */
record SourceFile(Path path, ImportRequest request, ImportFormat format, Object mapping, FileTime modified) {

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.imports");

	private static final String MEMBER = "file";

	/**
	 * Look at a file.
	 * @param columns the members of all records, where they were written to the file
	 */
	static SourceFile of(Path path, ImportOptions options, ExperitureJson json, @Nullable Collection<String> columns) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
			InvalidMember.unless(attributes.isRegularFile(), MEMBER, "is no regular file");
			InvalidMember.unless(attributes.size() > 0, MEMBER, "is empty");
			String ownName = (columns != null) ? "records.jsonl" : String.valueOf(path.getFileName());
			ImportRequest request = options.request((options.fileName() != null) ? options.fileName() : ownName,
					attributes.size());
			ImportFormat format = (columns != null) ? ImportFormat.JSONL : format(options, request.fileName());
			try (InputStream input = Files.newInputStream(path)) {
				Object mapping = mapping(options, format, columns, input, json);
				noteMembers(request, options, format, columns);
				return new SourceFile(path, request, format, mapping, attributes.lastModifiedTime());
			}
		}
		catch (IOException ex) {
			throw new InvalidMember(MEMBER, "cannot be read (" + ex.getClass().getSimpleName() + ")", ex);
		}
	}

	/**
	 * Return the mapping, or {@code null} where it is a body of the caller's own.
	 */
	@Nullable ImportMapping ownMapping() {
		return (this.mapping instanceof ImportMapping typed) ? typed : null;
	}

	long size() {
		return this.request.fileSize();
	}

	/**
	 * Check that the file is what it was.
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

	private static void noteMembers(ImportRequest request, ImportOptions options, ImportFormat format,
			@Nullable Collection<String> columns) {
		if (format == ImportFormat.JSONL && options.mapping() == null && columns == null
				&& request.fileSize() > JsonLinesMembers.INSPECTED_SIZE) {
			logger.debug("The members in the first {} bytes of {} are imported; give a mapping if others follow",
					JsonLinesMembers.INSPECTED_SIZE, request.fileName());
		}
	}

	private static ImportFormat format(ImportOptions options, String fileName) {
		ImportFormat format = (options.format() != null) ? options.format() : ImportFormat.ofFileName(fileName);
		if (format == null) {
			throw new InvalidMember(MEMBER, "ends with none of .csv, .jsonl, .ndjson and .parquet; say its format");
		}
		return format;
	}

	private static Object mapping(ImportOptions options, ImportFormat format, @Nullable Collection<String> columns,
			InputStream input, ExperitureJson json) throws IOException {
		Object mapping = options.mapping();
		if (mapping == null) {
			InvalidMember.unless(format != ImportFormat.PARQUET, "mapping",
					"must be given for a Parquet file, whose columns this client does not read");
			mapping = ImportMapping.ofSameNames((columns != null) ? columns
					: (format == ImportFormat.CSV) ? CsvHeader.read(input) : new JsonLinesMembers(json).read(input));
		}
		if (mapping instanceof ImportMapping typed) {
			return options.completed(typed);
		}
		json.writeObject(mapping);
		return mapping;
	}

	/**
	 * The file is another one than at the beginning.
	 */
	static final class SourceFileChangedException extends IOException {

		SourceFileChangedException(String fileName) {
			super(fileName + " changed while it was imported: its size or time is another one");
		}

	}

}
