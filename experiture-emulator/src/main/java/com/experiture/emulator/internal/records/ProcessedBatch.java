package com.experiture.emulator.internal.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * A batch whose records have been accepted or rejected.
 *
 * @param objectName the object
 * @param matchKey the key that records were matched by, or {@code null} for an append
 * @param acceptedAt when the batch was accepted
 * @param total the number of records sent
 * @param rejected the reasons of the rejected records by index
 */
record ProcessedBatch(String objectName, @Nullable String matchKey, Instant acceptedAt, int total,
		Map<Integer, ApiProblem> rejected) {

	EnumText operation() {
		return new EnumText((this.matchKey != null) ? "upsert" : "append");
	}

	int accepted() {
		return this.total - this.rejected.size();
	}

	JsonObject receipt() {
		return new JsonObject().with("operation", operation())
			.with("objectName", this.objectName)
			.with("accepted", true)
			.with("acceptedAt", this.acceptedAt.toString())
			.with("acceptedRecords", accepted())
			.withIfPresent("matchKey", this.matchKey);
	}

	JsonObject inline() {
		List<JsonObject> results = new ArrayList<>(this.total);
		for (int i = 0; i < this.total; i++) {
			ApiProblem problem = this.rejected.get(i);
			results.add((problem != null) ? rejection(i, problem)
					: new JsonObject().with("index", i).with("status", new EnumText("accepted")));
		}
		return receipt().with("rejectedRecords", this.rejected.size()).with("results", results);
	}

	List<JsonObject> rejections() {
		return this.rejected.entrySet().stream().map((entry) -> rejection(entry.getKey(), entry.getValue())).toList();
	}

	private static JsonObject rejection(int index, ApiProblem problem) {
		return new JsonObject().with("index", index)
			.with("status", new EnumText("rejected"))
			.with("error", problem.body());
	}

}
