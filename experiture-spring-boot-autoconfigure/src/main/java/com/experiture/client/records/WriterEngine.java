package com.experiture.client.records;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.InvalidMember;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.json.EncodedBatch;
import com.experiture.client.json.RecordBuffer;
import com.experiture.client.json.RecordEncoder;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.RecordFate;
import com.experiture.client.records.WriterOptions.WhenFull;

/**
 * Takes records, sends them in batches and keeps the books. One lock guards what waits;
 * bodies are built, sent and answered outside of it.
 */
final class WriterEngine {

	private static final Logger logger = LoggerFactory.getLogger(RecordWriter.class);

	private static final int MAX_WAITERS = 10_000;

	private final CallPipeline pipeline;

	private final WriterOptions options;

	private final CallOptions call;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<RecordTarget, WriterLane> lanes = new LinkedHashMap<>();

	private final Deque<WriterEntry> waiters = new ArrayDeque<>();

	private final Set<WriterShipment> inFlight = new LinkedHashSet<>();

	private final WriterBooks books = new WriterBooks();

	private final Sinks.Empty<Void> drained = Sinks.empty();

	private final ClientListener events;

	private final Supplier<QueueStatus> queue = this::queue;

	private boolean closing;

	private int handingBack;

	WriterEngine(CallPipeline pipeline, CallOptions call, WriterOptions options) {
		this.pipeline = pipeline;
		this.call = call;
		this.options = options;
		this.nanoTime = pipeline.nanoTime();
		this.events = pipeline.monitor().listener();
		pipeline.monitor().addQueue(this.queue);
	}

