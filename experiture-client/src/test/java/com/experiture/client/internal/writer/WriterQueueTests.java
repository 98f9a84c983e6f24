package com.experiture.client.internal.writer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.writer.WriterQueue.GivenUp;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterOptions.WhenFull;
import com.experiture.client.writer.WriterStats;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WriterQueue}: examples, and random operations against a small model.
 */
class WriterQueueTests {

	private static final Duration LINGER = Duration.ofMillis(100);

	private final List<Timeout> timeouts = new ArrayList<>();

	private final List<InFlightBatch> ready = new ArrayList<>();

	private long now;

	@Test
	void fillsBatchesAgainAfterRecordsWereGivenUp() {
		WriterQueue queue = queue(WriterOptions.builder().batchSize(10, 100_000).linger(LINGER).build());
		RecordTarget target = upserts("profiles");
		assertThat(add(queue, target, 25)).extracting((batch) -> batch.entries().size()).containsExactly(10);
		queue.flush();
		GivenUp givenUp = queue.giveUp();
		assertThat(givenUp.sent()).hasSize(1);
		assertThat(givenUp.unsent()).singleElement().matches((rest) -> rest.entries().size() == 15);
		List<InFlightBatch> batches = new ArrayList<>(add(queue, target, 50));
		for (int i = 0; i < batches.size(); i++) {
			queue.completed(batches.get(i), accepted(batches.get(i)));
			batches.addAll(sent());
		}
		assertThat(batches).extracting((batch) -> batch.entries().size()).containsOnly(10).hasSize(5);
	}

	@Test
	void removesIdleTargetWithItsTimer() {
		WriterQueue queue = queue(WriterOptions.builder().linger(Duration.ofDays(1)).build());
		for (int i = 0; i < 60_000; i++) {
			add(queue, upserts("object-" + i), 1);
			if (i % 3 == 0) {
				queue.giveUp();
			}
			else {
				queue.flush();
				sent().forEach((batch) -> queue.completed(batch, accepted(batch)));
			}
		}
		assertThat(queue.targets()).isZero();
		assertThat(this.timeouts).isEmpty();
	}

