package com.experiture.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What has become of the records of a batch.
 *
 * @param operation {@code append} or {@code upsert}
 * @param objectName the object
 * @param matchKey the key that was matched by, if any
 * @param acceptedAt when the batch was accepted
 * @param total the number of records sent
 * @param rejected the rejected records' reasons by index
 */
record Batch(String operation, String objectName, @Nullable String matchKey, Instant acceptedAt, int total,
		Map<Integer, ApiProblem> rejected) {

	int accepted() {
		return this.total - this.rejected.size();
	}

	Members receipt() {
		return new Members().with("operation", new EnumText(this.operation))
			.with("objectName", this.objectName)
			.with("accepted", true)
			.with("acceptedAt", this.acceptedAt.toString())
			.with("acceptedRecords", accepted())
			.withIfPresent("matchKey", this.matchKey);
	}

	Members inline() {
		List<Members> results = new ArrayList<>(this.total);
		for (int i = 0; i < this.total; i++) {
			ApiProblem problem = this.rejected.get(i);
			results.add((problem != null) ? rejection(i, problem)
					: new Members().with("index", i).with("status", new EnumText("accepted")));
		}
		return receipt().with("rejectedRecords", this.rejected.size()).with("results", results);
	}

	List<Members> rejections() {
		return this.rejected.entrySet().stream().map((entry) -> rejection(entry.getKey(), entry.getValue())).toList();
	}

	private static Members rejection(int index, ApiProblem problem) {
		return new Members().with("index", index)
			.with("status", new EnumText("rejected"))
			.with("error", problem.body());
	}

}
