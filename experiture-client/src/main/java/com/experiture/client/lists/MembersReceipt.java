package com.experiture.client.lists;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;

/**
 * What the API says of members that were added or removed. The API does not document this
 * answer; what is read here is assumed, under the names that comparable APIs have as
 * well, such as {@code skipped}. The answer itself is kept, but is not part of
 * {@link #toString()}.
 *
 * @param json the answer's {@code data}; a missing node where it has none
 */
public record MembersReceipt(JsonNode json) {

	/**
	 * Create a receipt.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public MembersReceipt {
	}

	/**
	 * Return how many members were added.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long added() {
		return JsonFields.number(this.json, "added", "addedCount", "addedMembers", "membersAdded", "inserted",
				"upserted");
	}

	/**
	 * Return how many members were removed.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long removed() {
		return JsonFields.number(this.json, "removed", "removedCount", "removedMembers", "membersRemoved", "deleted");
	}

	/**
	 * Return how many of the given members changed nothing, since they were in the list
	 * already, or were not in it.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long unchanged() {
		return JsonFields.number(this.json, "unchanged", "unchangedCount", "skipped", "skippedCount", "duplicates");
	}

	/**
	 * Return how many members the list has now.
	 * @return the number, or {@code null} where the answer does not say
	 */
	public @Nullable Long memberCount() {
		return JsonFields.number(this.json, "memberCount", "totalMembers", "membersCount", "total");
	}

	@Override
	public String toString() {
		return "MembersReceipt[added=" + added() + ", removed=" + removed() + ", unchanged=" + unchanged()
				+ ", memberCount=" + memberCount() + "]";
	}

}
