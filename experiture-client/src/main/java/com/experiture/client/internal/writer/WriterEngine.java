package com.experiture.client.internal.writer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.call.CallOptions;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.CallInterruptedException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.InvalidField;
import com.experiture.client.error.UnexpectedFailureException;
import com.experiture.client.internal.batch.BatchPolicy;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Remainder;
import com.experiture.client.internal.batch.BatchSender;
import com.experiture.client.internal.batch.OutageLog;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.batch.UnknownFields;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.validation.RecordValidator;
import com.experiture.client.internal.writer.WriterQueue.Admission;
import com.experiture.client.internal.writer.WriterQueue.GivenUp;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.WriterClosedException;
import com.experiture.client.writer.WriterFullException;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterStats;

/**
 * Takes records, sends them in batches and tells their results. One lock guards the
 * queue; bodies are built, sent and answered outside of it.
 */
public final class WriterEngine {

	private static final Logger logger = LoggerFactory.getLogger(RecordWriter.class);

	// Of more objects at a time, what is known of their fields is forgotten.
	private static final int MAX_OBJECTS = 100;

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final RecordValidator validator;

	private final WriterOptions options;

	private final CallOptions call;

	private final ReentrantLock lock = new ReentrantLock();

	private final WriterQueue queue;

	private final List<Drain> drains = new ArrayList<>();

	private final ClientListener events;

	private final OutageLog outage;

	private final RejectionLog rejections;

