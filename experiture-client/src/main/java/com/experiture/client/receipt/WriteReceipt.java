package com.experiture.client.receipt;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * The response to a single write (documented).
 *
 * @param operation {@code append} or {@code upsert}
 * @param objectName the object that was written to
 * @param accepted whether the record was accepted, or {@code null} if the response does
 * not contain it
 * @param acceptedAt when it was accepted
 * @param acceptedRecords how many records were accepted, or {@code null} if the response
 * does not say
 * @param matchKey the match key of an upsert; missing on append
 * @param additionalProperties properties that this version does not know, and the JSON of
 * those whose type differs from the documentation
 */
public record WriteReceipt(@Nullable String operation, @Nullable String objectName, @Nullable Boolean accepted,
		@Nullable Instant acceptedAt, @Nullable Long acceptedRecords, @Nullable String matchKey,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a receipt.
	 */
	public WriteReceipt {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Create a receipt, for example for a test.
	 * @param operation {@code append} or {@code upsert}
	 * @param objectName the object that was written to
	 * @param accepted whether the record was accepted
	 * @param acceptedAt when it was accepted
	 * @param acceptedRecords how many records were accepted
	 * @param matchKey the match key of an upsert; missing on append
	 * @param additionalProperties properties that this version does not know, and the
	 * JSON of those whose type differs from the documentation
	 */
	public WriteReceipt(@Nullable String operation, @Nullable String objectName, boolean accepted,
			@Nullable Instant acceptedAt, long acceptedRecords, @Nullable String matchKey,
			Map<String, JsonNode> additionalProperties) {
		this(operation, objectName, Boolean.valueOf(accepted), acceptedAt, Long.valueOf(acceptedRecords), matchKey,
				additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("WriteReceipt")
			.code("operation", this.operation)
			.code("objectName", this.objectName)
			.flag("accepted", this.accepted)
			.time("acceptedAt", this.acceptedAt)
			.number("acceptedRecords", this.acceptedRecords)
			.code("matchKey", this.matchKey)
			.toString();
	}

}
