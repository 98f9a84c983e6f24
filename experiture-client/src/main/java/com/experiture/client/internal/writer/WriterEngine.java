package com.experiture.client.internal.writer;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.call.CallOptions;
import com.experiture.client.error.CallInterruptedException;
import com.experiture.client.error.UnexpectedFailureException;
import com.experiture.client.internal.batch.BatchContext;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.writer.WriterClosedException;
import com.experiture.client.writer.WriterOptions;
import com.experiture.client.writer.WriterStats;

/**
 * A record writer: encodes the records that are written, passes them to its queue, and
 * drains the queue at the end.
 */
public final class WriterEngine {

	private static final byte[] NOTHING = {};

	private final ClientRuntime runtime;

	private final CallOptions call;

	private final WriterOptions options;

	private final WriterSender sender;

	private final WriterQueue queue;

	private final Supplier<QueueStatus> status = this::status;

	private final Runnable clientOpen;

	/**
	 * Create a writer.
	 * @param context the client view
	 * @param options the options of the writer
	 */
	public WriterEngine(BatchContext context, WriterOptions options) {
		ClientRuntime runtime = context.runtime();
		this.runtime = runtime;
		this.call = context.call();
		this.options = options;
		this.sender = new WriterSender(context, options);
		this.queue = new WriterQueue(options, runtime.time().nanoTime(),
				(task, delay, target) -> Schedulers.parallel().schedule(task, delay, TimeUnit.NANOSECONDS),
				this.sender);
		runtime.monitor().addQueue(this.status);
		this.clientOpen = runtime.lifecycle().onClose(this::clientClosed);
	}

	/**
	 * Encode a record, and enqueue it or let it wait for room.
	 */
	WriterEntry write(RecordTarget target, Object record) {
		byte[] json;
		try {
			json = this.runtime.json()
				.records()
				.keyRequired(!this.call.insertWithoutMatchKey())
				.record(record, target.matchKey());
		}
		catch (InvalidField ex) {
			return rejected(target, record, ex.in(this.sender.details(target)));
		}
		catch (Throwable ex) {
			return rejected(target, record, new UnexpectedFailureException(this.sender.details(target), ex, false, ex));
		}
		WriterEntry entry = new WriterEntry(target, record, json);
		this.queue.add(entry);
		return entry;
	}

	private static WriterEntry rejected(RecordTarget target, Object record, RuntimeException reason) {
		WriterEntry entry = new WriterEntry(target, record, NOTHING);
		entry.reject(reason);
		return entry;
	}

	/**
	 * Remove a record that waits for room.
	 * @return whether it was still waiting
	 */
	boolean withdraw(WriterEntry entry) {
		return this.queue.withdraw(entry);
	}

	void flush() {
		this.queue.flush();
	}

	WriterStats stats() {
		return this.queue.stats();
	}

	private QueueStatus status() {
		WriterStats stats = stats();
		return new QueueStatus(stats.waiting(), this.options.capacity(), stats.oldest());
	}

	/**
	 * Deliver the records that were enqueued, and hand back those that remain when the
	 * drain timeout expires.
	 */
	Mono<Void> drain() {
		return Mono.deferContextual((context) -> {
			CallWatch.in(context)
				.describe((interrupt) -> new CallInterruptedException(interrupt.call().withEffect(this.queue.effect()),
						interrupt.getCause()));
			return Mono.fromFuture(this.queue.drain(), true)
				.timeout(this.options.drainTimeout(),
						Mono.<Void>fromRunnable(this::giveUp).subscribeOn(this.runtime.executor().scheduler()));
		});
	}

	private void giveUp() {
		this.sender.handBack(this.queue.giveUp(), this.queue, new WriterClosedException(
				"The record writer was to be drained, and the time to deliver the record was up"));
	}

	/**
	 * Reject further records, and drain.
	 */
	Mono<Void> close() {
		return Mono.defer(() -> {
			this.queue.close("The record writer was closed before it had room for the record");
			return drain();
		}).doFinally((signal) -> {
			this.runtime.monitor().removeQueue(this.status);
			this.clientOpen.run();
		});
	}

	// A closed client cannot send, so no record must wait for others or for room.
	private void clientClosed() {
		this.queue.close("The client of the record writer was closed before it had room for the record");
		this.queue.flush();
		this.runtime.monitor().removeQueue(this.status);
	}

}
