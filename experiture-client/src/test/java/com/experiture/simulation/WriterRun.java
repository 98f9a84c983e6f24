package com.experiture.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.PollOptions;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordRejectedException;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.WriterClosedException;
import com.experiture.client.writer.WriterFullException;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterOptions.WhenFull;
import com.experiture.client.writer.WriterStats;

/**
 * Writes records one by one with a record writer, which sends them in batches.
 */
final class WriterRun extends Operation {

	private final List<Entry> entries = new ArrayList<>();

	private final Map<Long, Boolean> handedBack = new HashMap<>();

	private final Duration drainTimeout;

	private final ReactiveRecordWriter writer;

	private boolean closing;

	WriterRun(Application application) {
		super(application, "writer");
		this.drainTimeout = application.chance(0.3) ? application.millis(1, 2_000) : Duration.ofSeconds(25);
		boolean throwing = application.chance(0.1);
		this.writer = application.client()
			.reactive()
			.records()
			.writer(WriterOptions.builder()
				.batchSize(application.between(1, 8), 1_000)
				.linger(application.chance(0.3) ? Duration.ZERO : application.millis(1, 2_000))
				.capacity(application.between(2, 60), 4_000)
				.whenFull(application.chance(0.7) ? WhenFull.WAIT : WhenFull.REJECT)
				.appendConcurrency(application.between(1, 4))
				.retryTimeout(application.chance(0.3) ? Duration.ZERO : application.millis(100, 120_000))
				.jobPolling(PollOptions.builder()
					.timeout(application.millis(1_000, 60_000))
					.intervals(Duration.ofMillis(500), Duration.ofSeconds(10))
					.build())
				.drainTimeout(this.drainTimeout)
				.onUndelivered((undelivered) -> handedBack(undelivered, throwing))
				.build());
	}

	@Override
	void start() {
		int count = application().between(3, 12);
		int span = application().chance(0.5) ? 100 : 20_000;
		for (int i = 0; i < count; i++) {
			application().time().after(application().millis(0, span), this::write);
		}
		boolean leaving = application().profile().is(Profile.LEAVING, Profile.CHAOS);
		if (application().chance(0.3)) {
			application().time().after(application().millis(0, 20_000), this.writer::flush);
		}
		if (leaving || application().chance(0.1)) {
			application().time().after(application().millis(0, 20_000), this::drain);
		}
		if (leaving && application().chance(0.5)) {
			application().time().after(application().millis(0, 20_000), this::close);
		}
	}

	private void write() {
		Entry entry = new Entry(application().record(name()), application().chance(0.5));
		this.entries.add(entry);
		application().events().add("%s: record %s", name(), Application.id(entry.record));
		(entry.append ? this.writer.append("orders", entry.record)
				: this.writer.upsert("profiles", entry.record, "email"))
			.subscribe((outcome) -> entry.ended(outcome, null), (failure) -> entry.ended(null, failure));
		checkStats();
	}

	private void drain() {
		call(this.writer.drain(), this.drainTimeout.plus(Simulation.LATE_THREAD), (ignored) -> {
		}, (failure) -> {
		});
	}

	/**
	 * Close the writer, once.
	 */
	void close() {
		if (!this.closing) {
			this.closing = true;
			call(this.writer.close(), this.drainTimeout.plus(Simulation.LATE_THREAD), (ignored) -> {
			}, (failure) -> {
			});
		}
	}

	@Override
	void cancel() {
		if (!this.closing) {
			super.cancel();
		}
	}

	private void handedBack(UndeliveredRecords undelivered, boolean throwing) {
		application().events()
			.add("%s: %s records are handed back, sent: %s", name(), undelivered.records().size(), undelivered.sent());
		for (Object record : undelivered.records()) {
			Boolean before = this.handedBack.put(Application.id(record), undelivered.sent());
			application().checks()
				.that(before == null, "a record is handed back once", "%s: %s", name(), Application.id(record));
		}
		if (throwing) {
			throw new IllegalArgumentException("The handler fails");
		}
	}

