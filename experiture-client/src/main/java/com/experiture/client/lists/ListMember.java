package com.experiture.client.lists;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;

/**
 * A member of a list. The API does not document its fields; those that are read are
 * assumed. The JSON itself is kept, but is not part of {@link #toString()}.
 *
 * @param json the JSON of the member
 */
public record ListMember(JsonNode json) {

	/**
	 * Create a member.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ListMember {
	}

	/**
	 * Return the contact key.
	 * @return the key, or {@code null} if the member has none
	 */
	public @Nullable String contactKey() {
		return this.json.isString() ? this.json.asString()
				: JsonFields.text(this.json, "contactKey", "key", "email", "emailAddress", "customerId", "customer_id");
	}

	/**
	 * Return the id of the record of the member.
	 * @return the id, or {@code null} if the member has none
	 */
	public @Nullable String recordId() {
		return JsonFields.text(this.json, "recordId", "id", "profileId", "memberId");
	}

	@Override
	public String toString() {
		return "ListMember[***]";
	}

}
