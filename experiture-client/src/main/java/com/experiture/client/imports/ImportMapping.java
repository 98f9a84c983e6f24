package com.experiture.client.imports;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.text.ColumnText;
import com.experiture.client.metadata.WriteMode;

/**
 * Which columns of the file go into which fields. The API does not document this body:
 * all of its members are assumed. Where the API wants another one, pass that to
 * {@code submitMapping} instead.
 *
 * @param mappings the columns, at least one
 * @param writeMode how rows become records; {@code null} takes the object's default
 * @param matchKey the identity key to merge by, into which a column must go unless rows
 * are appended; {@code null} takes the object's primary key, and nothing is checked
 */
public record ImportMapping(List<Column> mappings, @Nullable WriteMode writeMode,
		@Nullable String matchKey) implements Serializable {

	private static final Pattern POSITION = Pattern.compile("mappings\\W{1,2}(\\d{1,9})");

	/**
	 * Create a mapping.
	 */
	public ImportMapping {
		mappings = List.copyOf(mappings);
	}

	/**
	 * Map columns to fields.
	 * @param fields the field by column
	 * @return the mapping
	 */
	public static ImportMapping of(Map<String, String> fields) {
		return new ImportMapping(
				fields.entrySet().stream().map((entry) -> new Column(entry.getKey(), entry.getValue())).toList(), null,
				null);
	}

	/**
	 * Map columns to the fields of the same names.
	 * @param columns the columns
	 * @return the mapping
	 */
	public static ImportMapping ofSameNames(Collection<String> columns) {
		return new ImportMapping(columns.stream().map((column) -> new Column(column, column)).toList(), null, null);
	}

	/**
	 * Return this mapping with a write mode.
	 * @param mode how rows become records
	 * @return a new mapping
	 */
	public ImportMapping writeMode(WriteMode mode) {
		return new ImportMapping(this.mappings, mode, this.matchKey);
	}

	/**
	 * Return this mapping with a match key.
	 * @param key one of the object's identity keys
	 * @return a new mapping
	 */
	public ImportMapping matchKey(String key) {
		return new ImportMapping(this.mappings, this.writeMode, key);
	}

	/**
	 * Check the mapping. This client's own cautions: at least one column, and one for the
	 * match key. {@code submitMapping(id, Object)} sends any body.
	 */
	public ImportMapping checked() {
		InvalidField.unless(!this.mappings.isEmpty(), "mappings", "must map at least one column");
		InvalidField.unless(mergedBy() == null || !keyColumns().isEmpty(), "matchKey",
				"is a field that no column goes into, so every row would be inserted instead of merged");
		return this;
	}

	/**
	 * Return the match key, or {@code null} where none is used.
	 */
	@Nullable String mergedBy() {
		return WriteMode.APPEND.equals(this.writeMode) ? null : this.matchKey;
	}

	/**
	 * Return the columns that go into the match key.
	 */
	Set<String> keyColumns() {
		String key = mergedBy();
		return this.mappings.stream()
			.filter((column) -> column.targetField().equals(key))
			.map(Column::sourceColumn)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Return the column that a path of the API's error is about.
	 * @param path such as {@code mappings[1].targetField}
	 * @return the column and its field for a message, or {@code null} if the path is not
	 * about one
	 */
	public @Nullable String columnAt(@Nullable String path) {
		Matcher matcher = POSITION.matcher((path != null) ? path : "");
		int position = matcher.find() ? Integer.parseInt(matcher.group(1)) : this.mappings.size();
		if (position >= this.mappings.size()) {
			return null;
		}
		Column column = this.mappings.get(position);
		return "column " + ColumnText.quoted(column.sourceColumn()) + " (for the field "
				+ ColumnText.quoted(column.targetField()) + ")";
	}

	@Override
	public String toString() {
		return "ImportMapping[columns=" + this.mappings.size() + ", writeMode=" + this.writeMode + ", matchKey="
				+ this.matchKey + "]";
	}

	/**
	 * Where a column goes.
	 *
	 * @param sourceColumn the column of the file
	 * @param targetField the field of the object
	 */
	public record Column(String sourceColumn, String targetField) implements Serializable {
	}

}
