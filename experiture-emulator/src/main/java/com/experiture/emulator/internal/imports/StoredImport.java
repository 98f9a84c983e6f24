package com.experiture.emulator.internal.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Behavior;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.JsonObject;
import com.experiture.emulator.internal.upload.UploadSlot;

/**
 * An import job. Its states are documented, the rest of its status is assumed. Guarded by
 * its own monitor.
 */
final class StoredImport {

	static final int KEPT_ERRORS = 10_000;

	private final String id = Ids.prefixed("imp");

	private final ImportSpec spec;

	private final Instant createdAt;

	private final UploadSlot upload;

	private final List<JsonObject> errors = new ArrayList<>();

	private String status = "pending";

	private @Nullable ColumnMapping mapping;

	private @Nullable Instant startedAt;

	private @Nullable Instant completedAt;

	private int polls;

	private long accepted;

	private long rejected;

	StoredImport(ImportSpec spec, Instant now, Instant expiresAt) {
		this.spec = spec;
		this.createdAt = now;
		this.upload = new UploadSlot(this.id, spec.fileSize(), spec.csv(), expiresAt);
	}

	String id() {
		return this.id;
	}

	ImportSpec spec() {
		return this.spec;
	}

	UploadSlot upload() {
		return this.upload;
	}

	List<JsonObject> errors() {
		return this.errors;
	}

	/**
	 * Reject a step that the job's state does not allow. It is documented that steps have
	 * an order, but not that none can be repeated.
	 * @param expected the state that the step needs
	 */
	void require(String expected) {
		if (this.status.equals(expected)) {
			return;
		}
		ApiProblem problem = ApiProblem.invalid("The job is " + this.status + ", not " + expected, "status",
				this.status);
		throw this.status.equals("pending") ? problem : BeyondDocumentation.IMPORT_STEP.mark(problem);
	}

	void ready(ColumnMapping mapping) {
		this.mapping = mapping;
		this.status = "ready";
	}

	ColumnMapping mapping() {
		if (this.mapping == null) {
			throw new IllegalStateException("The job is not ready");
		}
		return this.mapping;
	}

	void running(Instant now) {
		this.status = "running";
		this.startedAt = now;
	}

	void accept(long rows) {
		this.accepted += rows;
	}

	void reject(long row, ApiProblem problem) {
		this.rejected++;
		if (this.errors.size() < KEPT_ERRORS) {
			String path = problem.path();
			this.errors.add(new JsonObject().with("row", row)
				.withIfPresent("field", (path != null) ? path.substring(path.indexOf('.') + 1) : null)
				.with("code", problem.code())
				.with("message", problem.getMessage()));
		}
	}

	/**
	 * Poll the job, which advances it: a started job is running at the first poll and has
	 * ended at the next one, or at the first one if jobs end at once.
	 * @param behaviors the behaviors
	 * @param now the time
	 * @return the status
	 */
	JsonObject poll(Behaviors behaviors, Instant now) {
		if (this.status.equals("running") && (behaviors.has(Behavior.INSTANT_JOBS) || this.polls++ > 0)) {
			this.status = behaviors.has(Behavior.FAILING_JOBS) ? "failed" : "completed";
			this.completedAt = now;
		}
		return json();
	}

	synchronized ImportSummary summary() {
		return new ImportSummary(this.spec.objectName(), this.spec.fileName(), this.status, this.accepted,
				this.rejected);
	}

	JsonObject json() {
		JsonObject json = new JsonObject().with("jobId", this.id)
			.with("objectName", this.spec.objectName())
			.with("fileName", this.spec.fileName())
			.with("fileSize", this.spec.fileSize())
			.with("status", new EnumText(this.status))
			.with("createdAt", this.createdAt.toString())
			.withIfPresent("startedAt", text(this.startedAt))
			.withIfPresent("completedAt", text(this.completedAt));
		if (this.completedAt != null) {
			json.with("totalRows", this.accepted + this.rejected)
				.with("processedRows", this.accepted + this.rejected)
				.with("acceptedRows", this.accepted)
				.with("rejectedRows", this.rejected);
		}
		return json;
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

}
