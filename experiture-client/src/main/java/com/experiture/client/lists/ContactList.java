package com.experiture.client.lists;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * A static list. The fields are documented, more can exist. Fields that are enumerations
 * can have other values than the documented ones.
 *
 * @param id the id, such as {@code lst_01}
 * @param name the name; other lists may have the same
 * @param description what the list is for
 * @param type {@code static}
 * @param containerType {@code list}
 * @param membershipBehavior {@code snapshot}
 * @param populationSource where the members come from, such as {@code manual}
 * @param status the status, such as {@code active}
 * @param memberCount how many members the list has
 * @param createdAt when it was created
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one; not part of {@link #toString()}
 */
public record ContactList(@JsonProperty(required = true) String id, @Nullable String name, @Nullable String description,
		@Nullable String type, @Nullable String containerType, @Nullable String membershipBehavior,
		@Nullable String populationSource, @Nullable String status, @Nullable Long memberCount,
		@Nullable Instant createdAt,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) implements Serializable {

	/**
	 * Create a list.
	 */
	public ContactList {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("ContactList")
			.id("id", this.id)
			.code("status", this.status)
			.number("memberCount", this.memberCount)
			.toString();
	}

}
