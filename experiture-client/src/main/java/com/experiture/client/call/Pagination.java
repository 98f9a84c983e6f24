package com.experiture.client.call;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;

/**
 * A position in an offset-paged collection (documented). A number that the API omits, or
 * that is not a whole number, is {@code null}.
 *
 * @param total how many entries there are
 * @param limit how many entries a page has at most
 * @param offset how many entries come before this page
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those that are not whole numbers
 */
public record Pagination(@Nullable Long total, @Nullable Long limit, @Nullable Long offset,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a position.
	 */
	public Pagination {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

}
