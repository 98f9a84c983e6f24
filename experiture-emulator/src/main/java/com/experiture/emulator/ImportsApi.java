package com.experiture.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The family import jobs. An upload URL is valid for an hour, which is assumed, as are
 * the refusals (400) of steps that come too early.
 */
final class ImportsApi {

	private static final Duration UPLOAD_TIME = Duration.ofHours(1);

	private final Map<String, ImportJob> jobs = new ConcurrentHashMap<>();

	private final Workspace workspace;

	private final StaticLists lists;

	private final Audiences audiences;

	private final EmulatorSettings settings;

	private final Uploads uploads;

	private final Exposure exposure;

	private final @Nullable UploadServer uploadServer;

	ImportsApi(Workspace workspace, StaticLists lists, Audiences audiences, EmulatorSettings settings, Faults faults,
			InstantSource clock, Exposure exposure) {
		this.workspace = workspace;
		this.lists = lists;
		this.audiences = audiences;
		this.settings = settings;
		this.exposure = exposure;
		this.uploads = new Uploads(this::upload, faults, clock);
		this.uploadServer = exposure.outside() ? null : new UploadServer(this.uploads);
	}

	Uploads uploads() {
		return this.uploads;
	}

	Answer create(ApiCall call) {
		ImportRequest request = ImportRequest.read(call.input());
		this.workspace.requested(request.objectName());
		if (request.listName() != null && this.settings.uniqueListNames()) {
			this.lists.requireUnused(request.listName(), "listName");
		}
		String targetListId = request.targetListId();
		if (targetListId != null) {
			this.lists.locked(() -> this.lists.requested(targetListId));
		}
		Instant expiresAt = call.now().plus(UPLOAD_TIME);
		ImportJob job = new ImportJob(request, call.now(), expiresAt);
		this.jobs.put(job.id(), job);
		return Answer.created(new Members().with("jobId", job.id())
			.with("status", new EnumText("pending"))
			.with("uploadUrl", uploadOrigin(call) + job.upload().signedPath())
			.with("expiresAt", expiresAt.toString())
			.with("landingPath", "jobs/" + job.id() + "/file"));
	}

	Answer map(ApiCall call) {
		ImportJob job = requested(call);
		synchronized (job) {
			job.require("pending");
			if (!job.upload().complete()) {
				throw ApiProblem.invalid("The file has not been uploaded", null);
			}
			ObjectStore store = this.workspace.requested(job.request().objectName());
			job.ready(
					ImportMapping.read(call.input().assumed(BeyondDocumentation.IMPORT_MAPPING), store, columns(job)));
			return Answer.ok(job.json());
		}
	}

	Answer start(ApiCall call) {
		ImportJob job = requested(call);
		synchronized (job) {
			job.require("ready");
			job.running(call.now());
			if (!this.settings.failingJobs()) {
				Set<String> contactKeys = new ImportRun(job, this.workspace.requested(job.request().objectName()))
					.run();
				collect(job.request(), contactKeys, call.now());
			}
			job.upload().close();
			return Answer.ok(job.json());
		}
	}

	Answer get(ApiCall call) {
		ImportJob job = requested(call);
		synchronized (job) {
			return Answer.ok(job.poll(this.settings, call.now()));
		}
	}

	Answer errors(ApiCall call) {
		ImportJob job = requested(call);
		synchronized (job) {
			return Paging.byPage(call, job.errors(), (error) -> error);
		}
	}

	List<ImportSummary> summaries() {
		return this.jobs.values().stream().map(ImportJob::summary).toList();
	}

	void clear() {
		this.jobs.values().forEach((job) -> job.upload().close());
		this.jobs.clear();
		this.uploads.clear();
	}

	void stop() {
		if (this.uploadServer != null) {
			this.uploadServer.stop();
		}
		clear();
	}

	private String uploadOrigin(ApiCall call) {
		return (this.uploadServer != null) ? this.uploadServer.origin() : this.exposure.origin(call.host());
	}

	private @Nullable Upload upload(String jobId) {
		ImportJob job = this.jobs.get(jobId);
		return (job != null) ? job.upload() : null;
	}

	private ImportJob requested(ApiCall call) {
		ImportJob job = this.jobs.get(call.variable(0));
		if (job == null) {
			throw ApiProblem.notFound("There is no such import job");
		}
		return job;
	}

	private static @Nullable List<String> columns(ImportJob job) {
		Path file = job.upload().file();
		if (file == null || job.request().parquet()) {
			return null;
		}
		try (ImportRows rows = ImportRows.open(file, job.request().csv())) {
			return rows.columns();
		}
		catch (CsvReader.Malformed ex) {
			throw ApiProblem.invalid("The file's header is not CSV", null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void collect(ImportRequest request, Set<String> contactKeys, Instant now) {
		if (request.listName() != null) {
			this.lists.add(this.lists.create(request.listName(), null, "import", now), contactKeys, now);
		}
		String targetListId = request.targetListId();
		if (targetListId != null) {
			this.lists.locked(() -> {
				this.lists.add(this.lists.requested(targetListId), contactKeys, now);
				return contactKeys;
			});
		}
		if (request.audienceName() != null) {
			this.audiences.add(new Audience(Ids.uuid(), request.audienceName(),
					(profile) -> contactKeys.contains(String.valueOf(profile.get("email"))), List.of("email")));
		}
	}

}
