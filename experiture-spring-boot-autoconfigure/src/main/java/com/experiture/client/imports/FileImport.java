package com.experiture.client.imports;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidMember;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.ServerText;
import com.experiture.client.error.UploadException;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.http.CallWatch;
import com.experiture.client.http.FileUpload;
import com.experiture.client.http.FileUploader;
import com.experiture.client.http.IdempotencyKey;
import com.experiture.client.http.RetrySettings;
import com.experiture.client.http.Workers;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ReactiveListsClient;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.SafeCallback;

/**
 * One import on its way through its phases, which follow each other. All of its calls
 * bear one correlation id.
 */
final class FileImport {

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.imports");

	private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(10);

	private final DefaultReactiveImportsClient client;

	private final ReactiveListsClient lists;

	private final FileUploader uploader;

	private final CallOptions options;

	private final ImportOptions plan;

	private final RetrySettings pauses;

	private final ClientListener events;

	private final SafeCallback listener = new SafeCallback("The progress listener of an import failed");

	private final Workers workers;

	private volatile ImportPhase phase = ImportPhase.PREPARE;

	private volatile @Nullable String jobId;

	private volatile @Nullable ImportState state;

	private volatile boolean mayHaveBegun;

	private volatile long totalBytes;

	private volatile int uploads;

	private volatile long reported;

	FileImport(DefaultReactiveImportsClient client, FileUploader uploader, CallPipeline pipeline, CallOptions options,
			ImportOptions plan) {
		this.client = client;
		this.lists = ReactiveListsClient.create(pipeline);
		this.uploader = uploader;
		this.options = options;
		this.plan = plan;
		this.pauses = pipeline.retrySettings();
		this.events = pipeline.monitor().listener();
		this.workers = pipeline.workers();
	}

	Mono<ImportReport> run(Mono<SourceFile> source) {
		return Mono.deferContextual((context) -> {
			CallWatch.in(context).describe(this::failed);
			enter(ImportPhase.PREPARE);
			return source;
		}).flatMap(this::importFile).onErrorMap(Exception.class, this::failed);
	}

	private Mono<ImportReport> importFile(SourceFile file) {
		this.totalBytes = file.size();
		return uploaded(file).flatMap((reached) -> mapped(file, reached))
			.flatMap(this::started)
			.flatMap(this::ended)
			.flatMap((job) -> report(file, job));
	}

	// The job of a failed upload is never started: it is left behind.
	private Mono<ImportState> uploaded(SourceFile file) {
		Duration longest = this.pauses.maxBackoff();
		return Mono.defer(() -> create(file))
			.flatMap((created) -> reached(created.jobId()).flatMap((reached) -> reached.equals(ImportState.PENDING)
					? upload(file, created).thenReturn(reached) : Mono.just(reached)))
			.retryWhen(Retry.backoff(this.plan.maxUploads() - 1L, shorter(this.pauses.initialBackoff(), longest))
				.maxBackoff(longest)
				.filter((failure) -> failure instanceof UploadException upload && upload.isRepeatable())
				.onRetryExhaustedThrow((spec, last) -> last.failure()));
	}

	private Mono<CreatedImport> create(SourceFile file) {
		enter(ImportPhase.CREATE);
		return this.client.with(keyed("create", file.request())).create(file.request()).doOnNext((created) -> {
			this.jobId = created.jobId();
			this.state = ImportState.PENDING;
			this.mayHaveBegun = this.options.idempotencyKey() != null;
		});
	}

	// A job that was just created is at its beginning, unless a repeated key brought it
	// back. A step is only left out where the job is known to be behind it.
	private Mono<ImportState> reached(String id) {
		return (this.options.idempotencyKey() == null) ? Mono.just(ImportState.PENDING)
				: reading().get(id).map(ImportJob::state).map((state) -> {
					this.mayHaveBegun = !state.isKnown();
					return state.isKnown() ? state : ImportState.PENDING;
				});
	}

	private Mono<Void> upload(SourceFile file, CreatedImport created) {
		enter(ImportPhase.UPLOAD);
		this.uploads++;
		FileUpload upload = new FileUpload(created.uploadUrl(), file.path(), file.size(), file.format().contentType(),
				this.plan.stallTimeout(), this::progress);
		CallDetails call = details(this.uploads);
		Mono<SourceFile> check = onDisk(file::requireUnchanged);
		return check.then(this.uploader.put(upload, call))
			.onErrorResume(UploadException.class, (failure) -> check.then(Mono.error(failure)))
			.then(check)
			.doOnNext((same) -> progress(same.size()))
			.then();
	}

	private Mono<ImportState> mapped(SourceFile file, ImportState reached) {
		String id = String.valueOf(this.jobId);
		if (!reached.equals(ImportState.PENDING)) {
			return Mono.just(reached);
		}
		enter(ImportPhase.SUBMIT_MAPPING);
		ReactiveImportsClient keyed = this.client.with(keyed("mapping", id, file.mapping()));
		return ((file.mapping() instanceof ImportMapping mapping) ? keyed.submitMapping(id, mapping)
				: keyed.submitMapping(id, file.mapping()))
			.thenReturn(ImportState.READY);
	}

