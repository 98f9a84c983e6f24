package com.experiture.emulator.internal.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * A field of an {@link StoredSchema}.
 *
 * @param name the name as it appears in records
 * @param type what values it takes
 * @param nullable whether it can be missing or cleared
 * @param values the allowed texts of an enum, else empty
 */
public record SchemaField(String name, ValueType type, boolean nullable, List<String> values) {

	/**
	 * Return why the field does not accept a value.
	 * @param value the value, or {@code null} to clear the field
	 * @return the reason, or {@code null} if the field accepts the value
	 */
	@Nullable String reject(@Nullable Object value) {
		if (value == null) {
			return this.nullable ? null : "The field cannot be cleared";
		}
		if (!this.type.accepts(value)) {
			return "The value must be " + this.type.expectation();
		}
		if (this.type == ValueType.ENUM && !this.values.contains(value)) {
			return "The value must be one of " + String.join(", ", this.values);
		}
		return null;
	}

	JsonObject metadata() {
		JsonObject json = new JsonObject().with("name", this.name)
			.with("type", new EnumText(this.type.id()))
			.with("nullable", this.nullable);
		return this.values.isEmpty() ? json : json.with("enum", this.values);
	}

}
