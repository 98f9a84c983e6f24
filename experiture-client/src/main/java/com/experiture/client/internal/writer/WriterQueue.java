package com.experiture.client.internal.writer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.error.Effect;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.writer.WriterClosedException;
import com.experiture.client.writer.WriterFullException;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterStats;

/**
 * All records of a writer: those that wait for room, for their batch and for their
 * response. One lock guards them. Batches are passed to the sender outside of the lock.
 */
final class WriterQueue {

	private final WriterOptions options;

	private final LongSupplier nanoTime;

	private final Timer timer;

	private final Sender sender;

	private final ReentrantLock lock = new ReentrantLock();

	private final BlockedRecords blocked;

	private final Map<RecordTarget, TargetQueue> targets = new LinkedHashMap<>();

	private final Set<InFlightBatch> inFlight = new LinkedHashSet<>();

	private final Set<InFlightBatch> completing = new LinkedHashSet<>();

	private final List<Drain> drains = new ArrayList<>();

	private final WriterCounters counters = new WriterCounters();

	private boolean closed;

	/**
	 * Create a queue.
	 * @param options the limits
	 * @param nanoTime a monotonic time in nanoseconds
	 * @param timer ends the linger time of batches
	 * @param sender sends the batches
	 */
	WriterQueue(WriterOptions options, LongSupplier nanoTime, Timer timer, Sender sender) {
		this.options = options;
		this.nanoTime = nanoTime;
		this.timer = timer;
		this.sender = sender;
		this.blocked = new BlockedRecords(options);
	}

