package com.experiture.emulator.internal.records;

import java.time.Instant;
import java.util.List;

import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * The job of an asynchronous batch. Its states are assumed.
 */
final class BatchJob {

	private static final List<String> STATES = List.of("pending", "running", "completed");

	private final String id = Ids.prefixed("job");

	private final ProcessedBatch batch;

	private int state;

	BatchJob(ProcessedBatch batch) {
		this.batch = batch;
	}

	String id() {
		return this.id;
	}

	String objectName() {
		return this.batch.objectName();
	}

	JsonObject receipt() {
		return new JsonObject().with("jobId", this.id)
			.with("status", new EnumText(STATES.get(0)))
			.with("operation", this.batch.operation())
			.with("objectName", this.batch.objectName())
			.with("accepted", true)
			.with("acceptedAt", this.batch.acceptedAt().toString())
			.with("acceptedRecords", this.batch.total());
	}

	synchronized JsonObject poll(boolean instantly, Instant now) {
		int last = STATES.size() - 1;
		this.state = instantly ? last : Math.min(this.state + 1, last);
		boolean ended = this.state == last;
		JsonObject json = new JsonObject().with("jobId", this.id)
			.with("status", new EnumText(STATES.get(this.state)))
			.with("operation", this.batch.operation())
			.with("objectName", this.batch.objectName())
			.with("totalRecords", this.batch.total())
			.with("createdAt", this.batch.acceptedAt().toString())
			.with("updatedAt", now.toString());
		if (ended) {
			json.with("completedAt", now.toString())
				.with("acceptedRecords", this.batch.accepted())
				.with("rejectedRecords", this.batch.rejected().size())
				.with("results", this.batch.rejections());
		}
		return json;
	}

}
