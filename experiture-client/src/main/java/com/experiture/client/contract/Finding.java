package com.experiture.client.contract;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * One difference between a document and this client.
 *
 * @param kind the kind of difference
 * @param calls the calls of the table that it concerns; empty for a new call
 * @param location method and path, or a field of the first call, such as {@code
 * response.data.memberCount}
 * @param message what the document contains, and what this client expects
 * @param assumption the assumption that it concerns, or {@code null} if it is documented
 * @param places the places in the code and in the documentation of this client, such as
 * {@code ListsClient.upsertMembers (MembersReceipt)}
 */
public record Finding(FindingKind kind, List<Endpoint> calls, String location, String message,
		@Nullable Assumption assumption, List<String> places) {

	public Finding {
		calls = List.copyOf(calls);
		places = List.copyOf(places);
	}

	@Override
	public String toString() {
		String call = this.calls.isEmpty() ? "" : this.calls.get(0) + " ";
		String others = (this.calls.size() > 1) ? " (and of " + (this.calls.size() - 1) + " more: "
				+ String.join(", ", this.calls.stream().skip(1).map(Endpoint::id).toList()) + ")" : "";
		return this.kind + ": " + call + this.location + others + ": " + this.message;
	}

}