	/**
	 * Write a record down and take it, or let it wait for room.
	 */
	WriterEntry write(RecordTarget target, Object record) {
		WriterEntry entry;
		try {
			entry = new WriterEntry(target, record, this.pipeline.json().records().record(record, target.matchKey()));
		}
		catch (InvalidMember ex) {
			WriterEntry invalid = new WriterEntry(target, record, new byte[0]);
			invalid.refuse(ex.in(details(target, correlationId())));
			return invalid;
		}
		RuntimeException refusal = null;
		List<WriterShipment> ready = List.of();
		this.lock.lock();
		try {
			if (this.closing) {
				refusal = new WriterClosedException("The record writer is closed; the record was not taken");
			}
			else if (this.waiters.isEmpty() && this.books.hasRoom(this.options, entry.size())) {
				ready = take(entry);
			}
			else {
				if (this.options.whenFull() == WhenFull.WAIT && this.waiters.size() < MAX_WAITERS) {
					this.waiters.add(entry);
				}
				else {
					refusal = new WriterFullException(this.options);
				}
				ready = makeRoom();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (refusal != null) {
			entry.refuse(refusal);
		}
		ready.forEach(this::ship);
		return entry;
	}

	/**
	 * Forget a record that waits for room.
	 */
	void withdraw(WriterEntry entry) {
		this.lock.lock();
		try {
			if (!entry.isDecided()) {
				this.waiters.remove(entry);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void flush() {
		List<WriterShipment> ready;
		this.lock.lock();
		try {
			ready = allReady();
		}
		finally {
			this.lock.unlock();
		}
		ready.forEach(this::ship);
	}

	WriterStats stats() {
		this.lock.lock();
		try {
			long now = this.nanoTime.getAsLong();
			long oldest = 0;
			for (WriterLane lane : this.lanes.values()) {
				WriterEntry first = lane.oldest();
				oldest = (first != null) ? Math.max(oldest, now - first.takenAt()) : oldest;
			}
			for (WriterShipment shipment : this.inFlight) {
				oldest = Math.max(oldest, now - shipment.entries().get(0).takenAt());
			}
			return this.books.stats(Duration.ofNanos(oldest));
		}
		finally {
			this.lock.unlock();
		}
	}

	private QueueStatus queue() {
		WriterStats stats = stats();
		return new QueueStatus(stats.waiting(), this.options.capacity(), stats.oldest());
	}

	Mono<Void> close(Duration timeout) {
		return Mono.defer(() -> {
			beginClose();
			return this.drained.asMono()
				.timeout(timeout, Mono.<Void>fromRunnable(this::handBack).subscribeOn(Schedulers.boundedElastic()))
				.doFinally((signal) -> this.pipeline.monitor().removeQueue(this.queue));
		});
	}

	private void beginClose() {
		List<WriterEntry> refused;
		boolean empty;
		this.lock.lock();
		try {
			this.closing = true;
			refused = List.copyOf(this.waiters);
			this.waiters.clear();
			empty = isEmpty();
		}
		finally {
			this.lock.unlock();
		}
		refused.forEach((entry) -> entry
			.refuse(new WriterClosedException("The record writer was closed before it had room for the record")));
		if (empty) {
			this.drained.tryEmitEmpty();
		}
		flush();
	}

	private void handBack() {
		List<UndeliveredRecords> undelivered = new ArrayList<>();
		List<WriterShipment> sent;
		List<WriterEntry> unsent = new ArrayList<>();
		WriterClosedException reason = new WriterClosedException(
				"The record writer was closed, and the time to deliver the record was up");
		this.lock.lock();
		try {
			sent = List.copyOf(this.inFlight);
			this.inFlight.clear();
			for (WriterShipment shipment : sent) {
				this.books.handedBack(shipment.entries().size(), shipment.bytes());
				undelivered.add(shipment.undelivered(true, reason));
			}
			for (WriterLane lane : this.lanes.values()) {
				List<WriterEntry> rest = lane.clear();
				this.books.handedBack(rest.size(), rest.stream().mapToLong(WriterEntry::size).sum());
				unsent.addAll(rest);
				if (!rest.isEmpty()) {
					undelivered.add(WriterShipment.undelivered(lane.target(), rest, false, reason));
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		sent.forEach(WriterShipment::cancel);
		undelivered.forEach(this::handBack);
		sent.forEach((shipment) -> shipment.fail(reason));
		unsent.forEach((entry) -> entry.result().completeExceptionally(reason));
		this.drained.tryEmitEmpty();
	}

	// With the lock
	private List<WriterShipment> take(WriterEntry entry) {
		this.books.taken(entry);
		entry.taken(this.nanoTime.getAsLong());
		WriterLane lane = this.lanes.computeIfAbsent(entry.target(), (target) -> new WriterLane(target, this.options));
		lane.add(entry);
		return ready(lane);
	}

	// With the lock. What its receiver has not taken back yet would be lost with the
	// application.
	private boolean isEmpty() {
		return this.books.waiting() == 0 && this.handingBack == 0;
	}

	// With the lock. While nothing is in flight, only what lingers can make room.
	private List<WriterShipment> makeRoom() {
		return this.inFlight.isEmpty() ? allReady() : List.of();
	}

	// With the lock
	private List<WriterShipment> allReady() {
		List<WriterShipment> ready = new ArrayList<>();
		this.lanes.values().forEach((lane) -> {
			lane.flush();
			ready.addAll(ready(lane));
		});
		return ready;
	}

	// With the lock
	private List<WriterShipment> ready(WriterLane lane) {
		List<WriterShipment> ready = List.of();
		Long delay = lane.delay(this.nanoTime.getAsLong());
		while (delay != null && delay <= 0) {
			WriterShipment shipment = lane.next();
			this.inFlight.add(shipment);
			ready = ready.isEmpty() ? new ArrayList<>() : ready;
			ready.add(shipment);
			delay = lane.delay(this.nanoTime.getAsLong());
		}
		if (delay != null && lane.claimTimer()) {
			Schedulers.parallel().schedule(() -> lingered(lane), delay, TimeUnit.NANOSECONDS);
		}
		return ready;
	}

	private void lingered(WriterLane lane) {
		List<WriterShipment> ready;
		this.lock.lock();
		try {
			lane.timerEnded();
			ready = ready(lane);
		}
		finally {
			this.lock.unlock();
		}
		ready.forEach(this::ship);
	}

	private void ship(WriterShipment shipment) {
		RecordTarget target = shipment.lane().target();
		String correlationId = correlationId();
		BatchSender sender = new BatchSender(this.pipeline, this.call.correlationId(correlationId),
				this.options.patience(), this.options.jobWait());
		String identity = this.pipeline.newIdempotencyKey().toString();
		shipment.calling(Mono.fromCallable(() -> body(shipment))
			.flatMap((batch) -> sender.submit(target, batch, identity))
			.flatMap(BatchSender.Submission::settlement)
			// Who waits for a record may block then.
			.publishOn(Schedulers.boundedElastic())
			.subscribe((settlement) -> settled(shipment, settlement, correlationId),
					(failure) -> failed(shipment, failure)));
	}

	private EncodedBatch body(WriterShipment shipment) {
		RecordBuffer buffer = this.pipeline.json()
			.records()
			.buffer(shipment.lane().target().matchKey(), RecordEncoder.MAX_BATCH_RECORDS, RecordEncoder.MAX_BODY_SIZE);
		EncodedBatch full = null;
		for (WriterEntry entry : shipment.entries()) {
			full = buffer.add(entry.json());
		}
		EncodedBatch batch = (full != null) ? full : buffer.cut();
		if (batch == null || batch.size() != shipment.entries().size()) {
			throw new IllegalStateException("A batch must hold all of its records");
		}
		int bytes = batch.body().length;
		this.events.batchCut(shipment.cut(), batch.size(), bytes,
				Math.max(batch.size() / (double) this.options.maxRecords(), bytes / (double) this.options.maxBytes()));
		return batch;
	}

	private void settled(WriterShipment shipment, Settlement settlement, String correlationId) {
		if (returned(shipment, () -> this.books.settled(shipment, settlement))) {
			settlement.report(this.events);
			shipment.complete(settlement, details(shipment.lane().target(), correlationId));
			drained();
		}
	}

	private void failed(WriterShipment shipment, Throwable failure) {
		if (returned(shipment, () -> {
			this.books.handedBack(shipment.entries().size(), shipment.bytes());
			this.handingBack++;
		})) {
			handBack(shipment.undelivered(true, failure));
			this.lock.lock();
			try {
				this.handingBack--;
			}
			finally {
				this.lock.unlock();
			}
			shipment.fail(failure);
			drained();
		}
	}

	// Whoever comes first, the answer or the end of the time to drain, accounts for it.
	private boolean returned(WriterShipment shipment, Runnable book) {
		List<WriterShipment> ready = new ArrayList<>();
		this.lock.lock();
		try {
			if (!this.inFlight.remove(shipment)) {
				return false;
			}
			shipment.lane().returned();
			book.run();
			ready.addAll(ready(shipment.lane()));
			WriterEntry next = this.waiters.peek();
			while (next != null && this.books.hasRoom(this.options, next.size())) {
				this.waiters.remove();
				ready.addAll(take(next));
				next = this.waiters.peek();
			}
			if (next != null) {
				ready.addAll(makeRoom());
			}
		}
		finally {
			this.lock.unlock();
		}
		ready.forEach(this::ship);
		return true;
	}

	private void drained() {
		boolean empty;
		this.lock.lock();
		try {
			empty = this.closing && isEmpty();
		}
		finally {
			this.lock.unlock();
		}
		if (empty) {
			this.drained.tryEmitEmpty();
		}
	}

	private void handBack(UndeliveredRecords records) {
		this.events.records(RecordFate.HANDED_BACK, records.records().size());
		try {
			this.options.undelivered().handle(records);
		}
		catch (RuntimeException | Error ex) {
			logger.error("{}; the handler of undelivered records failed with {}", records, ex.getClass().getName());
		}
	}

	private String correlationId() {
		String given = this.call.correlationId();
		return (given != null) ? given : this.pipeline.newIdempotencyKey().toString();
	}

	private static CallDetails details(RecordTarget target, String correlationId) {
		return new CallDetails(target.endpoint().id(), target.endpoint().method() + " " + target.endpoint().path(),
				correlationId, null, 0);
	}

}
