package com.experiture.client.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.ServerText;
import com.experiture.client.json.JsonMembers;

/**
 * Reads the members of batch answers and jobs, which the API does not document, under all
 * the names that are plausible.
 */
final class BatchAnswer {

	private static final Pattern POSITION = Pattern
		.compile("[#$]?[./]{0,2}(?:(?:body|data|payload)[./])?(?:(?:records?|rows?|items?)\\W{0,2}|\\[|/)"
				+ "(\\d{1,5})(?!\\w)\\]?[./]?(.*)", Pattern.DOTALL);

	private static final Set<String> NO = Set.of("rejected", "failed", "failure", "error", "errored", "invalid");

	private BatchAnswer() {
	}

	/**
	 * Read the outcomes of an answer as they are listed.
	 */
	static List<RecordOutcome> outcomes(JsonNode json) {
		return outcomes(json, results(json).size());
	}

	/**
	 * Read the outcomes of a batch. Where the list is shorter than the batch, the place
	 * in the list does not tell the record.
	 */
	static List<RecordOutcome> outcomes(JsonNode json, int batchSize) {
		JsonNode results = results(json);
		boolean complete = results.size() == batchSize;
		List<RecordOutcome> outcomes = new ArrayList<>();
		for (JsonNode result : results) {
			outcomes.add(outcome(result, complete ? outcomes.size() : -1));
		}
		JsonNode errors = JsonMembers.list(json, "errors", "rejected", "rejectedRecords", "failures", "failedRecords",
				"insertErrors");
		if (outcomes.isEmpty()) {
			for (JsonNode error : errors) {
				outcomes.add(rejection(error, -1));
			}
		}
		return List.copyOf(outcomes);
	}

	private static JsonNode results(JsonNode json) {
		return JsonMembers.list(json, "results", "outcomes", "records", "recordResults", "items");
	}

	/**
	 * Return whether an answer says of itself that nothing was accepted.
	 */
	static boolean isRefusal(JsonNode json) {
		return isFalse(json.path("accepted")) || isFalse(json.path("success"));
	}

	private static boolean isFalse(JsonNode member) {
		return member.isBoolean() && !member.asBoolean();
	}

	private static RecordOutcome outcome(JsonNode result, int position) {
		JsonNode accepted = JsonMembers.first(result, "accepted", "success");
		boolean ok = accepted.isBoolean() ? accepted.asBoolean() : !saysNo(result);
		RecordOutcome rejection = rejection(result, position);
		return ok ? new RecordOutcome(rejection.index(), true, null, null, null) : rejection;
	}

	private static boolean saysNo(JsonNode result) {
		String status = JsonMembers.text(result, "status", "outcome");
		return result.hasNonNull("error") || !result.path("errors").isEmpty()
				|| (status != null && NO.contains(status.toLowerCase(Locale.ROOT)));
	}

	/**
	 * Find the record that a path leads to, such as {@code records[2].email}.
	 * @return the record's position, and the member behind it; {@code null} where the
	 * path leads to no record
	 */
	static @Nullable Matcher position(@Nullable String path) {
		Matcher matcher = POSITION.matcher((path != null) ? path : "");
		return matcher.matches() ? matcher : null;
	}

	/**
	 * Return what a path names within its record.
	 */
	static @Nullable String withinRecord(@Nullable String path) {
		Matcher position = position(path);
		return (position == null) ? path : position.group(2).isEmpty() ? null : position.group(2);
	}

	// Errors that are listed alone stand in no order that tells their records.
	private static RecordOutcome rejection(JsonNode result, int position) {
		Long index = JsonMembers.number(result, "index", "position", "row", "rowIndex", "recordIndex");
		JsonNode error = error(result);
		String details = JsonMembers.text(error.path("details"), "path");
		String path = (details != null) ? details : JsonMembers.text(error, "path", "field", "fieldName", "location");
		Matcher named = position(path);
		int known = (index != null) ? (int) Math.max(-1, Math.min(index, Integer.MAX_VALUE))
				: (position < 0 && named != null) ? Integer.parseInt(named.group(1)) : position;
		return new RecordOutcome(known, false,
				ServerText.code(JsonMembers.text(error, "code", "errorCode", "statusCode", "reason")),
				ServerText.text(path), JsonMembers.text(error, "message", "errorMessage", "description"));
	}

	private static JsonNode error(JsonNode result) {
		JsonNode error = JsonMembers.object(result, "error");
		JsonNode first = error.isObject() ? error : JsonMembers.list(result, "errors").path(0);
		return first.isObject() ? first : result;
	}

}
