package com.experiture.client.internal.imports;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.node.MissingNode;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.UploadException;
import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportFailedException;
import com.experiture.client.imports.ImportJob;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportPhase;
import com.experiture.client.imports.ImportReport;
import com.experiture.client.imports.ImportState;
import com.experiture.client.imports.ReactiveImportsClient;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.internal.upload.FileContent;
import com.experiture.client.internal.upload.FileInspector;
import com.experiture.client.internal.upload.FileUpload;
import com.experiture.client.internal.upload.FileUploader;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ReactiveListsClient;
import com.experiture.client.settings.RetrySettings;

/**
 * One import, from phase to phase. All of its calls have the same correlation id.
 */
final class FileImport {

	private static final Logger logger = LoggerFactory.getLogger("com.experiture.client.imports");

	static final ImportJob UNKNOWN = new ImportJob(MissingNode.getInstance());

	private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(10);

	private final DefaultReactiveImportsClient client;

	private final ReactiveListsClient lists;

	private final FileUploader uploader;

	private final CallOptions options;

	private final ImportOptions plan;

	private final RetrySettings pauses;

	private final ImportTracker tracker;

	private final BlockingExecutor workers;

	private final String workspace;

	private volatile @Nullable SourceFile file;

	private volatile boolean mayHaveBegun;

	private volatile int uploads;

	FileImport(DefaultReactiveImportsClient client, FileUploader uploader, ClientRuntime runtime, CallOptions options,
			ImportOptions plan) {
		this.client = client;
		this.lists = client.lists();
		this.uploader = uploader;
		this.options = options;
		this.plan = plan;
		this.pauses = runtime.settings().retry();
		this.workers = runtime.executor();
		this.workspace = runtime.workspace();
		this.tracker = new ImportTracker(plan, runtime.monitor().listener(), runtime.time().nanoTime(),
				runtime.executor().scheduler());
	}

	/**
	 * Run the import.
	 * @param source the file
	 * @param written the number of rows written to it so far, or {@code null}
	 */
	Mono<ImportReport> run(Mono<SourceFile> source, Supplier<@Nullable Long> written) {
		return this.tracker.during(Mono.deferContextual((context) -> {
			CallWatch.in(context).describe(this::failed);
			this.tracker.countRows(written);
			this.tracker.enter(ImportPhase.PREPARE);
			return source;
		})
			.flatMap((file) -> this.client.checked(file, this.options.toBuilder().idempotencyKey(null).build()))
			.flatMap(this::importFile)
			.onErrorMap(Exception.class, this::failed));
	}

	private Mono<ImportReport> importFile(SourceFile file) {
		this.file = file;
		this.tracker.expect(file.size());
		return uploaded(file).flatMap((reached) -> mapped(file, reached))
			.flatMap(this::started)
			.flatMap(this::ended)
			.flatMap((job) -> report(file, job));
	}

	// The job of a failed upload is abandoned: it is never started.
	private Mono<ImportState> uploaded(SourceFile file) {
		Duration longest = this.pauses.maxBackoff();
		return Mono.defer(() -> create(file))
			.flatMap((created) -> reached(created.jobId()).flatMap((reached) -> reached.equals(ImportState.PENDING)
					? upload(file, created).thenReturn(reached) : Mono.just(reached)))
			.retryWhen(Retry.backoff(this.plan.maxUploads() - 1L, shorter(this.pauses.initialBackoff(), longest))
				.maxBackoff(longest)
				.filter((failure) -> failure instanceof UploadException upload && upload.isTransient())
				.onRetryExhaustedThrow((spec, last) -> last.failure()));
	}

	private Mono<CreatedImport> create(SourceFile file) {
		this.tracker.enter(ImportPhase.CREATE);
		return this.client.with(keyed("create", file.request())).create(file.request()).doOnNext((created) -> {
			this.tracker.created(created.jobId());
			this.mayHaveBegun = this.options.idempotencyKey() != null;
		});
	}

	// A new job is in its first state, unless it was returned for a repeated key. A step
	// is skipped only if the job has certainly passed it.
	private Mono<ImportState> reached(String id) {
		return (this.options.idempotencyKey() == null) ? Mono.just(ImportState.PENDING)
				: reading().get(id).map(ImportJob::state).map((state) -> {
					this.mayHaveBegun = !ImportTracker.isKnown(state);
					return ImportTracker.isKnown(state) ? state : ImportState.PENDING;
				});
	}

	private Mono<Void> upload(SourceFile file, CreatedImport created) {
		this.tracker.enter(ImportPhase.UPLOAD);
		this.uploads++;
		RowScanner scanner = file.scanner();
		this.tracker.countRows(() -> (scanner != null) ? scanner.rows() : null);
		FileContent content = new FileContent(file.path(), file.size(), file.format().contentType(),
				(scanner != null) ? scanner : FileInspector.NONE);
		FileUpload upload = new FileUpload(created.uploadUrl(), content, this.plan.stallTimeout(),
				this.tracker::uploaded);
		CallDetails call = details(this.uploads);
		Mono<SourceFile> check = onDisk(file::requireUnchanged);
		return check.then(this.uploader.put(upload, call))
			.onErrorResume(UploadException.class, (failure) -> check.then(Mono.error(failure)))
			.then(check)
			.doOnNext((same) -> this.tracker.uploaded(same.size()))
			.then();
	}

