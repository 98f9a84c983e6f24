package com.experiture.client.receipt;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * The result of a record of a batch (assumed: the API does not document it).
 *
 * @param index the position of the record in the batch, from 0; negative if the API does
 * not report which record was rejected
 * @param accepted whether the record was accepted
 * @param code the error code of a rejected record
 * @param path the invalid field
 * @param message why it was rejected; can quote the value, so it is not part of
 * {@link #toString()}
 * @param sent whether the record was sent; a record that was rejected without being sent
 * violates the schema of its object, see {@code experiture.records.validation}
 */
public record RecordResult(int index, boolean accepted, @Nullable String code, @Nullable String path,
		@Nullable String message, boolean sent) implements Serializable {

	/**
	 * Create the result of a record that was sent.
	 * @param index the position of the record in the batch
	 * @param accepted whether the record was accepted
	 * @param code the error code of a rejected record
	 * @param path the invalid field
	 * @param message why it was rejected
	 */
	public RecordResult(int index, boolean accepted, @Nullable String code, @Nullable String path,
			@Nullable String message) {
		this(index, accepted, code, path, message, true);
	}

	@Override
	public String toString() {
		return Description.of("RecordResult")
			.number("index", this.index)
			.flag("accepted", this.accepted)
			.code("code", this.code)
			.path("path", this.path)
			.toString();
	}

}
