package com.experiture.emulator.internal.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.ApiResult;
import com.experiture.emulator.internal.protocol.Behavior;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;
import com.experiture.emulator.internal.protocol.PagedResults;
import com.experiture.emulator.internal.store.ObjectStore;
import com.experiture.emulator.internal.upload.UploadSlots;

/**
 * The API family import jobs. An upload URL is valid for an hour, which is assumed, as
 * are the rejections (400) of steps that come too early.
 */
public final class ImportsApi {

	private static final Duration UPLOAD_TIME = Duration.ofHours(1);

	private final Map<String, StoredImport> jobs = new ConcurrentHashMap<>();

	private final ImportTargets targets;

	private final Behaviors behaviors;

	private final UploadSlots slots;

	private final Function<ApiCall, String> uploadOrigin;

	/**
	 * Create the family.
	 * @param targets what files are imported into
	 * @param behaviors the behaviors
	 * @param slots the slots that files are uploaded to
	 * @param uploadOrigin returns the origin of the upload URL that a call creates
	 */
	public ImportsApi(ImportTargets targets, Behaviors behaviors, UploadSlots slots,
			Function<ApiCall, String> uploadOrigin) {
		this.targets = targets;
		this.behaviors = behaviors;
		this.slots = slots;
		this.uploadOrigin = uploadOrigin;
	}

	/**
	 * Return what handles each call of the family.
	 * @return the handlers
	 */
	public Map<Endpoint, CallHandler> handlers() {
		return Map.of(Endpoint.IMPORTS_CREATE, this::create, Endpoint.IMPORTS_SUBMIT_MAPPING, this::map,
				Endpoint.IMPORTS_START, this::start, Endpoint.IMPORTS_GET, this::get, Endpoint.IMPORTS_GET_ERRORS,
				this::errors);
	}

	private ApiResult create(ApiCall call) {
		ImportSpec spec = ImportSpec.read(call.body());
		this.targets.check(spec, this.behaviors.has(Behavior.UNIQUE_LIST_NAMES));
		Instant expiresAt = call.now().plus(UPLOAD_TIME);
		StoredImport job = new StoredImport(spec, call.now(), expiresAt);
		this.jobs.put(job.id(), job);
		this.slots.add(job.upload());
		return ApiResult.created(new JsonObject().with("jobId", job.id())
			.with("status", new EnumText("pending"))
			.with("uploadUrl", this.uploadOrigin.apply(call) + job.upload().signedPath())
			.with("expiresAt", expiresAt.toString())
			.with("landingPath", "jobs/" + job.id() + "/file"));
	}

	private ApiResult map(ApiCall call) {
		StoredImport job = requested(call);
		synchronized (job) {
			job.require("pending");
			if (!job.upload().complete()) {
				throw ApiProblem.invalid("The file has not been uploaded", null);
			}
			ObjectStore store = this.targets.store(job.spec());
			job.ready(ColumnMapping.read(call.body().assumed(BeyondDocumentation.IMPORT_MAPPING), store, columns(job)));
			return ApiResult.ok(job.json());
		}
	}

	private ApiResult start(ApiCall call) {
		StoredImport job = requested(call);
		synchronized (job) {
			job.require("ready");
			job.running(call.now());
			if (!this.behaviors.has(Behavior.FAILING_JOBS)) {
				Set<String> contactKeys = new ImportRun(job, this.targets.store(job.spec())).run();
				this.targets.collect(job.spec().contacts(), contactKeys, call.now());
			}
			job.upload().close();
			return ApiResult.ok(job.json());
		}
	}

	private ApiResult get(ApiCall call) {
		StoredImport job = requested(call);
		synchronized (job) {
			return ApiResult.ok(job.poll(this.behaviors, call.now()));
		}
	}

	private ApiResult errors(ApiCall call) {
		StoredImport job = requested(call);
		synchronized (job) {
			return PagedResults.byPage(call, job.errors(), (error) -> error);
		}
	}

	public List<ImportSummary> summaries() {
		return this.jobs.values().stream().map(StoredImport::summary).toList();
	}

	public void clear() {
		this.slots.clear();
		this.jobs.clear();
	}

	private StoredImport requested(ApiCall call) {
		StoredImport job = this.jobs.get(call.variable(0));
		if (job == null) {
			throw ApiProblem.notFound("There is no such import job");
		}
		return job;
	}

	private static @Nullable List<String> columns(StoredImport job) {
		Path file = job.upload().file();
		if (file == null || job.spec().parquet()) {
			return null;
		}
		try (ImportRows rows = ImportRows.open(file, job.spec().csv())) {
			return rows.columns();
		}
		catch (CsvReader.Malformed ex) {
			throw ApiProblem.invalid("The file's header is not CSV", null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
