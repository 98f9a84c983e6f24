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
 * Reads the results of records from batch responses and jobs. The API does not document
 * them, so all plausible names are read.
 */
final class RecordResults {

	private static final Set<String> REJECTED = Set.of("rejected", "failed", "failure", "error", "errored", "invalid");

	private RecordResults() {
	}

	/**
	 * Read the results as they are listed.
	 */
	static List<RecordResult> of(JsonNode json) {
		return of(json, list(json).size());
	}

	/**
	 * Read the results of a batch. If the list is shorter than the batch, the position in
	 * the list does not identify the record.
	 */
	static List<RecordResult> of(JsonNode json, int batchSize) {
		JsonNode list = list(json);
		boolean complete = list.size() == batchSize;
		List<RecordResult> results = new ArrayList<>();
		for (JsonNode result : list) {
			results.add(result(result, complete ? results.size() : -1));
		}
		JsonNode errors = JsonFields.list(json, "errors", "rejected", "rejectedRecords", "failures", "failedRecords",
				"insertErrors");
		if (results.isEmpty()) {
			for (JsonNode error : errors) {
				results.add(rejection(error, -1));
			}
		}
		return List.copyOf(results);
	}

	private static JsonNode list(JsonNode json) {
		return JsonFields.list(json, "results", "outcomes", "records", "recordResults", "items");
	}

	private static RecordResult result(JsonNode result, int position) {
		JsonNode accepted = JsonFields.first(result, "accepted", "success");
		boolean ok = accepted.isBoolean() ? accepted.asBoolean() : !isRejected(result);
		RecordResult rejection = rejection(result, position);
		return ok ? new RecordResult(rejection.index(), true, null, null, null) : rejection;
	}

	private static boolean isRejected(JsonNode result) {
		String status = JsonFields.text(result, "status", "outcome");
		return result.hasNonNull("error") || !result.path("errors").isEmpty()
				|| (status != null && REJECTED.contains(status.toLowerCase(Locale.ROOT)));
	}

	// The order of errors that are listed alone does not identify their records.
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