	@Test
	void waitsForRecordsThatWereGivenUpUntilTheyWereHandedBack() {
		WriterQueue queue = queue(WriterOptions.builder().linger(LINGER).build());
		add(queue, upserts("profiles"), 1);
		this.now += 5;
		GivenUp givenUp = queue.giveUp();
		CompletableFuture<Void> drained = queue.drain();
		assertThat(drained).isNotDone();
		givenUp.unsent().forEach(queue::done);
		assertThat(drained).isCompleted();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void behavesLikeModel(int block) {
		for (int seed = block * 1000; seed < block * 1000 + 250; seed++) {
			this.timeouts.clear();
			this.ready.clear();
			this.now = 0;
			new Model(seed).run();
		}
	}

	private WriterQueue queue(WriterOptions options) {
		return new WriterQueue(options, () -> this.now, (task, delay, target) -> {
			Timeout timeout = new Timeout(target, task, this.now + delay, this.timeouts);
			this.timeouts.add(timeout);
			return timeout;
		}, (batch, queue) -> this.ready.add(batch));
	}

	private List<InFlightBatch> add(WriterQueue queue, RecordTarget target, int count) {
		for (int i = 0; i < count; i++) {
			queue.add(new WriterEntry(target, i, new byte[20]));
		}
		return sent();
	}

	private List<InFlightBatch> sent() {
		List<InFlightBatch> sent = List.copyOf(this.ready);
		this.ready.clear();
		return sent;
	}

	private static RecordTarget upserts(String object) {
		return new RecordTarget(Endpoint.RECORDS_UPSERT_BATCH, object, "email");
	}

	private static BatchResult accepted(InFlightBatch batch) {
		return new BatchResult(batch.entries().size(), List.of(), 0, null, null);
	}

	private record Timeout(TargetQueue queue, Runnable task, long at, List<Timeout> timeouts) implements Disposable {

		@Override
		public void dispose() {
			this.timeouts.removeIf((timeout) -> timeout == this);
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

	/**
	 * The behavior of a writer, modelled in the simplest way.
	 */
	private final class Model {

		private static final int MAX_RECORDS = 5;

		private static final int CAPACITY = 30;

		private final String name;

		private final Random random;

		private final WriterQueue queue;

		private final List<RecordTarget> targets = List.of(upserts("a"), upserts("b"),
				new RecordTarget(Endpoint.RECORDS_APPEND_BATCH, "a", null));

		private final Map<RecordTarget, Deque<WriterEntry>> lingering = new LinkedHashMap<>();

		private final Deque<WriterEntry> waiting = new ArrayDeque<>();

		private final List<InFlightBatch> inFlight = new ArrayList<>();

		private long number;

		private long flushed = -1;

		private long enqueued;

		private long accepted;

		private long rejected;

		private long handedBack;

		Model(int seed) {
			this.name = "seed " + seed;
			this.random = new Random(seed);
			this.queue = queue(WriterOptions.builder()
				.batchSize(MAX_RECORDS, 1_000)
				.linger(LINGER)
				.capacity(CAPACITY, 8_000)
				.appendConcurrency(2)
				.whenFull(WhenFull.WAIT)
				.build());
			this.targets.forEach((target) -> this.lingering.put(target, new ArrayDeque<>()));
		}

		void run() {
			for (int step = 0; step < 200; step++) {
				switch (this.random.nextInt(12)) {
					case 0 -> flush();
					case 1 -> giveUp();
					case 2 -> withdraw();
					case 3 -> pass(this.random.nextInt(120));
					case 4, 5, 6 -> complete();
					default -> write();
				}
				check();
			}
			while (!this.inFlight.isEmpty() || !this.waiting.isEmpty()
					|| this.lingering.values().stream().anyMatch((entries) -> !entries.isEmpty())) {
				flush();
				complete();
				check();
			}
			assertThat(this.queue.targets()).as(this.name).isZero();
			assertThat(WriterQueueTests.this.timeouts).as(this.name).isEmpty();
			assertThat(this.queue.drain()).as(this.name).isCompleted();
		}

		private void write() {
			WriterEntry entry = new WriterEntry(this.targets.get(this.random.nextInt(3)), this.number++,
					new byte[20 + this.random.nextInt(400)]);
			this.waiting.add(entry);
			this.queue.add(entry);
			assertThat(entry.result()).as(this.name).isNotDone();
			checkSent();
		}

		private void flush() {
			enqueue();
			this.flushed = this.number;
			this.queue.flush();
			checkSent();
		}

		private void giveUp() {
			enqueue();
			GivenUp givenUp = this.queue.giveUp();
			assertThat(givenUp.sent()).as(this.name).containsExactlyElementsOf(this.inFlight);
			List<WriterEntry> unsent = new ArrayList<>();
			givenUp.unsent().forEach((batch) -> unsent.addAll(batch.entries()));
			List<WriterEntry> expected = new ArrayList<>();
			this.lingering.values().forEach(expected::addAll);
			assertThat(unsent).as(this.name).containsExactlyInAnyOrderElementsOf(expected);
			this.handedBack += expected.size();
			this.handedBack += this.inFlight.stream().mapToInt((batch) -> batch.entries().size()).sum();
			for (InFlightBatch late : this.inFlight) {
				assertThat(this.queue.completed(late, accepted(late))).as(this.name).isFalse();
			}
			this.inFlight.clear();
			this.lingering.values().forEach(Deque::clear);
			this.flushed = -1;
			givenUp.sent().forEach(this.queue::done);
			givenUp.unsent().forEach(this.queue::done);
			checkSent();
		}

		private void withdraw() {
			enqueue();
			WriterEntry last = this.waiting.peekLast();
			if (last != null) {
				assertThat(this.queue.withdraw(last)).as(this.name).isTrue();
				this.waiting.removeLast();
				checkSent();
			}
		}

		private void pass(int millis) {
			WriterQueueTests.this.now += Duration.ofMillis(millis).toNanos();
			List.copyOf(WriterQueueTests.this.timeouts).forEach((timeout) -> {
				if (timeout.at() <= WriterQueueTests.this.now && WriterQueueTests.this.timeouts.contains(timeout)) {
					timeout.dispose();
					timeout.task().run();
					checkSent();
				}
			});
		}

		private void complete() {
			if (this.inFlight.isEmpty()) {
				return;
			}
			InFlightBatch batch = this.inFlight.remove(this.random.nextInt(this.inFlight.size()));
			int size = batch.entries().size();
			int rejectedRecords = this.random.nextInt(4) == 0 ? size : 0;
			this.accepted += size - rejectedRecords;
			this.rejected += rejectedRecords;
			this.queue.completed(batch,
					new BatchResult(size - rejectedRecords, List.of(), rejectedRecords, null, null));
			this.queue.done(batch);
			checkSent();
		}

		// Records are enqueued in their order; their admission shows how many.
		private void enqueue() {
			while (!this.waiting.isEmpty() && this.waiting.peek().isAdmissionDecided()) {
				WriterEntry next = this.waiting.remove();
				this.enqueued++;
				this.lingering.get(next.target()).add(next);
			}
			if (!this.waiting.isEmpty()) {
				// Records that wait for room let nothing linger if nothing else makes
				// room.
				this.flushed = this.number;
			}
		}

		private void checkSent() {
			enqueue();
			for (InFlightBatch batch : WriterQueueTests.this.sent()) {
				Deque<WriterEntry> queued = this.lingering.get(batch.target());
				WriterEntry first = queued.peek();
				int bytes = 0;
				for (WriterEntry entry : batch.entries()) {
					assertThat(queued.remove()).as(this.name).isSameAs(entry);
					bytes += entry.size() + 1;
				}
				boolean full = batch.entries().size() == MAX_RECORDS
						|| (!queued.isEmpty() && bytes + queued.peek().size() + 1 > 1_000 - 40 - 30)
						|| bytes >= 1_000 - 70;
				assertThat(full || queued.isEmpty()).as("%s, as full as can be", this.name).isTrue();
				assertThat(full || (long) first.record() < this.flushed
						|| WriterQueueTests.this.now - first.enqueuedAt() >= LINGER.toNanos())
					.as("%s, not sent without a reason", this.name)
					.isTrue();
				this.inFlight.add(batch);
			}
		}

		private void check() {
			enqueue();
			WriterStats stats = this.queue.stats();
			int lingering = this.lingering.values().stream().mapToInt(Deque::size).sum();
			int inFlightRecords = this.inFlight.stream().mapToInt((batch) -> batch.entries().size()).sum();
			assertThat(stats.enqueued()).as(this.name).isEqualTo(this.enqueued);
			assertThat(stats.accepted()).as(this.name).isEqualTo(this.accepted);
			assertThat(stats.rejected()).as(this.name).isEqualTo(this.rejected);
			assertThat(stats.handedBack()).as(this.name).isEqualTo(this.handedBack);
			assertThat(stats.waiting()).as(this.name)
				.isEqualTo(lingering + inFlightRecords)
				.isLessThanOrEqualTo(CAPACITY);
			assertThat(stats.waitingBytes()).as(this.name)
				.isEqualTo(IntStream.concat(
						this.inFlight.stream().flatMap((batch) -> batch.entries().stream()).mapToInt(WriterEntry::size),
						this.lingering.values().stream().flatMap(Deque::stream).mapToInt(WriterEntry::size))
					.sum());
			long busy = this.targets.stream()
				.filter((target) -> !this.lingering.get(target).isEmpty() || inFlight(target) > 0)
				.count();
			assertThat((long) this.queue.targets()).as("%s, targets", this.name).isEqualTo(busy);
			assertThat(WriterQueueTests.this.timeouts.size()).as("%s, timers", this.name)
				.isLessThanOrEqualTo((int) busy);
			for (RecordTarget target : this.targets) {
				int most = target.isAppend() ? 2 : 1;
				assertThat(inFlight(target)).as(this.name).isLessThanOrEqualTo(most);
				boolean idle = !this.lingering.get(target).isEmpty() && inFlight(target) < most;
				assertThat(idle && WriterQueueTests.this.timeouts.stream()
					.noneMatch((timeout) -> timeout.queue().target().equals(target))).as("%s, stuck", this.name)
					.isFalse();
			}
		}

		private long inFlight(RecordTarget target) {
			return this.inFlight.stream().filter((batch) -> batch.target().equals(target)).count();
		}

	}

}
