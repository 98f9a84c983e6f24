package com.experiture.client.records;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

import com.experiture.client.json.JsonMembers;

/**
 * Reads the members of batch answers and jobs, which the API does not document, under all
 * the names that are plausible.
 */
final class BatchAnswer {

	private BatchAnswer() {
	}

	static List<RecordOutcome> outcomes(JsonNode json) {
		JsonNode results = JsonMembers.first(json, "results", "outcomes", "records");
		List<RecordOutcome> outcomes = new ArrayList<>();
		if (results.isArray()) {
			for (JsonNode result : results) {
				outcomes.add(outcome(result, outcomes.size()));
			}
		}
		JsonNode errors = JsonMembers.first(json, "errors", "rejected");
		if (outcomes.isEmpty() && errors.isArray()) {
			for (JsonNode error : errors) {
				outcomes.add(rejection(error, outcomes.size()));
			}
		}
		return List.copyOf(outcomes);
	}

	private static RecordOutcome outcome(JsonNode result, int position) {
		JsonNode accepted = JsonMembers.first(result, "accepted", "success");
		String status = JsonMembers.text(result, "status");
		boolean ok = accepted.isBoolean() ? accepted.asBoolean()
				: !result.has("error") && !"rejected".equals(status) && !"failed".equals(status);
		RecordOutcome rejection = rejection(result, position);
		return ok ? new RecordOutcome(rejection.index(), true, null, null, null) : rejection;
	}

	private static RecordOutcome rejection(JsonNode result, int position) {
		Long index = JsonMembers.number(result, "index", "position", "row");
		JsonNode error = result.path("error").isObject() ? result.path("error") : result;
		String path = JsonMembers.text(error.path("details"), "path");
		return new RecordOutcome((index != null) ? index.intValue() : position, false, JsonMembers.text(error, "code"),
				(path != null) ? path : JsonMembers.text(error, "path", "field"), JsonMembers.text(error, "message"));
	}

}