	/**
	 * Enqueue a record, let it wait for room, or reject it.
	 */
	void add(WriterEntry entry) {
		List<InFlightBatch> ready = List.of();
		boolean open;
		boolean admitted = true;
		this.lock.lock();
		try {
			open = !this.closed;
			if (open && this.blocked.isEmpty() && hasRoom(entry)) {
				ready = enqueue(entry);
			}
			else if (open) {
				admitted = this.blocked.add(entry);
				ready = makeRoom();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (!open) {
			entry.reject(new WriterClosedException("The record writer is closed; the record was not taken"));
		}
		else if (!admitted) {
			entry.reject(new WriterFullException("The record writer is full: it holds up to " + this.options.capacity()
					+ " records and " + this.options.capacityBytes() + " bytes; the record was not taken"));
		}
		send(ready);
	}

	/**
	 * Remove a record that waits for room.
	 * @return whether it was still waiting
	 */
	boolean withdraw(WriterEntry entry) {
		List<InFlightBatch> ready = locked(() -> this.blocked.remove(entry) ? refill() : null);
		send((ready != null) ? ready : List.of());
		return ready != null;
	}

	/**
	 * Send everything that is enqueued, without waiting for more records.
	 */
	void flush() {
		send(locked(this::flushAll));
	}

	/**
	 * End the linger time of a batch.
	 */
	void lingered(TargetQueue queue) {
		send(locked(() -> {
			queue.timerEnded();
			return ready(queue);
		}));
	}

	/**
	 * Account for the result of a batch. Its records keep {@link #drain()} waiting until
	 * {@link #done}.
	 * @return whether the result is used, {@code false} if the batch was given up before
	 */
	boolean completed(InFlightBatch batch, BatchResult result) {
		List<InFlightBatch> ready = locked(() -> complete(batch, result));
		send((ready != null) ? ready : List.of());
		return ready != null;
	}

	/**
	 * Forget a batch whose records have their results.
	 */
	void done(InFlightBatch batch) {
		locked(() -> this.completing.remove(batch));
		endDrains();
	}

	/**
	 * Flush, and wait for all records that were enqueued so far.
	 * @return completes when all of them have their results
	 */
	CompletableFuture<Void> drain() {
		Drain drain = new Drain(this.nanoTime.getAsLong(), new CompletableFuture<>());
		send(locked(() -> {
			this.drains.add(drain);
			return flushAll();
		}));
		endDrains();
		return drain.end();
	}

	/**
	 * Give up everything that is enqueued or in flight. Each batch keeps {@link #drain()}
	 * waiting until {@link #done}.
	 * @return the batches in flight, and one batch per target of the records that were
	 * never sent
	 */
	GivenUp giveUp() {
		List<InFlightBatch> ready = new ArrayList<>();
		GivenUp givenUp = locked(() -> {
			GivenUp all = giveUpAll();
			ready.addAll(refill());
			return all;
		});
		send(ready);
		return givenUp;
	}

	/**
	 * Reject all further records and those that wait for room.
	 * @param reason the message for those that wait
	 */
	void close(String reason) {
		List<WriterEntry> rejected = locked(() -> {
			this.closed = true;
			return this.blocked.removeAll();
		});
		rejected.forEach((entry) -> entry.reject(new WriterClosedException(reason)));
	}

	/**
	 * Return the effect that the batches in flight may have had.
	 */
	Effect effect() {
		return locked(
				() -> this.inFlight.stream().map((batch) -> batch.watch().effect()).reduce(Effect.NONE, Effect::and));
	}

	WriterStats stats() {
		return locked(() -> this.counters.stats(Duration.ofNanos(Math.max(0, longestWait(this.nanoTime.getAsLong())))));
	}

	/**
	 * Return the number of targets with records or with a batch in flight.
	 */
	int targets() {
		return this.targets.size();
	}

	private void send(List<InFlightBatch> batches) {
		for (InFlightBatch batch : batches) {
			this.sender.send(batch, this);
		}
	}

	private <T extends @Nullable Object> T locked(Supplier<T> work) {
		this.lock.lock();
		try {
			return work.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean hasRoom(WriterEntry entry) {
		return this.counters.hasRoom(this.options, entry.size());
	}

	private List<InFlightBatch> enqueue(WriterEntry entry) {
		this.counters.enqueued(entry);
		entry.enqueued(this.nanoTime.getAsLong());
		TargetQueue queue = this.targets.computeIfAbsent(entry.target(),
				(target) -> new TargetQueue(target, this.options));
		queue.add(entry);
		return ready(queue);
	}

	private List<InFlightBatch> refill() {
		List<InFlightBatch> ready = new ArrayList<>();
		WriterEntry next = this.blocked.peek();
		while (next != null && hasRoom(next)) {
			this.blocked.remove(next);
			ready.addAll(enqueue(next));
			next = this.blocked.peek();
		}
		if (next != null) {
			ready.addAll(makeRoom());
		}
		return ready;
	}

	// While nothing is in flight, only records that linger can make room.
	private List<InFlightBatch> makeRoom() {
		return this.inFlight.isEmpty() ? flushAll() : List.of();
	}

	private List<InFlightBatch> flushAll() {
		List<InFlightBatch> ready = new ArrayList<>();
		for (TargetQueue queue : this.targets.values()) {
			queue.flush();
			ready.addAll(ready(queue));
		}
		return ready;
	}

	private List<InFlightBatch> ready(TargetQueue queue) {
		List<InFlightBatch> ready = List.of();
		Long delay = queue.delay(this.nanoTime.getAsLong());
		while (delay != null && delay <= 0) {
			InFlightBatch batch = queue.next();
			this.inFlight.add(batch);
			ready = ready.isEmpty() ? new ArrayList<>() : ready;
			ready.add(batch);
			delay = queue.delay(this.nanoTime.getAsLong());
		}
		if (delay != null && !queue.isTimed()) {
			queue.timed(this.timer.start(() -> lingered(queue), delay, queue));
		}
		return ready;
	}

	private @Nullable List<InFlightBatch> complete(InFlightBatch batch, BatchResult result) {
		if (!this.inFlight.remove(batch)) {
			return null;
		}
		this.completing.add(batch);
		TargetQueue queue = batch.queue();
		queue.returned();
		this.counters.completed(batch, result);
		List<InFlightBatch> ready = new ArrayList<>(ready(queue));
		ready.addAll(refill());
		if (queue.isEmpty()) {
			queue.cancelTimer();
			this.targets.remove(queue.target());
		}
		return ready;
	}

	private GivenUp giveUpAll() {
		List<InFlightBatch> sent = List.copyOf(this.inFlight);
		this.inFlight.clear();
		sent.forEach((batch) -> batch.queue().returned());
		List<InFlightBatch> unsent = new ArrayList<>();
		for (TargetQueue queue : this.targets.values()) {
			List<WriterEntry> rest = queue.clear();
			queue.cancelTimer();
			if (!rest.isEmpty()) {
				unsent.add(new InFlightBatch(queue, rest, FlushReason.END));
			}
		}
		this.targets.clear();
		Stream.concat(sent.stream(), unsent.stream()).forEach((batch) -> {
			this.counters.handedBack(batch);
			this.completing.add(batch);
		});
		return new GivenUp(sent, unsent);
	}

	private void endDrains() {
		List<Drain> ended = locked(() -> {
			List<Drain> done = this.drains.stream().filter((drain) -> isDone(drain.since())).toList();
			this.drains.removeAll(done);
			return done;
		});
		ended.forEach((drain) -> drain.end().complete(null));
	}

	// Whether every record that was enqueued up to a time has its result.
	private boolean isDone(long time) {
		long now = this.nanoTime.getAsLong();
		long age = Math.max(longestWait(now), longestWait(this.completing, now));
		return age < 0 || age < now - time;
	}

	// Negative if nothing waits.
	private long longestWait(long now) {
		long longest = longestWait(this.inFlight, now);
		for (TargetQueue queue : this.targets.values()) {
			WriterEntry first = queue.oldest();
			longest = (first != null) ? Math.max(longest, now - first.enqueuedAt()) : longest;
		}
		return longest;
	}

	private static long longestWait(Collection<InFlightBatch> batches, long now) {
		long longest = -1;
		for (InFlightBatch batch : batches) {
			longest = Math.max(longest, now - batch.entries().get(0).enqueuedAt());
		}
		return longest;
	}

	/**
	 * Sends batches.
	 */
	@FunctionalInterface
	interface Sender {

		/**
		 * Send a batch, then call {@link #completed} and {@link #done}. Must not throw an
		 * exception.
		 * @param batch the batch
		 * @param queue the queue that the batch is from
		 */
		void send(InFlightBatch batch, WriterQueue queue);

	}

	/**
	 * Runs a task once after a delay.
	 */
	@FunctionalInterface
	interface Timer {

		/**
		 * Start the delay.
		 * @param task the task
		 * @param delay the delay in nanoseconds
		 * @param queue the queue that the task is for
		 * @return cancels the task
		 */
		Disposable start(Runnable task, long delay, TargetQueue queue);

	}

	/**
	 * What was given up.
	 *
	 * @param sent the batches that may have been sent
	 * @param unsent the records that were not sent, by target
	 */
	record GivenUp(List<InFlightBatch> sent, List<InFlightBatch> unsent) {
	}

	/**
	 * A wait for the records that were enqueued up to a time.
	 *
	 * @param since the time
	 * @param end completes when all of them have their results
	 */
	private record Drain(long since, CompletableFuture<Void> end) {
	}

}
