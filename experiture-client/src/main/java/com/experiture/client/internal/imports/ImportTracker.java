package com.experiture.client.internal.imports;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import com.experiture.client.imports.ImportJob;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportProgress;
import com.experiture.client.imports.ImportState;
import com.experiture.client.observation.ClientListener;

/**
 * The phase, the job and the counts of one import, from which its progress is reported.
 */
final class ImportTracker {

	private static final Set<ImportState> STATES = Set.of(ImportState.PENDING, ImportState.READY, ImportState.RUNNING,
			ImportState.COMPLETED, ImportState.FAILED);

	private final ClientListener events;

	private final LongSupplier nanoTime;

	private final long started;

	private final ProgressReports reports;

	private volatile ImportPhase phase = ImportPhase.PREPARE;

	private volatile @Nullable String jobId;

	private volatile @Nullable ImportState state;

	private volatile long totalBytes;

	private volatile long uploadedBytes;

	// The rows that were written or uploaded before the job counts them.
	private volatile Supplier<@Nullable Long> rows = () -> null;

	private volatile ImportJob job = FileImport.UNKNOWN;

	ImportTracker(ImportOptions options, ClientListener events, LongSupplier nanoTime, Scheduler threads) {
		this.events = events;
		this.nanoTime = nanoTime;
		this.started = nanoTime.getAsLong();
		this.reports = new ProgressReports(this::progress, options, threads);
	}

	/**
	 * Report the progress until the import has ended.
	 * @return the same import
	 */
	<T> Mono<T> during(Mono<T> run) {
		return this.reports.during(run);
	}

	void enter(ImportPhase phase) {
		this.phase = phase;
		this.uploadedBytes = (phase.compareTo(ImportPhase.UPLOAD) > 0) ? this.totalBytes : 0;
		this.reports.report();
	}

	void expect(long bytes) {
		this.totalBytes = bytes;
	}

	void countRows(Supplier<@Nullable Long> rows) {
		this.rows = rows;
	}

	void created(String jobId) {
		this.jobId = jobId;
		this.state = ImportState.PENDING;
	}

	void uploaded(long bytes) {
		if (bytes > this.uploadedBytes) {
			this.events.uploaded(bytes - this.uploadedBytes);
			this.uploadedBytes = bytes;
		}
	}

	void read(ImportJob job) {
		this.job = job;
		if (!job.state().equals(this.state)) {
			this.state = job.state();
			this.events.importStateChanged(isKnown(job.state()) ? job.state().value() : "other");
			this.reports.report();
		}
	}

	ImportPhase phase() {
		return this.phase;
	}

	/**
	 * Return the job.
	 * @return its id, or {@code null} if none was created yet
	 */
	@Nullable String jobId() {
		return this.jobId;
	}

	/**
	 * Return whether a state is documented.
	 */
	static boolean isKnown(ImportState state) {
		return STATES.contains(state);
	}

	private ImportProgress progress() {
		Long counted = this.rows.get();
		boolean waiting = this.phase == ImportPhase.AWAIT;
		Long total = (this.job.totalRows() != null || this.phase.compareTo(ImportPhase.UPLOAD) <= 0)
				? this.job.totalRows() : counted;
		return new ImportProgress(this.phase, this.jobId, this.uploadedBytes, this.totalBytes, this.state,
				waiting ? processedRows(this.job) : counted, total,
				Duration.ofNanos(this.nanoTime.getAsLong() - this.started));
	}

	// The rows that were processed, or else those whose outcome is known.
	private static @Nullable Long processedRows(ImportJob job) {
		Long accepted = job.acceptedRows();
		Long rejected = job.rejectedRows();
		if (job.processedRows() != null || (accepted == null && rejected == null)) {
			return job.processedRows();
		}
		return ((accepted != null) ? accepted : 0) + ((rejected != null) ? rejected : 0);
	}

}
