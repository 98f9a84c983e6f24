package com.experiture.client.metadata;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * An object of the workspace (documented).
 *
 * @param objectName the name in paths, such as {@code profiles}
 * @param displayName the name for people, such as {@code Profile}
 * @param pluralDisplayName the name of several, such as {@code Profiles}
 * @param objectType what kind of object it is
 * @param activeVersion the version of the schema in force, a number in an example
 * @param primaryProfileRoot whether it is the workspace's primary profile object; a
 * boolean in an example, see {@link #isPrimaryProfileRoot()}
 * @param ingestion the ways of writing into it
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
 */
public record ObjectSummary(@JsonProperty(required = true) String objectName, @Nullable String displayName,
		@Nullable String pluralDisplayName, @Nullable ObjectType objectType, @Nullable JsonNode activeVersion,
		@Nullable JsonNode primaryProfileRoot, @Nullable Ingestion ingestion,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a summary.
	 */
	public ObjectSummary {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Return whether this is the workspace's primary profile object (assumed: the field
	 * is {@code true}, or the object's own name).
	 * @return whether {@code profiles().upsert(..)} writes into it
	 */
	public boolean isPrimaryProfileRoot() {
		return PrimaryRoot.is(this.primaryProfileRoot, this.objectName);
	}

	@Override
	public String toString() {
		return Description.of("ObjectSummary")
			.code("objectName", this.objectName)
			.part("objectType", this.objectType)
			.part("ingestion", this.ingestion)
			.toString();
	}

}
