package com.experiture.client.internal.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportMapping.Column;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.text.ColumnText;
import com.experiture.client.internal.validation.FieldNames;

/**
 * Maps the columns of a file by the file's own text, with which the API finds them. What
 * it rejects is this client's own caution; a mapping body of the caller's own and the
 * single steps of an import avoid it.
 */
final class MappedColumns {

	private static final int SHOWN = 5;

	private MappedColumns() {
	}

	/**
	 * Map each column to the field of its name without the spaces around it.
	 * @param columns the columns as they are in the file
	 */
	static ImportMapping ofNames(Collection<String> columns) {
		return new ImportMapping(
				columns.stream().map((column) -> new Column(column, ColumnText.trimmed(column))).toList(), null, null);
	}

	/**
	 * Find the columns of a mapping of the caller in the header of the file.
	 * @return the mapping with the exact texts of the file
	 */
	static ImportMapping inHeader(ImportMapping mapping, CsvHeader header) {
		List<Column> found = new ArrayList<>();
		for (Column column : mapping.mappings()) {
			found.add(new Column(inHeader(column.sourceColumn(), header), column.targetField()));
		}
		return new ImportMapping(found, mapping.writeMode(), mapping.matchKey());
	}

	private static String inHeader(String name, CsvHeader header) {
		List<String> same = header.columns().stream().filter(name::equals).toList();
		if (same.isEmpty()) {
			same = header.columns()
				.stream()
				.filter((column) -> ColumnText.trimmed(column).equals(ColumnText.trimmed(name)))
				.toList();
		}
		if (same.isEmpty()) {
			header.requireCommas();
			String other = header.columns()
				.stream()
				.filter((column) -> ColumnText.trimmed(column).equalsIgnoreCase(ColumnText.trimmed(name)))
				.findFirst()
				.orElse(null);
			throw new InvalidField("mapping",
					"maps the column " + ColumnText.quoted(name) + ", which is not in the header of the file"
							+ ((other != null) ? "; did you mean " + ColumnText.quoted(other) + "?"
									: "; its columns are " + shown(header)));
		}
		InvalidField.unless(same.size() == 1, "mapping", "maps the column " + ColumnText.quoted(name)
				+ ", which is in the header of the file " + same.size() + " times");
		return same.get(0);
	}

	private static String shown(CsvHeader header) {
		List<String> columns = header.columns();
		String shown = String.join(", ", columns.stream().limit(2L * SHOWN).map(ColumnText::quoted).toList());
		return (columns.size() > 2 * SHOWN) ? shown + ", ..." : shown;
	}

	/**
	 * Check that the object has a field for each column.
	 * @param file the file and its mapping
	 * @param fields the fields of the object
	 * @throws InvalidField if a column has none, with these columns
	 */
	static void requireFields(SourceFile file, FieldNames fields) {
		ImportMapping mapping = file.ownMapping();
		if (mapping == null) {
			return;
		}
		List<String> unknown = new ArrayList<>();
		boolean near = false;
		boolean otherCase = false;
		for (int i = 0; i < mapping.mappings().size(); i++) {
			Column column = mapping.mappings().get(i);
			String field = column.targetField();
			if (!fields.contains(field)) {
				String nearest = fields.nearest(field);
				near |= nearest != null;
				otherCase |= fields.inOtherCase(field) != null;
				unknown.add(
						file.origin().place(i, column) + ((nearest != null) ? " (did you mean " + nearest + "?)" : ""));
			}
		}
		if (!unknown.isEmpty()) {
			boolean names = near || unknown.size() < mapping.mappings().size() || file.origin() != Origin.HEADER;
			throw new InvalidField(file.origin().field, file.origin().problem(file, unknown.size())
					+ (names ? ": " + shown(unknown) : "; does its first row hold the names of the columns?")
					+ (near ? "" : (names ? ". " : " ") + "Its fields are " + fields) + ". "
					+ (otherCase && file.origin().otherCase != null ? file.origin().otherCase : file.origin().advice));
		}
	}

	private static String shown(List<String> texts) {
		return String.join(", ", texts.subList(0, Math.min(SHOWN, texts.size())))
				+ ((texts.size() > SHOWN) ? " and " + (texts.size() - SHOWN) + " more" : "");
	}

	/**
	 * The origin of the names of columns.
	 */
	enum Origin {

		/** The first line of the file. */
		HEADER("file",
				"Name the fields with ImportOptions.Builder.mapping(ImportMapping.of(..)), which may leave out"
						+ " columns",
				null),

		/** The objects of the file. */
		FIELDS("file", HEADER.advice, null),

		/** Objects of the application. */
		RECORDS("records", "Rename or leave out these properties",
				"Set experiture.records.naming to snake-case, or the builder's recordNaming, if the names of record"
						+ " properties are to be written in that case"),

		/** A mapping of the caller. */
		CALLER("mapping", "Correct the target fields of the mapping", null);

		private final String field;

		private final String advice;

		private final @Nullable String otherCase;

		Origin(String field, String advice, @Nullable String otherCase) {
			this.field = field;
			this.advice = advice;
			this.otherCase = otherCase;
		}

		private String problem(SourceFile file, int count) {
			String object = "the object '" + file.request().objectName() + "'";
			return switch (this) {
				case HEADER, FIELDS ->
					"has " + ((count == 1) ? "a column" : count + " columns") + " that " + object + " has no field for";
				case RECORDS -> "have " + ((count == 1) ? "a property" : count + " properties") + " that " + object
						+ " has no field for";
				case CALLER ->
					"names " + ((count == 1) ? "a field" : count + " fields") + " that " + object + " does not have";
			};
		}

		private String place(int index, Column column) {
			String name = ColumnText.quoted(column.sourceColumn());
			return switch (this) {
				case HEADER -> "column " + (index + 1) + " " + name;
				case FIELDS, RECORDS -> name;
				case CALLER -> ColumnText.quoted(column.targetField()) + " for column " + name;
			};
		}

	}

}
