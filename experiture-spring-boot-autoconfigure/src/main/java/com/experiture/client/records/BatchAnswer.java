package com.experiture.client.records;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of batch answers and jobs, which the API does not document, under all
 * the names that are plausible.
 */
final class BatchAnswer {

	private BatchAnswer() {
	}

	static JsonNode first(JsonNode json, String... names) {
		JsonNode found = json.path(names[0]);
		for (int i = 1; i < names.length && found.isMissingNode(); i++) {
			found = json.path(names[i]);
		}
		return found;
	}

	static @Nullable String text(JsonNode json, String... names) {
		JsonNode found = first(json, names);
		return found.isString() ? found.asString() : null;
	}

	static @Nullable Long number(JsonNode json, String... names) {
		JsonNode found = first(json, names);
		return found.isIntegralNumber() ? Long.valueOf(found.asLong()) : null;
	}

	static List<RecordOutcome> outcomes(JsonNode json) {
		JsonNode results = first(json, "results", "outcomes", "records");
		List<RecordOutcome> outcomes = new ArrayList<>();
		if (results.isArray()) {
			for (JsonNode result : results) {
				outcomes.add(outcome(result, outcomes.size()));
			}
		}
		JsonNode errors = first(json, "errors", "rejected");
		if (outcomes.isEmpty() && errors.isArray()) {
			for (JsonNode error : errors) {
				outcomes.add(rejection(error, outcomes.size()));
			}
		}
		return List.copyOf(outcomes);
	}

	private static RecordOutcome outcome(JsonNode result, int position) {
		JsonNode accepted = first(result, "accepted", "success");
		String status = text(result, "status");
		boolean ok = accepted.isBoolean() ? accepted.asBoolean()
				: !result.has("error") && !"rejected".equals(status) && !"failed".equals(status);
		RecordOutcome rejection = rejection(result, position);
		return ok ? new RecordOutcome(rejection.index(), true, null, null, null) : rejection;
	}

	private static RecordOutcome rejection(JsonNode result, int position) {
		Long index = number(result, "index", "position", "row");
		JsonNode error = result.path("error").isObject() ? result.path("error") : result;
		String path = text(error.path("details"), "path");
		return new RecordOutcome((index != null) ? index.intValue() : position, false, text(error, "code"),
				(path != null) ? path : text(error, "path", "field"), text(error, "message"));
	}

}