	private void checkStats() {
		WriterStats stats = this.writer.stats();
		application().checks()
			.that(stats.enqueued() == stats.accepted() + stats.rejected() + stats.handedBack() + stats.waiting(),
					"the statistics of a writer balance", "%s: %s", name(), stats);
	}

	@Override
	void check() {
		checkStats();
		WriterStats stats = this.writer.stats();
		application().checks().that(stats.waiting() == 0, "a closed writer holds nothing", "%s: %s", name(), stats);
		long accepted = 0;
		long rejected = 0;
		for (Entry entry : this.entries) {
			checkEntry(entry);
			accepted += (entry.outcome != null) ? 1 : 0;
			rejected += (entry.failure instanceof RecordRejectedException) ? 1 : 0;
		}
		// If it is not known which records of a batch were rejected, all results state
		// this.
		boolean exact = this.entries.stream().noneMatch(Entry::isUnlocated);
		application().checks()
			.that(!exact || (stats.accepted() == accepted && stats.rejected() == rejected),
					"the statistics of a writer match its results", "%s: %s, but %s accepted and %s rejected", name(),
					stats, accepted, rejected);
		application().checks()
			.that(stats.handedBack() == this.handedBack.size(), "the statistics of a writer match its results",
					"%s: %s, but %s handed back", name(), stats, this.handedBack.size());
		checkOrder();
	}

	private void checkEntry(Entry entry) {
		long id = Application.id(entry.record);
		int count = application().effects().of(id);
		Boolean sent = this.handedBack.get(id);
		Throwable failure = entry.failure;
		that(entry.ended, "every record that is written has a result", id, count);
		that(count <= 1, "a record is written at most once", id, count);
		that(count == 0 || !Application.isPoison(entry.record), "bad records are not written", id, count);
		if (entry.outcome != null) {
			that(count == 1, "accepted records are written", id, count);
			that(sent == null, "accepted records are not handed back", id, count);
		}
		else if (failure instanceof RecordRejectedException) {
			that(count == 0 || entry.isUnlocated(), "rejected records are not written", id, count);
			that(sent == null, "rejected records are not handed back", id, count);
		}
		else if (sent == null) {
			boolean refused = failure instanceof WriterFullException || failure instanceof WriterClosedException;
			that(refused, "records that cannot be delivered are handed back", id, count);
			that(count == 0, "records that the writer rejected are not written", id, count);
		}
		else {
			that(sent || count == 0, "records that were not sent are not written", id, count);
		}
	}

	private void checkOrder() {
		Map<Long, Integer> positions = new HashMap<>();
		for (int i = 0; i < this.entries.size(); i++) {
			Entry entry = this.entries.get(i);
			if (entry.outcome != null) {
				positions.put(Application.id(entry.record), i);
			}
		}
		application().effects().order().forEach((key, written) -> {
			int last = -1;
			for (Long id : written) {
				Integer position = positions.get(id);
				if (position != null) {
					that(position >= last, "records of one key are written in their order", id, position);
					last = position;
				}
			}
		});
	}

	private void that(boolean holds, String guarantee, long id, int count) {
		if (!holds) {
			application().checks().that(false, guarantee, "%s, record %s: %s", name(), id, count);
		}
	}

	private static final class Entry {

		private final Map<String, Object> record;

		private final boolean append;

		private boolean ended;

		private @Nullable RecordResult outcome;

		private @Nullable Throwable failure;

		Entry(Map<String, Object> record, boolean append) {
			this.record = record;
			this.append = append;
		}

		void ended(@Nullable RecordResult outcome, @Nullable Throwable failure) {
			this.ended = true;
			this.outcome = outcome;
			this.failure = failure;
		}

		boolean isUnlocated() {
			return this.failure instanceof RecordRejectedException rejected && rejected.getMessage() != null
					&& rejected.getMessage().startsWith("Whether the API rejected the record is not known");
		}

	}

}
