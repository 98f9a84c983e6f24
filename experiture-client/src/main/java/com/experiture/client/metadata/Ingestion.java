package com.experiture.client.metadata;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * The ways of writing records into an object (documented).
 *
 * @param single whether single writes are accepted
 * @param jsonBatch whether batches are accepted
 * @param fileImport whether import jobs are accepted
 * @param defaultWriteMode how rows become records if a request does not name a mode
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
 */
public record Ingestion(boolean single, boolean jsonBatch, boolean fileImport, @Nullable WriteMode defaultWriteMode,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a description.
	 */
	public Ingestion {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("Ingestion")
			.flag("single", this.single)
			.flag("jsonBatch", this.jsonBatch)
			.flag("fileImport", this.fileImport)
			.part("defaultWriteMode", this.defaultWriteMode)
			.toString();
	}

}
