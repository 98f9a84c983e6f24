package com.experiture.client.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.json.RecordPath;
import com.experiture.client.internal.text.ServerText;

/**
 * Reads the members of batch answers and jobs, which the API does not document, under all
 * the names that are plausible.
 */
final class RecordResults {

	private static final Set<String> NO = Set.of("rejected", "failed", "failure", "error", "errored", "invalid");

	private RecordResults() {
	}

	/**
	 * Read the outcomes of an answer as they are listed.
	 */
	static List<RecordResult> outcomes(JsonNode json) {
		return outcomes(json, results(json).size());
	}

	/**
	 * Read the outcomes of a batch. Where the list is shorter than the batch, the place
	 * in the list does not tell the record.
	 */
	static List<RecordResult> outcomes(JsonNode json, int batchSize) {
		JsonNode results = results(json);
		boolean complete = results.size() == batchSize;
		List<RecordResult> outcomes = new ArrayList<>();
		for (JsonNode result : results) {
			outcomes.add(outcome(result, complete ? outcomes.size() : -1));
		}
		JsonNode errors = JsonFields.list(json, "errors", "rejected", "rejectedRecords", "failures", "failedRecords",
				"insertErrors");
		if (outcomes.isEmpty()) {
			for (JsonNode error : errors) {
				outcomes.add(rejection(error, -1));
			}
		}
		return List.copyOf(outcomes);
	}

	private static JsonNode results(JsonNode json) {
		return JsonFields.list(json, "results", "outcomes", "records", "recordResults", "items");
	}

	private static RecordResult outcome(JsonNode result, int position) {
		JsonNode accepted = JsonFields.first(result, "accepted", "success");
		boolean ok = accepted.isBoolean() ? accepted.asBoolean() : !saysNo(result);
		RecordResult rejection = rejection(result, position);
		return ok ? new RecordResult(rejection.index(), true, null, null, null) : rejection;
	}

	private static boolean saysNo(JsonNode result) {
		String status = JsonFields.text(result, "status", "outcome");
		return result.hasNonNull("error") || !result.path("errors").isEmpty()
				|| (status != null && NO.contains(status.toLowerCase(Locale.ROOT)));
	}

	// Errors that are listed alone stand in no order that tells their records.
	private static RecordResult rejection(JsonNode result, int position) {
		Long index = JsonFields.number(result, "index", "position", "row", "rowIndex", "recordIndex");
		JsonNode error = error(result);
		String details = JsonFields.text(error.path("details"), "path");
		String path = (details != null) ? details : JsonFields.text(error, "path", "field", "fieldName", "location");
		RecordPath named = RecordPath.of(path);
		int known = (index != null) ? (int) Math.max(-1, Math.min(index, Integer.MAX_VALUE))
				: (position < 0 && named != null) ? named.position() : position;
		return new RecordResult(known, false,
				ServerText.code(JsonFields.text(error, "code", "errorCode", "statusCode", "reason")),
				ServerText.text(path), JsonFields.text(error, "message", "errorMessage", "description"));
	}

	private static JsonNode error(JsonNode result) {
		JsonNode error = JsonFields.object(result, "error");
		JsonNode first = error.isObject() ? error : JsonFields.list(result, "errors").path(0);
		return first.isObject() ? first : result;
	}

}
