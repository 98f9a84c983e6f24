package com.experiture.client.lists;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;

/**
 * The receipt for added or removed members. The API does not document this response; the
 * fields that are read are assumed, including the names of comparable APIs such as {@code
 * skipped}. The response itself is kept, but is not part of {@link #toString()}.
 *
 * @param json the {@code data} of the response; a missing node if it has none
 */
public record MembersReceipt(JsonNode json) {

	/**
	 * Create a receipt.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public MembersReceipt {
	}

	/**
	 * Return how many fields were added.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long added() {
		return JsonFields.number(this.json, "added", "addedCount", "addedMembers", "membersAdded", "inserted",
				"upserted");
	}

	/**
	 * Return how many fields were removed.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long removed() {
		return JsonFields.number(this.json, "removed", "removedCount", "removedMembers", "membersRemoved", "deleted");
	}

	/**
	 * Return how many of the given members changed nothing, since they were already in
	 * the list, or not in it.
	 * @return the number, or {@code null} if the response does not contain it
	 */
	public @Nullable Long unchanged() {
		return JsonFields.number(this.json, "unchanged", "unchangedCount", "skipped", "skippedCount", "duplicates");
	}

	/**
	 * Return how many members the list has after the change.
	 * @return the number, or {@code null} if the response does not contain it
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
