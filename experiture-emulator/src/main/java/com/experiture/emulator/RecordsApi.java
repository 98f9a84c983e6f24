package com.experiture.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The families records and profiles.
 */
final class RecordsApi {

	private static final int MAX_BATCH = 10_000;

	private final Workspace workspace;

	private final EmulatorSettings settings;

	private final Map<String, BatchJob> jobs = new ConcurrentHashMap<>();

	RecordsApi(Workspace workspace, EmulatorSettings settings) {
		this.workspace = workspace;
		this.settings = settings;
	}

	Answer append(ApiCall call) {
		ObjectStore store = this.workspace.requested(call.variable(0));
		Input body = call.input().only("record");
		store.append(List.of(store.reader().read(body.raw("record"), "record", -1, true)));
		return Answer.ok(new Batch("append", store.object().name(), null, call.now(), 1, Map.of()).receipt());
	}

	Answer upsert(ApiCall call) {
		return upsert(call, this.workspace.requested(call.variable(0)));
	}

	Answer upsertProfile(ApiCall call) {
		return upsert(call, this.workspace.primaryProfiles());
	}

	Answer appendBatch(ApiCall call) {
		ObjectStore store = this.workspace.requested(call.variable(0));
		return batch(call, store, call.input().only("records"), null);
	}

	Answer upsertBatch(ApiCall call) {
		ObjectStore store = this.workspace.requested(call.variable(0));
		Input body = call.input().only("records", "matchKey");
		return batch(call, store, body, matchKey(body, store.object()));
	}

	Answer job(ApiCall call) {
		String objectName = this.workspace.requested(call.variable(0)).object().name();
		BatchJob job = this.jobs.get(call.variable(1));
		if (job == null || !job.objectName().equals(objectName)) {
			throw ApiProblem.notFound("The object has no such job");
		}
		return Answer.ok(job.poll(this.settings.instantJobs(), call.now()));
	}

	void clear() {
		this.jobs.clear();
	}

	private Answer upsert(ApiCall call, ObjectStore store) {
		Input body = call.input().only("record", "matchKey");
		String matchKey = matchKey(body, store.object());
		store.upsert(List.of(store.reader().read(body.raw("record"), "record", -1, false)), matchKey);
		return Answer.ok(new Batch("upsert", store.object().name(), matchKey, call.now(), 1, Map.of()).receipt());
	}

	private Answer batch(ApiCall call, ObjectStore store, Input body, @Nullable String matchKey) {
		boolean append = matchKey == null;
		List<?> records = body.list("records", 1, MAX_BATCH);
		List<Row> rows = new ArrayList<>(records.size());
		Map<Integer, ApiProblem> rejected = new TreeMap<>();
		for (int i = 0; i < records.size(); i++) {
			try {
				rows.add(store.reader().read(records.get(i), "records", i, append));
			}
			catch (ApiProblem ex) {
				if (!this.settings.partialBatches()) {
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
		return answer(new Batch(append ? "append" : "upsert", store.object().name(), matchKey, call.now(),
				records.size(), rejected));
	}

	private Answer answer(Batch batch) {
		return switch (this.settings.batchAnswers()) {
			case INLINE -> Answer.ok(batch.inline());
			case RECEIPT -> Answer.ok(batch.receipt());
			case JOB -> {
				BatchJob job = new BatchJob(batch);
				this.jobs.put(job.id(), job);
				yield Answer.accepted(job.receipt());
			}
		};
	}

	static @Nullable String matchKey(Input body, CdpObject object, boolean append) {
		return append ? null : matchKey(body, object);
	}

	private static String matchKey(Input body, CdpObject object) {
		List<String> keys = object.identityKeys();
		String matchKey = body.optionalText("matchKey", 1, 255);
		if (matchKey != null && !keys.contains(matchKey)) {
			throw ApiProblem.invalid("The match key must be an identity key of the object", "matchKey", matchKey);
		}
		if (matchKey == null && keys.isEmpty()) {
			throw BeyondDocumentation.NO_PRIMARY_KEY
				.mark(ApiProblem.invalid("The object has no key to match by", "matchKey"));
		}
		return (matchKey != null) ? matchKey : keys.get(0);
	}

}
