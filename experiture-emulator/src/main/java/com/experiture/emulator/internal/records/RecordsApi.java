package com.experiture.emulator.internal.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.ApiResult;
import com.experiture.emulator.internal.protocol.Behavior;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.store.MatchKeys;
import com.experiture.emulator.internal.store.ObjectStore;
import com.experiture.emulator.internal.store.Row;
import com.experiture.emulator.internal.store.WorkspaceStore;

/**
 * The API families records and profiles.
 */
public final class RecordsApi {

	private static final int MAX_BATCH = 10_000;

	private final WorkspaceStore workspace;

	private final Behaviors behaviors;

	private final Map<String, BatchJob> jobs = new ConcurrentHashMap<>();

	public RecordsApi(WorkspaceStore workspace, Behaviors behaviors) {
		this.workspace = workspace;
		this.behaviors = behaviors;
	}

	/**
	 * Return what handles each call of the family.
	 * @return the handlers
	 */
	public Map<Endpoint, CallHandler> handlers() {
		return Map.of(Endpoint.RECORDS_APPEND, this::append, Endpoint.RECORDS_UPSERT, this::upsert,
				Endpoint.RECORDS_APPEND_BATCH, this::appendBatch, Endpoint.RECORDS_UPSERT_BATCH, this::upsertBatch,
				Endpoint.RECORDS_GET_JOB, this::job, Endpoint.PROFILES_UPSERT, this::upsertProfile);
	}

	private ApiResult append(ApiCall call) {
		ObjectStore store = this.workspace.requested(call.variable(0));
		BodyReader body = call.body().only("record");
		store.append(List.of(store.reader().read(body.raw("record"), "record", -1, true)));
		return ApiResult.ok(new ProcessedBatch(store.schema().name(), null, call.now(), 1, Map.of()).receipt());
	}

	private ApiResult upsert(ApiCall call) {
		return upsert(call, this.workspace.requested(call.variable(0)));
	}

	private ApiResult upsertProfile(ApiCall call) {
		return upsert(call, this.workspace.primaryProfiles());
	}

	private ApiResult appendBatch(ApiCall call) {
		ObjectStore store = this.workspace.requested(call.variable(0));
		return batch(call, store, call.body().only("records"), null);
	}

	private ApiResult upsertBatch(ApiCall call) {
		ObjectStore store = this.workspace.requested(call.variable(0));
		BodyReader body = call.body().only("records", "matchKey");
		return batch(call, store, body, MatchKeys.read(body, store.schema()));
	}

	private ApiResult job(ApiCall call) {
		String objectName = this.workspace.requested(call.variable(0)).schema().name();
		BatchJob job = this.jobs.get(call.variable(1));
		if (job == null || !job.objectName().equals(objectName)) {
			throw ApiProblem.notFound("The object has no such job");
		}
		return ApiResult.ok(job.poll(this.behaviors.has(Behavior.INSTANT_JOBS), call.now()));
	}

	public void clear() {
		this.jobs.clear();
	}

	private ApiResult upsert(ApiCall call, ObjectStore store) {
		BodyReader body = call.body().only("record", "matchKey");
		String matchKey = MatchKeys.read(body, store.schema());
		store.upsert(List.of(store.reader().read(body.raw("record"), "record", -1, false)), matchKey);
		return ApiResult.ok(new ProcessedBatch(store.schema().name(), matchKey, call.now(), 1, Map.of()).receipt());
	}

	private ApiResult batch(ApiCall call, ObjectStore store, BodyReader body, @Nullable String matchKey) {
		List<?> records = body.list("records", 1, MAX_BATCH);
		List<Row> rows = new ArrayList<>(records.size());
		Map<Integer, ApiProblem> rejected = new TreeMap<>();
		for (int i = 0; i < records.size(); i++) {
			try {
				rows.add(store.reader().read(records.get(i), "records", i, matchKey == null));
			}
			catch (ApiProblem ex) {
				if (!this.behaviors.has(Behavior.PARTIAL_BATCHES)) {
					throw ex;
				}
				rejected.put(i, ex);
			}
		}
		if (matchKey == null) {
			store.append(rows);
		}
		else {
			store.upsert(rows, matchKey);
		}
		return respond(new ProcessedBatch(store.schema().name(), matchKey, call.now(), records.size(), rejected));
	}

	private ApiResult respond(ProcessedBatch batch) {
		if (this.behaviors.has(Behavior.BATCH_JOBS)) {
			BatchJob job = new BatchJob(batch);
			this.jobs.put(job.id(), job);
			return ApiResult.accepted(job.receipt());
		}
		return ApiResult.ok(this.behaviors.has(Behavior.BATCH_RESULTS) ? batch.inline() : batch.receipt());
	}

}
