package com.experiture.client.internal.writer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.error.Effect;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterOptions.WhenFull;
import com.experiture.client.writer.WriterStats;

/**
 * All records of a writer: those that wait for room, for their batch and for their
 * answer. Guarded by the lock of its writer.
 */
final class WriterQueue {

	private static final int MAX_WAITERS = 10_000;

	private final WriterOptions options;

	private final LongSupplier nanoTime;

	private final Timer timer;

	private final Map<RecordTarget, TargetQueue> lanes = new LinkedHashMap<>();

	private final Deque<WriterEntry> waiters = new ArrayDeque<>();

	private long waiterBytes;

	private final Set<InFlightBatch> inFlight = new LinkedHashSet<>();

	private final Set<InFlightBatch> ending = new LinkedHashSet<>();

	private final WriterCounters books = new WriterCounters();

	/**
	 * Create a queue.
	 * @param options the bounds
	 * @param nanoTime a monotonic time in nanoseconds
	 * @param timer looks at a lane again after a time
	 */
	WriterQueue(WriterOptions options, LongSupplier nanoTime, Timer timer) {
		this.options = options;
		this.nanoTime = nanoTime;
		this.timer = timer;
	}

	/**
	 * Take a record, or let it wait for room.
	 */
	Admission add(WriterEntry entry) {
		if (this.waiters.isEmpty() && this.books.hasRoom(this.options, entry.size())) {
			return new Admission(true, take(entry));
		}
		boolean waits = this.options.whenFull() == WhenFull.WAIT && this.waiters.size() < MAX_WAITERS
				&& (this.waiters.isEmpty() || this.waiterBytes + entry.size() <= this.options.capacityBytes());
		if (waits) {
			this.waiters.add(entry);
			this.waiterBytes += entry.size();
		}
		return new Admission(waits, makeRoom());
	}

	/**
	 * Forget a record that waits for room.
	 * @return whether it waited still
	 */
	boolean withdraw(WriterEntry entry) {
		boolean waited = this.waiters.remove(entry);
		this.waiterBytes -= waited ? entry.size() : 0;
		return waited;
	}

	/**
	 * Forget all records that wait for room.
	 */
	List<WriterEntry> withdrawAll() {
		List<WriterEntry> all = List.copyOf(this.waiters);
		this.waiters.clear();
		this.waiterBytes = 0;
		return all;
	}

	/**
	 * Let nothing linger that waits for its batch.
	 */
	List<InFlightBatch> flush() {
		List<InFlightBatch> ready = new ArrayList<>();
		this.lanes.values().forEach((lane) -> {
			lane.flush();
			ready.addAll(ready(lane));
		});
		return ready;
	}

	List<InFlightBatch> lingered(TargetQueue lane) {
		lane.timerEnded();
		return ready(lane);
	}

	/**
	 * Return what the batches in flight may have done.
	 */
	Effect effect() {
		return this.inFlight.stream().map((shipment) -> shipment.watch().effect()).reduce(Effect.NONE, Effect::and);
	}

	/**
	 * Account for a batch that came back.
	 * @param shipment the batch, which stays until {@link #ended}
	 * @param account what became of its records
	 * @return what is to be sent now, or {@code null} where the batch was given up before
	 */
	@Nullable List<InFlightBatch> returned(InFlightBatch shipment, BatchResult account) {
		if (!this.inFlight.remove(shipment)) {
			return null;
		}
		this.ending.add(shipment);
		shipment.lane().returned();
		this.books.settled(shipment, account);
		List<InFlightBatch> ready = new ArrayList<>(ready(shipment.lane()));
		ready.addAll(refill());
		if (shipment.lane().isEmpty()) {
			shipment.lane().cancelTimer();
			this.lanes.remove(shipment.lane().target());
		}
		return ready;
	}

	/**
	 * Take what waits for room.
	 */
	List<InFlightBatch> refill() {
		List<InFlightBatch> ready = new ArrayList<>();
		WriterEntry next = this.waiters.peek();
		while (next != null && this.books.hasRoom(this.options, next.size())) {
			withdraw(next);
			ready.addAll(take(next));
			next = this.waiters.peek();
		}
		if (next != null) {
			ready.addAll(makeRoom());
		}
		return ready;
	}

