package com.experiture.client.imports;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.metadata.WriteMode;

/**
 * Which columns of the file are mapped to which fields. The API does not document this
 * body: all of its fields are assumed. If the API expects another one, pass that to
 * {@code submitMapping} instead.
 *
 * @param mappings the columns, at least one
 * @param writeMode how rows become records; {@code null} means the default of the object
 * @param matchKey the identity key to merge by, to which a column must be mapped unless
 * rows are appended; {@code null} means the primary key of the object, which is not
 * checked
 */
public record ImportMapping(List<Column> mappings, @Nullable WriteMode writeMode,
		@Nullable String matchKey) implements Serializable {

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

	@Override
	public String toString() {
		return "ImportMapping[columns=" + this.mappings.size() + ", writeMode=" + this.writeMode + ", matchKey="
				+ this.matchKey + "]";
	}

	/**
	 * The mapping of a column.
	 *
	 * @param sourceColumn the column of the file
	 * @param targetField the field of the object
	 */
	public record Column(String sourceColumn, String targetField) implements Serializable {
	}

}
