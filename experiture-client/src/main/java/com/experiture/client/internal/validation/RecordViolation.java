package com.experiture.client.internal.validation;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiError;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.text.Description;

/**
 * How a record violates the schema of its object, in the form of an error of the API. It
 * never contains a value of the record.
 *
 * @param index the position of the record in its batch; negative for a single record, and
 * if the whole write is invalid
 * @param field the field of the record; {@code null} if the whole write is invalid
 * @param kind what is wrong
 * @param reason the description
 */
public record RecordViolation(int index, @Nullable String field, Kind kind, String reason) {

	private static final String REMEDY = "Correct the record, or change the object in the console; experiture.records.validation"
			+ " decides whether records are validated before they are sent";

	/**
	 * Return the code that the API documents for such an error.
	 * @return the code
	 */
	public String code() {
		return (this.kind == Kind.UNKNOWN_FIELD) ? "CDP_ETL.VALIDATION.REQUEST_SCHEMA"
				: "CDP_ETL.VALIDATION.REQUEST_INVALID";
	}

	/**
	 * Return the exception that ends the write.
	 * @return the exception, which the pipeline converts into a
	 * {@link com.experiture.client.error.ValidationException}
	 */
	public InvalidField invalidField() {
		int status = (this.kind == Kind.UNKNOWN_FIELD) ? 422 : 400;
		return InvalidField.refused(new ApiError(status, code(), this.reason, path(), REMEDY, null));
	}

	private @Nullable String path() {
		return switch (this.kind) {
			case MATCH_KEY -> "matchKey";
			case KIND_OF_WRITE -> null;
			default -> ((this.index < 0) ? "record." : "records[" + this.index + "].") + this.field;
		};
	}

	@Override
	public String toString() {
		return Description.of("RecordViolation")
			.number("index", this.index)
			.path("field", this.field)
			.part("kind", this.kind)
			.toString();
	}

	/**
	 * The kinds of violations.
	 */
	public enum Kind {

		/** The object has no such field. */
		UNKNOWN_FIELD,

		/** The value has a different type than the field, or is not an allowed value. */
		VALUE,

		/** The match key is not an identity key of the object. */
		MATCH_KEY,

		/** The object does not accept single writes, or batches. */
		KIND_OF_WRITE

	}

}
