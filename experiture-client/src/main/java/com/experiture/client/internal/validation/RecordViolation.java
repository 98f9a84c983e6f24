package com.experiture.client.internal.validation;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.text.Description;

/**
 * Why the schema of an object does not allow a record, in the form of the API's own
 * refusal. It never has a value of the record.
 *
 * @param index the position of the record in its batch; negative for a single record, and
 * if the whole write is at fault
 * @param field the field of the record; {@code null} if the whole write is at fault
 * @param kind what is wrong
 * @param reason the same in words
 */
public record RecordViolation(int index, @Nullable String field, Kind kind, String reason) {

	private static final String REMEDY = "Correct the record, or change the object in the console; experiture.records.validation"
			+ " decides whether records are judged before they are sent";

	/**
	 * Return the code that the API documents for such a refusal.
	 * @return the code
	 */
	public String code() {
		return (this.kind == Kind.UNKNOWN_FIELD) ? "CDP_ETL.VALIDATION.REQUEST_SCHEMA"
				: "CDP_ETL.VALIDATION.REQUEST_INVALID";
	}

	/**
	 * Return the violation as what ends the write.
	 * @return what the pipeline turns into a
	 * {@link com.experiture.client.error.ValidationException}
	 */
	public InvalidField refusal() {
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
	 * What can be wrong.
	 */
	public enum Kind {

		/** The object has no such field. */
		UNKNOWN_FIELD,

		/** The value has another type than the field, or is none of its values. */
		VALUE,

		/** The match key is no identity key of the object. */
		MATCH_KEY,

		/** The object does not accept single writes, or batches. */
		KIND_OF_WRITE

	}

}
