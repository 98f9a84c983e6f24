package com.experiture.client.imports;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * A new import job and where to upload its file (documented; more members exist).
 * <p>
 * The file is {@code PUT} to the upload URL as it is, without a token, before the mapping
 * is submitted.
 *
 * @param jobId the id of the job
 * @param uploadUrl where to upload to, on another host. It is signed: whoever has it may
 * upload, so it is a secret and no part of {@link #toString()}
 * @param expiresAt until when the upload URL is valid
 * @param landingPath where the file is kept on the other side
 * @param additionalProperties members that this version does not know, and the JSON of
 * those that have another type than documented; not part of {@link #toString()}
 */
public record CreatedImport(@JsonProperty(required = true) String jobId,
		@JsonProperty(required = true) String uploadUrl, @Nullable Instant expiresAt, @Nullable String landingPath,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create an answer.
	 */
	public CreatedImport {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("CreatedImport").id("jobId", this.jobId).time("expiresAt", this.expiresAt).toString();
	}

}
