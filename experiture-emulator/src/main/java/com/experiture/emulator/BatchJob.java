package com.experiture.emulator;

import java.time.Instant;
import java.util.List;

/**
 * An asynchronous batch. The states are assumed.
 */
final class BatchJob {

	private static final List<String> STATES = List.of("pending", "running", "completed");

	private final String id = Ids.prefixed("job");

	private final Batch batch;

	private int state;

	BatchJob(Batch batch) {
		this.batch = batch;
	}

	String id() {
		return this.id;
	}

	String objectName() {
		return this.batch.objectName();
	}

	Members receipt() {
		return new Members().with("jobId", this.id)
			.with("status", new EnumText(STATES.get(0)))
			.with("operation", new EnumText(this.batch.operation()))
			.with("objectName", this.batch.objectName())
			.with("accepted", true)
			.with("acceptedAt", this.batch.acceptedAt().toString())
			.with("acceptedRecords", this.batch.total());
	}

	synchronized Members poll(boolean instantly, Instant now) {
		int last = STATES.size() - 1;
		this.state = instantly ? last : Math.min(this.state + 1, last);
		boolean ended = this.state == last;
		Members members = new Members().with("jobId", this.id)
			.with("status", new EnumText(STATES.get(this.state)))
			.with("operation", new EnumText(this.batch.operation()))
			.with("objectName", this.batch.objectName())
			.with("totalRecords", this.batch.total())
			.with("createdAt", this.batch.acceptedAt().toString())
			.with("updatedAt", now.toString());
		if (ended) {
			members.with("completedAt", now.toString())
				.with("acceptedRecords", this.batch.accepted())
				.with("rejectedRecords", this.batch.rejected().size())
				.with("results", this.batch.rejections());
		}
		return members;
	}

}
