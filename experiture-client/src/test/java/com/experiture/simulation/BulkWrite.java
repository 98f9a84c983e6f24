package com.experiture.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.bulk.RejectedRecords;
import com.experiture.client.bulk.UnresolvedRecords;
import com.experiture.client.call.PollOptions;
import com.experiture.client.error.Effect;
import com.experiture.client.records.ReactiveRecordsClient;

/**
 * Writes many records with one call. A run with an id is started again, with the same
 * records or, as a mistake of the application, with one different record.
 */
final class BulkWrite extends Operation {

	private final List<Map<String, Object>> records = new ArrayList<>();

	private final boolean upsert;

	private final BulkOptions options;

	private final boolean named;

	private final int failsAt;

	private final RuntimeException sourceFailure = new IllegalArgumentException("The source fails");

	private @Nullable BulkReport report;

	private @Nullable Effect effect;

	private boolean again;

	BulkWrite(Application application) {
		super(application, "bulk");
		this.upsert = application.chance(0.4);
		int size = application.between(1, 12);
		for (int i = 0; i < size; i++) {
			this.records.add(application.record(name()));
		}
		this.failsAt = application.profile().is(Profile.LEAVING, Profile.CHAOS) && application.chance(0.3)
				? application.random().nextInt(size) : -1;
		this.named = application.chance(0.4);
		BulkOptions.Builder options = BulkOptions.builder()
			.batchSize(application.between(1, 8), 1_000)
			.concurrency(application.between(1, 4))
			.retryTimeout(application.chance(0.3) ? Duration.ZERO : application.millis(100, 300_000))
			.jobPolling(PollOptions.builder()
				.timeout(application.millis(1_000, 120_000))
				.intervals(Duration.ofMillis(500), Duration.ofSeconds(10))
				.build())
			.maxRejected(application.chance(0.1) ? 1 : 1_000);
		this.options = (this.named ? options.runId(name()) : options).build();
	}

	@Override
	void start() {
		run(this.records, this.failsAt);
	}

	private void run(List<Map<String, Object>> records, int failsAt) {
		ReactiveRecordsClient client = application().client().reactive().records();
		RecordSource source = RecordSource.of(source(records, failsAt));
		call(this.upsert ? client.upsertAll("profiles", source, "email", this.options)
				: client.appendAll("orders", source, this.options), null, (report) -> ended(report, null, records),
				(failure) -> {
					if (failure instanceof BulkWriteException stopped) {
						ended(stopped.report(), stopped, records);
					}
				});
	}

	private Iterator<Map<String, Object>> source(List<Map<String, Object>> records, int failsAt) {
		Iterator<Map<String, Object>> all = records.iterator();
		return new Iterator<>() {

			private int position;

			@Override
			public boolean hasNext() {
				return all.hasNext();
			}

			@Override
			public Map<String, Object> next() {
				if (this.position++ == failsAt) {
					throw BulkWrite.this.sourceFailure;
				}
				return all.next();
			}

		};
	}

	private void ended(@Nullable BulkReport report, @Nullable BulkWriteException stopped,
			List<Map<String, Object>> records) {
		if (report == null) {
			return;
		}
		application().events().add("%s: %s", name(), report.toString().replaceAll("elapsed=[^,]*, ", ""));
		long unresolved = report.unresolved().stream().mapToLong(UnresolvedRecords::count).sum();
		application().checks()
			.that(report.read() == report.accepted() + report.rejected() + unresolved,
					"a report accounts for every record that was read", "%s: %s, unresolved %s", name(), report,
					unresolved);
		application().checks()
			.that(report.rejected() == report.rejections().stream().mapToLong(RejectedRecords::count).sum(),
					"a report names every rejection", "%s: %s", name(), report);
		application().checks()
			.that(stopped != null || unresolved == 0, "a run that is not stopped resolves every record", "%s: %s",
					name(), report);
		if (this.again) {
			atMostOnce(records);
			return;
		}
		this.report = report;
		this.effect = (stopped != null) ? stopped.effect() : null;
		// Parts of a rejected batch are written with keys of their own. In that case, the
		// batch must be rejected again.
		boolean repeatable = application().server().keepsRefusals()
				|| !application().profile().is(Profile.REFUSING, Profile.CHAOS);
		if (this.named && repeatable && !application().isClosed() && application().chance(0.7)) {
			this.again = true;
			application().server().enforceKeys();
			boolean allAccepted = report.accepted() == records.size();
			if (allAccepted && application().chance(0.5)) {
				List<Map<String, Object>> others = new ArrayList<>(records);
				others.set(0, application().record(name()));
				application().events().add("%s is started again with another first record", name());
				run(others, -1);
			}
			else {
				application().events().add("%s is started again", name());
				run(records, -1);
			}
		}
	}

