package com.experiture.emulator;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link CdpObject}.
 *
 * @param name the name as it appears in records
 * @param type what values it takes
 * @param nullable whether it may be missing or cleared
 * @param values the allowed texts of an enum, else empty
 */
record CdpField(String name, FieldType type, boolean nullable, List<String> values) {

	/**
	 * Say why the field does not take a value.
	 * @param value the value, or {@code null} to clear the field
	 * @return the reason, or {@code null} if the value is fine
	 */
	@Nullable String refuses(@Nullable Object value) {
		if (value == null) {
			return this.nullable ? null : "The field cannot be cleared";
		}
		if (!this.type.accepts(value)) {
			return switch (this.type) {
				case TIMESTAMP -> "The value must be an ISO 8601 timestamp with a zone";
				case PHONE -> "The value must be a phone number in E.164 form";
				default -> "The value must be of type " + this.type.id();
			};
		}
		if (this.type == FieldType.ENUM && !this.values.contains(value)) {
			return "The value must be one of " + String.join(", ", this.values);
		}
		return null;
	}

	Members metadata() {
		Members members = new Members().with("name", this.name)
			.with("type", new EnumText(this.type.id()))
			.with("nullable", this.nullable);
		return this.values.isEmpty() ? members : members.with("enum", this.values);
	}

}
