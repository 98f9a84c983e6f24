package com.experiture.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An import job. Its states are documented, the rest of its status is assumed. Guarded by
 * its own monitor.
 */
final class ImportJob {

	static final int KEPT_ERRORS = 10_000;

	private final String id = Ids.prefixed("imp");

	private final ImportRequest request;

	private final Instant createdAt;

	private final Upload upload;

	private final List<Members> errors = new ArrayList<>();

	private String status = "pending";

	private @Nullable ImportMapping mapping;

	private @Nullable Instant startedAt;

	private @Nullable Instant completedAt;

	private int polls;

	private long accepted;

	private long rejected;

	ImportJob(ImportRequest request, Instant now, Instant expiresAt) {
		this.request = request;
		this.createdAt = now;
		this.upload = new Upload(this.id, request, expiresAt);
	}

	String id() {
		return this.id;
	}

	ImportRequest request() {
		return this.request;
	}

	Upload upload() {
		return this.upload;
	}

	List<Members> errors() {
		return this.errors;
	}

	/**
	 * Refuse a step that the job's state is not for. That steps come in order is
	 * documented, that none comes twice is not.
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

	void ready(ImportMapping mapping) {
		this.mapping = mapping;
		this.status = "ready";
	}

	ImportMapping mapping() {
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
			this.errors.add(new Members().with("row", row)
				.withIfPresent("field", (path != null) ? path.substring(path.indexOf('.') + 1) : null)
				.with("code", problem.code())
				.with("message", problem.getMessage()));
		}
	}

	/**
	 * Look at the job, which advances it: the first look at a started job finds it
	 * running, the next one ended, unless jobs end at once.
	 * @param settings the settings
	 * @param now the time
	 * @return the status
	 */
	Members poll(EmulatorSettings settings, Instant now) {
		if (this.status.equals("running") && (settings.instantJobs() || this.polls++ > 0)) {
			this.status = settings.failingJobs() ? "failed" : "completed";
			this.completedAt = now;
		}
		return json();
	}

	synchronized ImportSummary summary() {
		return new ImportSummary(this.request.objectName(), this.request.fileName(), this.status, this.accepted,
				this.rejected);
	}

	Members json() {
		Members json = new Members().with("jobId", this.id)
			.with("objectName", this.request.objectName())
			.with("fileName", this.request.fileName())
			.with("fileSize", this.request.fileSize())
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