	private final Map<String, UnknownFields> unknownFields = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, UnknownFields> eldest) {
			return size() > MAX_OBJECTS;
		}

	};

	private final Supplier<QueueStatus> status = this::status;

	private final Runnable clientOpen;

	private boolean closed;

	public WriterEngine(CallPipeline pipeline, ClientRuntime runtime, RecordValidator validator, CallOptions call,
			WriterOptions options) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.validator = validator;
		this.call = call;
		this.options = options;
		this.queue = new WriterQueue(options, runtime.time().nanoTime(), this::linger);
		this.events = runtime.monitor().listener();
		this.outage = new OutageLog(runtime);
		this.rejections = new RejectionLog(runtime);
		runtime.monitor().addQueue(this.status);
		this.clientOpen = runtime.lifecycle().onClose(this::clientClosed);
	}

	/**
	 * Write a record down and take it, or let it wait for room.
	 */
	WriterEntry write(RecordTarget target, Object record) {
		WriterEntry entry;
		try {
			entry = new WriterEntry(target, record,
					this.runtime.json()
						.records()
						.keyRequired(!this.call.insertWithoutMatchKey())
						.record(record, target.matchKey()));
		}
		catch (InvalidField ex) {
			WriterEntry invalid = new WriterEntry(target, record, new byte[0]);
			invalid.refuse(ex.in(details(target, correlationId())));
			return invalid;
		}
		catch (Throwable ex) {
			WriterEntry broken = new WriterEntry(target, record, new byte[0]);
			broken.refuse(new UnexpectedFailureException(details(target, correlationId()), ex, false, ex));
			return broken;
		}
		Admission admission = locked(() -> this.closed ? null : this.queue.add(entry));
		if (admission == null) {
			entry.refuse(new WriterClosedException("The record writer is closed; the record was not taken"));
			return entry;
		}
		if (!admission.admitted()) {
			entry.refuse(new WriterFullException("The record writer is full: it holds up to " + this.options.capacity()
					+ " records and " + this.options.capacityBytes() + " bytes; the record was not taken"));
		}
		ship(admission.ready());
		return entry;
	}

	/**
	 * Forget a record that waits for room.
	 * @return whether it waited still
	 */
	boolean withdraw(WriterEntry entry) {
		List<InFlightBatch> ready = locked(() -> this.queue.withdraw(entry) ? this.queue.refill() : null);
		if (ready == null) {
			return false;
		}
		ship(ready);
		return true;
	}

	void flush() {
		ship(locked(this.queue::flush));
	}

	WriterStats stats() {
		return locked(this.queue::stats);
	}

	private Disposable linger(TargetQueue lane, long delay) {
		return Schedulers.parallel()
			.schedule(() -> ship(locked(() -> this.queue.lingered(lane))), delay, TimeUnit.NANOSECONDS);
	}

	private QueueStatus status() {
		WriterStats stats = stats();
		return new QueueStatus(stats.waiting(), this.options.capacity(), stats.oldest());
	}

	/**
	 * Deliver what was taken, and hand back what there is still when the time is up.
	 */
	Mono<Void> drain(Duration timeout) {
		return Mono.deferContextual((context) -> {
			CallWatch.in(context)
				.describe((interrupt) -> new CallInterruptedException(
						interrupt.call().withEffect(locked(this.queue::effect)), interrupt.getCause()));
			Drain drain = new Drain(this.runtime.time().nanoTime().getAsLong());
			ship(locked(() -> {
				this.drains.add(drain);
				return this.queue.flush();
			}));
			endDrains();
			return Mono.fromFuture(drain.end(), true)
				.timeout(timeout,
						Mono.<Void>fromRunnable(this::giveUp).subscribeOn(this.runtime.executor().scheduler()));
		});
	}

	Mono<Void> close(Duration timeout) {
		return Mono.defer(() -> {
			refuseFurther("The record writer was closed before it had room for the record");
			return drain(timeout);
		}).doFinally((signal) -> {
			this.runtime.monitor().removeQueue(this.status);
			this.clientOpen.run();
		});
	}

	private void refuseFurther(String reason) {
		List<WriterEntry> refused = locked(() -> {
			this.closed = true;
			return this.queue.withdrawAll();
		});
		refused.forEach((entry) -> entry.refuse(new WriterClosedException(reason)));
	}

	// Nothing can be sent any more, so nothing is to wait for more records or for room.
	private void clientClosed() {
		refuseFurther("The client of the record writer was closed before it had room for the record");
		flush();
		this.runtime.monitor().removeQueue(this.status);
	}

	private void giveUp() {
		WriterClosedException reason = new WriterClosedException(
				"The record writer was to be drained, and the time to deliver the record was up");
		List<InFlightBatch> ready = new ArrayList<>();
		GivenUp givenUp = locked(() -> {
			GivenUp all = this.queue.giveUp();
			ready.addAll(this.queue.refill());
			return all;
		});
		ship(ready);
		givenUp.sent().forEach(InFlightBatch::cancel);
		givenUp.sent().forEach((shipment) -> giveBack(shipment, shipment.watch().effect() != Effect.NONE, reason));
		givenUp.unsent().forEach((shipment) -> giveBack(shipment, false, reason));
		endDrains();
	}

	private void giveBack(InFlightBatch shipment, boolean sent, Exception reason) {
		try {
			handBack(shipment.undelivered(sent, reason));
		}
		finally {
			shipment.fail(reason);
			locked(() -> {
				this.queue.ended(shipment);
				return null;
			});
		}
	}

	// Bodies are built where that holds up nobody: neither the caller, whose record may
	// be
	// the last one of a large batch, nor an event loop. Whatever a caller has bound to
	// its
	// thread concerns its own record alone.
	private void ship(List<InFlightBatch> shipments) {
		for (InFlightBatch shipment : shipments) {
			try {
				this.runtime.executor().execute(() -> send(shipment));
			}
			catch (Throwable ex) {
				unsent(shipment, ex);
			}
		}
	}

	// Records that follow wait for this batch, so even an error of the JVM has to end it.
	private void send(InFlightBatch shipment) {
		try {
			transmit(shipment);
		}
		catch (Throwable ex) {
			unsent(shipment, ex);
		}
	}

	private void transmit(InFlightBatch shipment) {
		RecordTarget target = shipment.lane().target();
		String correlationId = correlationId();
		BatchSender sender = new BatchSender(this.pipeline, this.runtime,
				this.call.toBuilder().correlationId(correlationId).build(),
				new BatchPolicy(this.options.retryTimeout(), this.options.jobPolling(), false),
				unknownFields(target.objectName()), this.outage);
		String identity = this.runtime.newIdempotencyKey().toString();
		shipment.calling(shipment.watch().over(Mono.using(() -> encode(shipment), (batch) -> {
			report(shipment, batch);
			return sender.submit(target, batch, identity);
		}, EncodedBatch::release)
			// A batch that has become a job is sent, whatever is learned of the job.
			.flatMap((submission) -> submission.settlement()
				.onErrorResume((failure) -> unknown(shipment, true, failure)))
			.onErrorResume((failure) -> unknown(shipment, BatchSender.effect(failure) != Effect.NONE, failure)))
			// Who waits for a record may block then.
			.publishOn(this.runtime.executor().scheduler())
			.subscribe((settlement) -> end(shipment, settlement, correlationId), (failure) -> end(shipment,
					BatchResult.unknown(shipment.entries().size(), true, failure), correlationId)));
	}

	private UnknownFields unknownFields(String objectName) {
		return locked(() -> this.unknownFields
			.compute(objectName, (name, before) -> (before != null && !before.isOutdated()) ? before
					: new UnknownFields(this.pipeline, this.runtime, this.validator, this.call.correlationId(), name)));
	}

	private static Mono<BatchResult> unknown(InFlightBatch shipment, boolean sent, Throwable failure) {
		return Mono.fromSupplier(() -> BatchResult.unknown(shipment.entries().size(), sent, failure));
	}

	private void unsent(InFlightBatch shipment, Throwable cause) {
		end(shipment, BatchResult.unknown(shipment.entries().size(), false, cause), correlationId());
	}

	private EncodedBatch encode(InFlightBatch shipment) {
		return this.runtime.json()
			.records()
			.join(shipment.entries().stream().map(WriterEntry::json).toList(), shipment.lane().target().matchKey());
	}

	private void report(InFlightBatch shipment, EncodedBatch batch) {
		int bytes = batch.length();
		this.events.batchFlushed(shipment.cut(), batch.size(), bytes, Math
			.max(batch.size() / (double) this.options.batchRecords(), bytes / (double) this.options.batchBytes()));
	}

	// Whoever comes first, the answer or the end of the time to drain, accounts for it.
	private void end(InFlightBatch shipment, BatchResult settlement, String correlationId) {
		List<InFlightBatch> ready = locked(() -> this.queue.returned(shipment, settlement));
		if (ready == null) {
			return;
		}
		ship(ready);
		try {
			settlement.report(this.events);
			this.rejections.rejected(shipment.lane().target().objectName(), settlement.rejections(),
					settlement.rejected(), correlationId);
			Remainder remainder = settlement.remainder();
			if (remainder != null) {
				shipment.undelivered(remainder).forEach(this::handBack);
			}
		}
		finally {
			shipment.complete(settlement, details(shipment.lane().target(), correlationId));
			locked(() -> {
				this.queue.ended(shipment);
				return null;
			});
			endDrains();
		}
	}

	private void endDrains() {
		List<Drain> ended = locked(() -> {
			List<Drain> done = this.drains.stream().filter((drain) -> this.queue.isDone(drain.since())).toList();
			this.drains.removeAll(done);
			return done;
		});
		ended.forEach((drain) -> drain.end().complete(null));
	}

	private void handBack(UndeliveredRecords records) {
		this.events.recordsProcessed(RecordOutcome.HANDED_BACK, records.records().size());
		try {
			this.options.undeliveredHandler().handle(records);
		}
		catch (Throwable ex) {
			logger.error("{}; the handler of undelivered records failed with {}", records, ex.getClass().getName());
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

	private String correlationId() {
		String given = this.call.correlationId();
		return (given != null) ? given : this.runtime.newIdempotencyKey().toString();
	}

	private CallDetails details(RecordTarget target, String correlationId) {
		return this.runtime.details(target.endpoint(), correlationId, target.objectName(), 0);
	}

	/**
	 * Somebody who waits for the records that were taken up to a time.
	 *
	 * @param since the time
	 * @param end completes when all of them have their result
	 */
	private record Drain(long since, CompletableFuture<Void> end) {

		Drain(long since) {
			this(since, new CompletableFuture<>());
		}

	}

}
