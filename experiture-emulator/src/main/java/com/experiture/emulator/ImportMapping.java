package com.experiture.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * From the columns of a file to the fields of an object. The body is undocumented;
 * assumed is
 * {@code {"mappings":[{"sourceColumn","targetField"}],"writeMode","matchKey"}}, all of it
 * optional: without mappings a column goes to the field of its name.
 *
 * @param fields the target field by source column, empty for columns named like fields
 * @param append whether rows are appended instead of merged
 * @param matchKey the identity key to merge by
 */
record ImportMapping(Map<String, String> fields, boolean append, @Nullable String matchKey) {

	static ImportMapping read(Input body, ObjectStore store, @Nullable List<String> columns) {
		CdpObject object = store.object();
		Map<String, String> fields = new LinkedHashMap<>();
		List<?> mappings = body.list("mappings", 0, Integer.MAX_VALUE);
		for (int i = 0; i < mappings.size(); i++) {
			Input mapping = body.nested(mappings.get(i), "mappings[" + i + "]");
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
		String writeMode = body.has("writeMode") ? body.oneOf("writeMode", "append", "upsert") : object.writeMode();
		String matchKey = RecordsApi.matchKey(body, object, writeMode.equals("append"));
		return new ImportMapping(fields, writeMode.equals("append"), matchKey);
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
			throw new ApiProblem(422, ApiProblem.REQUEST_SCHEMA,
					"The object " + store.object().name() + " has no field for a column",
					new Members().with("path", path).with("value", field), ApiProblem.addField(store.object().name()));
		}
	}

}
