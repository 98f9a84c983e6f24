package com.experiture.emulator.internal.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.store.MatchKeys;
import com.experiture.emulator.internal.store.ObjectStore;
import com.experiture.emulator.internal.store.StoredSchema;

/**
 * Maps the columns of a file to the fields of an object. The body is not documented. It
 * is assumed to be
 * {@code {"mappings":[{"sourceColumn","targetField"}],"writeMode","matchKey"}}, all of it
 * optional: without mappings a column is mapped to the field of the same name.
 *
 * @param fields the target field by source column, empty for columns named like fields
 * @param append whether rows are appended instead of merged
 * @param matchKey the identity key to merge by
 */
record ColumnMapping(Map<String, String> fields, boolean append, @Nullable String matchKey) {

	static ColumnMapping read(BodyReader body, ObjectStore store, @Nullable List<String> columns) {
		StoredSchema schema = store.schema();
		Map<String, String> fields = new LinkedHashMap<>();
		List<?> mappings = body.list("mappings", 0, Integer.MAX_VALUE);
		for (int i = 0; i < mappings.size(); i++) {
			BodyReader mapping = body.nested(mappings.get(i), "mappings[" + i + "]");
			String column = mapping.text("sourceColumn", 1, Integer.MAX_VALUE);
			String field = mapping.text("targetField", 1, Integer.MAX_VALUE);
			if (columns != null && !columns.contains(column)) {
				throw BeyondDocumentation.IMPORT_MAPPING
					.mark(ApiProblem.invalid("The file has no such column", mapping.path("sourceColumn"), column));
			}
			requireField(store, field, mapping.path("targetField"));
			fields.put(column, field);
		}
		if (mappings.isEmpty() && columns != null) {
			columns.forEach((column) -> requireField(store, column, "mappings"));
		}
		String writeMode = body.has("writeMode") ? body.oneOf("writeMode", "append", "upsert") : schema.writeMode();
		boolean append = writeMode.equals("append");
		return new ColumnMapping(fields, append, append ? null : MatchKeys.read(body, schema));
	}

	Map<String, @Nullable Object> apply(Map<String, @Nullable Object> row, ObjectStore store) {
		Map<String, @Nullable Object> record = new LinkedHashMap<>();
		row.forEach((column, value) -> {
			String field = this.fields.isEmpty() ? column : this.fields.get(column);
			if (field != null) {
				record.put(field, (value instanceof String text) ? store.reader().parse(field, text) : value);
			}
		});
		return record;
	}

	private static void requireField(ObjectStore store, String field, String path) {
		if (store.reader().position(field) == null) {
			throw ApiProblem.unknownTargetField(path, field, store.schema().name());
		}
	}

}
