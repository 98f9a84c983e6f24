package com.experiture.client.internal.imports;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.text.ColumnText;
import com.experiture.client.metadata.WriteMode;

/**
 * The request bodies of an import: made from its options, and checked before they are
 * sent.
 */
final class ImportBodies {

	private static final Pattern POSITION = Pattern.compile("mappings\\W{1,2}(\\d{1,9})");

	private ImportBodies() {
	}

	/**
	 * Return the request that creates the job.
	 * @param options the options of the import
	 * @param fileName the file name to send to the API
	 * @param fileSize the size of the file in bytes
	 * @return the checked request
	 */
	static ImportRequest request(ImportOptions options, String fileName, long fileSize) {
		ImportRequest.Builder request = ImportRequest.builder(options.objectName(), fileName, fileSize);
		if (options.listName() != null) {
			request.createList(options.listName());
		}
		if (options.audienceName() != null) {
			request.createAudience(options.audienceName());
		}
		if (options.targetListId() != null) {
			request.targetListId(options.targetListId());
		}
		options.requestCustomizer().accept(request);
		return checked(request.build());
	}

	/**
	 * Check a request. Documented: creation of import jobs, object, file name and size
	 * must be given, and the names of what is to be created. This client's own cautions:
	 * names that are not blank, a file that is not empty, and not a new list together
	 * with an existing one. The generic call sends any body.
	 */
	static ImportRequest checked(ImportRequest request) {
		checkPresent("objectName", request.objectName());
		checkPresent("fileName", request.fileName());
		InvalidField.unless(request.fileSize() > 0, "fileSize", "must be the size of the file in bytes, more than 0");
		if (Boolean.TRUE.equals(request.createList())) {
			checkPresent("listName", request.listName());
			InvalidField.unless(request.targetListId() == null, "targetListId",
					"must not be given with createList: the rows go into a new list or into an existing one");
		}
		if (Boolean.TRUE.equals(request.createAudience())) {
			checkPresent("audienceName", request.audienceName());
		}
		InvalidField.unless(request.targetListId() == null || !request.targetListId().isBlank(), "targetListId",
				"must not be empty");
		return request;
	}

	private static void checkPresent(String field, @Nullable String value) {
		InvalidField.unless(value != null && !value.isBlank(), field, "must be given");
	}

	/**
	 * Return a mapping with the write mode and the match key of the options.
	 * @param mapping the mapping of the caller or of the columns of the file
	 * @param options the options of the import
	 * @return the checked mapping
	 */
	static ImportMapping mapping(ImportMapping mapping, ImportOptions options) {
		return checked(completed(mapping, options));
	}

	private static ImportMapping completed(ImportMapping mapping, ImportOptions options) {
		return new ImportMapping(mapping.mappings(),
				(options.writeMode() != null) ? options.writeMode() : mapping.writeMode(),
				(options.matchKey() != null) ? options.matchKey() : mapping.matchKey());
	}

	/**
	 * Check a mapping. This client's own cautions: at least one column, and one for the
	 * match key. {@code submitMapping(id, Object)} sends any body.
	 */
	static ImportMapping checked(ImportMapping mapping) {
		InvalidField.unless(!mapping.mappings().isEmpty(), "mappings", "must map at least one column");
		InvalidField.unless(effectiveKey(mapping) == null || !keyColumns(mapping).isEmpty(), "matchKey",
				"is a field that no column goes into, so every row would be inserted instead of merged");
		return mapping;
	}

	/**
	 * Return the fields of which each record must have one, since the rows are merged by
	 * it.
	 * @param options the options of the import
	 * @return the names of the fields; empty if there is no match key, or if it is not
	 * known because of a mapping body of the caller's own
	 */
	static Set<String> keyFields(ImportOptions options) {
		Object given = options.mapping();
		if (given == null) {
			String key = effectiveKey(completed(ImportMapping.ofSameNames(List.of()), options));
			return (key != null) ? Set.of(key) : Set.of();
		}
		return (given instanceof ImportMapping mapping) ? keyColumns(completed(mapping, options)) : Set.of();
	}

	private static @Nullable String effectiveKey(ImportMapping mapping) {
		return WriteMode.APPEND.equals(mapping.writeMode()) ? null : mapping.matchKey();
	}

	private static Set<String> keyColumns(ImportMapping mapping) {
		String key = effectiveKey(mapping);
		return mapping.mappings()
			.stream()
			.filter((column) -> column.targetField().equals(key))
			.map(ImportMapping.Column::sourceColumn)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Return the column that the path of an API error refers to.
	 * @param mapping the mapping that was sent
	 * @param path such as {@code mappings[1].targetField}
	 * @return the column and its field for a message, or {@code null} if the path does
	 * not refer to a column
	 */
	static @Nullable String columnAt(ImportMapping mapping, @Nullable String path) {
		Matcher matcher = POSITION.matcher((path != null) ? path : "");
		int position = matcher.find() ? Integer.parseInt(matcher.group(1)) : mapping.mappings().size();
		if (position >= mapping.mappings().size()) {
			return null;
		}
		ImportMapping.Column column = mapping.mappings().get(position);
		return "column " + ColumnText.quoted(column.sourceColumn()) + " (for the field "
				+ ColumnText.quoted(column.targetField()) + ")";
	}

}