	private Mono<ImportState> mapped(SourceFile file, ImportState reached) {
		String id = String.valueOf(this.tracker.jobId());
		if (!reached.equals(ImportState.PENDING)) {
			return Mono.just(reached);
		}
		this.tracker.enter(ImportPhase.SUBMIT_MAPPING);
		ReactiveImportsClient keyed = this.client.with(keyed("mapping", id, file.mapping()));
		return ((file.mapping() instanceof ImportMapping mapping) ? keyed.submitMapping(id, mapping)
				: keyed.submitMapping(id, file.mapping()))
			.thenReturn(ImportState.READY);
	}

	// Only the job itself shows whether it runs although its start failed.
	private Mono<String> started(ImportState reached) {
		String id = String.valueOf(this.tracker.jobId());
		if (!reached.equals(ImportState.READY)) {
			return Mono.just(id);
		}
		this.tracker.enter(ImportPhase.START);
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
		this.tracker.enter(ImportPhase.AWAIT);
		return this.client.with(this.options.toBuilder().idempotencyKey(null).build())
			.await(id, this.plan.await(), this.tracker::read);
	}

	private Mono<ImportReport> report(SourceFile file, ImportJob job) {
		ImportReport report = report(file, job, null, null);
		if (job.state().equals(ImportState.FAILED)) {
			return Mono.error(ImportFailures.ofJob(details(0), report));
		}
		return createdList().map((list) -> report(file, job, list, null))
			.defaultIfEmpty(report)
			.onErrorResume((failure) -> Mono.just(report(file, job, null, lookUpFailed(failure))));
	}

	private ImportReport report(SourceFile file, ImportJob job, @Nullable ContactList list,
			@Nullable ExperitureException lookUpFailure) {
		return new ImportReport(String.valueOf(this.tracker.jobId()), job, file.size(), this.uploads, file.ownMapping(),
				list, lookUpFailure);
	}

	private ExperitureException lookUpFailed(Throwable failure) {
		logger.warn("The list that import {} created could not be looked up", ServerText.id(this.tracker.jobId()),
				failure);
		return (failure instanceof ExperitureException known) ? known
				: new CallTimeoutException(details(0), "the limit for looking up the list", LONGEST_LOOK_UP, null);
	}

	// The rows are imported already, so that this must neither fail the import nor delay
	// the report for long.
	private Mono<ContactList> createdList() {
		String name = this.plan.listName();
		return (name == null) ? Mono.empty()
				: this.lists.with(this.options.toBuilder().idempotencyKey(null).build())
					.findByName(name)
					.timeout(LONGEST_LOOK_UP)
					.switchIfEmpty(Mono.fromRunnable(() -> logger.warn("The list that import {} created was not found",
							ServerText.id(this.tracker.jobId()))));
	}

	private static boolean hasBegun(ImportState state) {
		return state.equals(ImportState.RUNNING) || state.isTerminal();
	}

	private ExperitureException failed(Throwable failure) {
		if (failure instanceof InvalidField invalid) {
			return invalid.in(details(0));
		}
		if (failure instanceof ImportFailedException failed) {
			return failed;
		}
		if (failure instanceof InvalidRequestException invalid
				&& this.tracker.phase().compareTo(ImportPhase.UPLOAD) < 0) {
			return invalid;
		}
		return ImportFailures.inPhase((failure instanceof ExperitureException known) ? known.call() : details(0),
				this.tracker, this.mayHaveBegun, rejectedColumn(failure), failure);
	}

	// The API identifies a column by its position in the mapping.
	private @Nullable String rejectedColumn(Throwable failure) {
		SourceFile file = this.file;
		ImportMapping mapping = (file != null) ? file.ownMapping() : null;
		return (mapping != null && failure instanceof ApiException rejected)
				? ImportBodies.columnAt(mapping, rejected.error().path()) : null;
	}

	private CallDetails details(int attempts) {
		Endpoint endpoint = switch (this.tracker.phase()) {
			case PREPARE, CREATE -> Endpoint.IMPORTS_CREATE;
			case UPLOAD -> null;
			case SUBMIT_MAPPING -> Endpoint.IMPORTS_SUBMIT_MAPPING;
			case START -> Endpoint.IMPORTS_START;
			case AWAIT -> Endpoint.IMPORTS_GET;
		};
		String call = (endpoint != null) ? endpoint.id() : "imports.upload";
		String request = (endpoint != null) ? endpoint.method() + " " + endpoint.path() : "PUT upload URL";
		return new CallDetails(call, request, String.valueOf(this.options.correlationId()), null, attempts)
			.at(this.workspace, this.plan.objectName());
	}

	// With a key of the caller, the same import finds the same job again.
	private CallOptions keyed(Object... parts) {
		IdempotencyKey key = this.options.idempotencyKey();
		return (key != null) ? this.options.toBuilder()
			.idempotencyKey(IdempotencyKey.of(key.value(), Arrays.toString(parts)))
			.build() : this.options;
	}

	private ReactiveImportsClient reading() {
		return this.client.with(this.options.toBuilder().idempotencyKey(null).build());
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	<T> Mono<T> onDisk(Callable<T> work) {
		return Mono.fromCallable(work).subscribeOn(this.workers.scheduler());
	}

}