	/**
	 * Forget a batch whose records have their results.
	 */
	void ended(InFlightBatch shipment) {
		this.ending.remove(shipment);
	}

	/**
	 * Give up everything that was taken. It counts as ending until {@link #ended}.
	 * @return what is in flight, and as one batch for each target what was never sent
	 */
	GivenUp giveUp() {
		List<InFlightBatch> sent = List.copyOf(this.inFlight);
		this.inFlight.clear();
		sent.forEach((shipment) -> shipment.lane().returned());
		List<InFlightBatch> unsent = new ArrayList<>();
		for (TargetQueue lane : this.lanes.values()) {
			List<WriterEntry> rest = lane.clear();
			lane.cancelTimer();
			if (!rest.isEmpty()) {
				unsent.add(new InFlightBatch(lane, rest, FlushReason.END));
			}
		}
		this.lanes.clear();
		Stream.concat(sent.stream(), unsent.stream()).forEach((shipment) -> {
			this.books.handedBack(shipment.entries().size(), shipment.bytes());
			this.ending.add(shipment);
		});
		return new GivenUp(sent, unsent);
	}

	/**
	 * Return whether every record that was taken up to a time has its result.
	 */
	boolean isDone(long time) {
		long now = this.nanoTime.getAsLong();
		long age = Math.max(longestWait(now), longestOf(this.ending, now));
		return age < 0 || age < now - time;
	}

	WriterStats stats() {
		return this.books.stats(Duration.ofNanos(Math.max(0, longestWait(this.nanoTime.getAsLong()))));
	}

	// Negative where nothing waits
	private long longestWait(long now) {
		long longest = longestOf(this.inFlight, now);
		for (TargetQueue lane : this.lanes.values()) {
			WriterEntry first = lane.oldest();
			longest = (first != null) ? Math.max(longest, now - first.takenAt()) : longest;
		}
		return longest;
	}

	private static long longestOf(Set<InFlightBatch> shipments, long now) {
		long longest = -1;
		for (InFlightBatch shipment : shipments) {
			longest = Math.max(longest, now - shipment.entries().get(0).takenAt());
		}
		return longest;
	}

	private List<InFlightBatch> take(WriterEntry entry) {
		this.books.taken(entry);
		entry.taken(this.nanoTime.getAsLong());
		TargetQueue lane = this.lanes.computeIfAbsent(entry.target(),
				(target) -> new TargetQueue(target, this.options));
		lane.add(entry);
		return ready(lane);
	}

	// While nothing is in flight, only what lingers can make room.
	private List<InFlightBatch> makeRoom() {
		return this.inFlight.isEmpty() ? flush() : List.of();
	}

	private List<InFlightBatch> ready(TargetQueue lane) {
		List<InFlightBatch> ready = List.of();
		Long delay = lane.delay(this.nanoTime.getAsLong());
		while (delay != null && delay <= 0) {
			InFlightBatch shipment = lane.next();
			this.inFlight.add(shipment);
			ready = ready.isEmpty() ? new ArrayList<>() : ready;
			ready.add(shipment);
			delay = lane.delay(this.nanoTime.getAsLong());
		}
		if (delay != null && !lane.isTimed()) {
			lane.timed(this.timer.start(lane, delay));
		}
		return ready;
	}

	/**
	 * Return for how many targets there is anything to do.
	 */
	int targets() {
		return this.lanes.size();
	}

	/**
	 * Looks at a lane again after a time.
	 */
	@FunctionalInterface
	interface Timer {

		/**
		 * Call {@link #lingered} once.
		 * @param lane the lane
		 * @param delay the time in nanoseconds
		 * @return cancels the look
		 */
		Disposable start(TargetQueue lane, long delay);

	}

	/**
	 * What was given up.
	 *
	 * @param sent the batches that may have been sent
	 * @param unsent the records that were not, by target
	 */
	record GivenUp(List<InFlightBatch> sent, List<InFlightBatch> unsent) {
	}

	/**
	 * What became of a record that is written.
	 *
	 * @param admitted whether it was taken or waits for room
	 * @param ready what is to be sent now
	 */
	record Admission(boolean admitted, List<InFlightBatch> ready) {
	}

}
