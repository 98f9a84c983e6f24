package com.experiture.client.imports;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.Description;

/**
 * Why a row of a file was rejected. The API does not document this error; the fields that
 * are read are assumed. The error itself is kept, but is not part of {@link #toString()},
 * since it can quote the row.
 *
 * @param json the JSON of the error
 */
public record ImportRowError(JsonNode json) {

	/**
	 * Create an error.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ImportRowError {
	}

	/**
	 * Return the row.
	 * @return its number as the API counts, or {@code null} if the error has none
	 */
	public @Nullable Long row() {
		return JsonFields.number(this.json, "row", "rowNumber", "line", "lineNumber", "index", "rowIndex",
				"recordNumber");
	}

	/**
	 * Return the invalid field.
	 * @return the field, or {@code null} if the error has none
	 */
	public @Nullable String field() {
		return JsonFields.text(this.json, "field", "column", "path", "fieldName", "columnName");
	}

	/**
	 * Return the error code.
	 * @return the code, or {@code null} if the error has none
	 */
	public @Nullable String code() {
		return JsonFields.text(this.json, "code", "errorCode", "statusCode");
	}

	/**
	 * Return why the row was rejected. The reason can quote the value.
	 * @return the reason, or {@code null} if the error has none
	 */
	public @Nullable String message() {
		return this.json.isString() ? this.json.asString()
				: JsonFields.text(this.json, "message", "reason", "error", "errorMessage", "description");
	}

	@Override
	public String toString() {
		return Description.of("ImportRowError")
			.number("row", row())
			.code("field", field())
			.code("code", code())
			.toString();
	}

}
