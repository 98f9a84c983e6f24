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
 * A new import job and the URL for the upload of its file (documented; more fields
 * exist).
 * <p>
 * The file is {@code PUT} to the upload URL as it is, without a token, before the mapping
 * is submitted.
 *
 * @param jobId the id of the job
 * @param uploadUrl the URL for the upload, on another host. It is signed: anyone who has
 * it can upload, so it is a secret and not part of {@link #toString()}
 * @param expiresAt until when the upload URL is valid
 * @param landingPath where the API stores the file
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one; not part of {@link #toString()}
 */
public record CreatedImport(@JsonProperty(required = true) String jobId,
		@JsonProperty(required = true) String uploadUrl, @Nullable Instant expiresAt, @Nullable String landingPath,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a response.
	 */
	public CreatedImport {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("CreatedImport").id("jobId", this.jobId).time("expiresAt", this.expiresAt).toString();
	}

}