	@Override
	void check() {
		atMostOnce(this.records);
		BulkReport report = this.report;
		if (report == null) {
			return;
		}
		Set<Integer> rejected = new HashSet<>();
		Set<Integer> unlocated = new HashSet<>();
		for (RejectedRecords one : report.rejections()) {
			boolean located = one.count() == one.lastPosition() - one.position() + 1;
			for (long position = one.position(); position <= one.lastPosition(); position++) {
				(located ? rejected : unlocated).add((int) position);
			}
		}
		Set<Integer> sent = new HashSet<>();
		Set<Integer> unsent = new HashSet<>();
		for (UnresolvedRecords some : report.unresolved()) {
			for (long position = some.position(); position <= some.lastPosition(); position++) {
				if (!rejected.contains((int) position)) {
					(some.sent() ? sent : unsent).add((int) position);
				}
			}
		}
		Map<Object, Integer> open = new HashMap<>();
		long written = 0;
		for (int i = 0; i < this.records.size(); i++) {
			int count = application().effects().of(Application.id(this.records.get(i)));
			written += count;
			if (i >= report.read() || unsent.contains(i)) {
				that(this.again || count == 0, "records that were not sent are not written", i, count);
			}
			else if (rejected.contains(i)) {
				that(this.again || count == 0, "rejected records are not written", i, count);
			}
			else if (!sent.contains(i) && !unlocated.contains(i)) {
				that(count == 1, "accepted records are written", i, count);
				Integer earlier = open.get(this.records.get(i).get("email"));
				that(!this.upsert || earlier == null || this.again, "no record overtakes a failed one of the same key",
						i, count);
			}
			if (sent.contains(i)) {
				open.put(this.records.get(i).get("email"), i);
			}
		}
		application().checks()
			.that(this.effect != Effect.NONE || written == 0 || this.again, "a failure without effect has none",
					"%s: %s records are written", name(), written);
		checkOrder(sent, unlocated);
	}

	private void checkOrder(Set<Integer> sent, Set<Integer> unlocated) {
		if (!this.upsert || !unlocated.isEmpty()) {
			return;
		}
		Map<Long, Integer> positions = new HashMap<>();
		for (int i = 0; i < this.records.size(); i++) {
			positions.put(Application.id(this.records.get(i)), i);
		}
		application().effects().order().forEach((key, written) -> {
			int last = -1;
			for (Long id : written) {
				Integer position = positions.get(id);
				if (position != null && !sent.contains(position)) {
					that(position >= last, "records of one key are written in their order", position, last);
					last = position;
				}
			}
		});
	}

	private void atMostOnce(List<Map<String, Object>> records) {
		for (int i = 0; i < records.size(); i++) {
			int count = application().effects().of(Application.id(records.get(i)));
			that(count <= 1, "a record is written at most once", i, count);
			that(count == 0 || !Application.isPoison(records.get(i)), "bad records are not written", i, count);
		}
	}

	private void that(boolean holds, String guarantee, int position, int count) {
		if (!holds) {
			application().checks()
				.that(false, guarantee, "%s, position %s, record %s: %s", name(), position,
						Application.id(this.records.get(position)), count);
		}
	}

}