	// Whether a job runs whose start failed is known by the job alone.
	private Mono<String> started(ImportState reached) {
		String id = String.valueOf(this.jobId);
		if (!reached.equals(ImportState.READY)) {
			return Mono.just(id);
		}
		enter(ImportPhase.START);
		return this.client.with(keyed("start", id))
			.start(id)
			.onErrorResume(ExperitureException.class,
					(failure) -> reading().get(id)
						.onErrorComplete()
						.filter((job) -> hasBegun(job.state()))
						.switchIfEmpty(Mono.error(failure)))
			.thenReturn(id);
	}

	private Mono<ImportJob> ended(String id) {
		enter(ImportPhase.AWAIT);
		return this.client.with(readOptions()).await(id, this.plan.await(), this::noteState);
	}

	private Mono<ImportReport> report(SourceFile file, ImportJob job) {
		ImportReport report = report(file, job, null, null);
		if (job.state().equals(ImportState.FAILED)) {
			return Mono.error(new ImportFailedException(details(0), report));
		}
		return createdList().map((list) -> report(file, job, list, null))
			.defaultIfEmpty(report)
			.onErrorResume((failure) -> Mono.just(report(file, job, null, lookUpFailed(failure))));
	}

	private ImportReport report(SourceFile file, ImportJob job, @Nullable ContactList list,
			@Nullable ExperitureException lookUpFailure) {
		return new ImportReport(String.valueOf(this.jobId), job, this.totalBytes, this.uploads, file.ownMapping(), list,
				lookUpFailure);
	}

	private ExperitureException lookUpFailed(Throwable failure) {
		logger.warn("The list that import {} created could not be looked up", ServerText.id(this.jobId), failure);
		return (failure instanceof ExperitureException known) ? known
				: new CallTimeoutException(details(0), "the limit for looking up the list", LONGEST_LOOK_UP, null);
	}

	// The rows are imported by now, whatever becomes of this. It must not hold up the
	// report for long.
	private Mono<ContactList> createdList() {
		String name = this.plan.listName();
		return (name == null) ? Mono.empty() : this.lists.with(readOptions())
			.findByName(name)
			.timeout(LONGEST_LOOK_UP)
			.switchIfEmpty(Mono.fromRunnable(
					() -> logger.warn("The list that import {} created was not found", ServerText.id(this.jobId))));
	}

	private static boolean hasBegun(ImportState state) {
		return state.equals(ImportState.RUNNING) || state.isTerminal();
	}

	private ExperitureException failed(Throwable failure) {
		if (failure instanceof InvalidMember invalid) {
			return invalid.in(details(0));
		}
		if (failure instanceof ImportFailedException failed) {
			return failed;
		}
		if (failure instanceof InvalidRequestException invalid && this.phase.compareTo(ImportPhase.UPLOAD) < 0) {
			return invalid;
		}
		return new ImportFailedException((failure instanceof ExperitureException known) ? known.call() : details(0),
				this.phase, this.jobId, this.mayHaveBegun, failure);
	}

	private CallDetails details(int attempts) {
		return this.phase.details(String.valueOf(this.options.correlationId()), attempts);
	}

	// With a key of the caller's the same import finds the same job again.
	private CallOptions keyed(Object... parts) {
		IdempotencyKey key = this.options.idempotencyKey();
		return (key != null) ? this.options.idempotencyKey(IdempotencyKey.of(key.value(), Arrays.toString(parts)))
				: this.options;
	}

	private ReactiveImportsClient reading() {
		return this.client.with(readOptions());
	}

	private CallOptions readOptions() {
		return new CallOptions(null, this.options.correlationId(), this.options.timeout());
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	<T> Mono<T> onDisk(Callable<T> work) {
		return Mono.fromCallable(work).subscribeOn(this.workers.scheduler());
	}

	private void enter(ImportPhase phase) {
		this.phase = phase;
		progress((phase.compareTo(ImportPhase.UPLOAD) > 0) ? this.totalBytes : 0);
	}

	private void noteState(ImportJob job) {
		if (!job.state().equals(this.state)) {
			this.state = job.state();
			this.events.importReached(job.state().isKnown() ? job.state().value() : "other");
			progress(this.totalBytes);
		}
	}

	private void progress(long uploadedBytes) {
		if (this.phase == ImportPhase.UPLOAD && uploadedBytes > this.reported) {
			this.events.uploaded(uploadedBytes - this.reported);
		}
		this.reported = uploadedBytes;
		ImportProgress progress = new ImportProgress(this.phase, this.jobId, uploadedBytes, this.totalBytes,
				this.state);
		this.listener.run(() -> this.plan.listener().accept(progress));
	}

}
