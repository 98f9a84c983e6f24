package com.experiture.client.internal.writer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import com.experiture.client.error.CallDetails;
import com.experiture.client.internal.batch.BatchContext;
import com.experiture.client.internal.batch.BatchPolicy;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.batch.BatchResult.Unresolved;
import com.experiture.client.internal.batch.BatchSender;
import com.experiture.client.internal.batch.RecordTarget;
import com.experiture.client.internal.batch.RetryLog;
import com.experiture.client.internal.batch.UnknownFieldDetector;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.writer.WriterQueue.GivenUp;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecords;
import com.experiture.client.writer.WriterOptions;

/**
 * Sends the batches of a writer, completes the results of their records, and hands back
 * those that could not be delivered.
 */
final class WriterSender implements WriterQueue.Sender {

	private static final Logger logger = LoggerFactory.getLogger(RecordWriter.class);

	// What is known about the fields of more objects than this is forgotten.
	private static final int MAX_OBJECTS = 100;

	private final ClientRuntime runtime;

	private final BatchContext context;

	private final WriterOptions options;

	private final BatchPolicy policy;

	private final ClientListener events;

	private final RetryLog retryLog;

	private final RejectionLog rejections;

	private final Map<String, UnknownFieldDetector> unknownFields = Collections
		.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, UnknownFieldDetector> eldest) {
				return size() > MAX_OBJECTS;
			}

		});

	WriterSender(BatchContext context, WriterOptions options) {
		ClientRuntime runtime = context.runtime();
		this.runtime = runtime;
		this.context = context;
		this.options = options;
		this.policy = new BatchPolicy(options.retryTimeout(), options.jobPolling(), false);
		this.events = runtime.monitor().listener();
		this.retryLog = new RetryLog(runtime);
		this.rejections = new RejectionLog(runtime);
	}

	// Encodes on another thread: the batch must not delay the caller, whose record may be
	// the last one of a large batch, or an event loop. What the caller has bound to its
	// thread belongs to its own record only.
	@Override
	public void send(InFlightBatch batch, WriterQueue queue) {
		try {
			this.runtime.executor().execute(() -> encodeAndSend(batch, queue));
		}
		catch (Throwable ex) {
			end(batch, queue, unresolved(batch, false, ex), correlationId());
		}
	}

	// Later records wait for this batch, so even an error of the JVM must end it.
	private void encodeAndSend(InFlightBatch batch, WriterQueue queue) {
		try {
			String correlationId = correlationId();
			batch.calling(batch.watch()
				.over(submit(batch, correlationId))
				// Code that receives a result can block.
				.publishOn(this.runtime.executor().scheduler())
				.subscribe((result) -> end(batch, queue, result, correlationId),
						(failure) -> end(batch, queue, unresolved(batch, true, failure), correlationId)));
		}
		catch (Throwable ex) {
			end(batch, queue, unresolved(batch, false, ex), correlationId());
		}
	}

	private Mono<BatchResult> submit(InFlightBatch batch, String correlationId) {
		RecordTarget target = batch.target();
		BatchSender sender = new BatchSender(this.context.correlationId(correlationId), this.policy,
				unknownFields(target.objectName()), this.retryLog);
		String identity = this.runtime.newIdempotencyKey().toString();
		return Mono.using(() -> encode(batch), (encoded) -> {
			report(batch, encoded);
			return sender.submit(target, encoded, identity);
		}, EncodedBatch::release)
			// A batch that has become a job was sent, even if its job cannot be read.
			.flatMap((submission) -> submission.result()
				.onErrorResume((failure) -> Mono.fromSupplier(() -> unresolved(batch, true, failure))))
			.onErrorResume((failure) -> Mono.fromSupplier(() -> BatchResult.failed(batch.entries().size(), failure)));
	}

	private EncodedBatch encode(InFlightBatch batch) {
		return this.runtime.json()
			.records()
			.join(batch.entries().stream().map(WriterEntry::json).toList(), batch.target().matchKey());
	}

	private void report(InFlightBatch batch, EncodedBatch encoded) {
		int bytes = encoded.length();
		this.events.batchFlushed(batch.reason(), encoded.size(), bytes, Math
			.max(encoded.size() / (double) this.options.batchRecords(), bytes / (double) this.options.batchBytes()));
	}

	private UnknownFieldDetector unknownFields(String objectName) {
		return this.unknownFields.compute(objectName, (name, before) -> (before != null && !before.isOutdated())
				? before : new UnknownFieldDetector(this.context, name));
	}

	private static BatchResult unresolved(InFlightBatch batch, boolean sent, Throwable cause) {
		return BatchResult.unresolved(batch.entries().size(), sent, cause);
	}

	// The first of the response and the drain timeout counts.
	private void end(InFlightBatch batch, WriterQueue queue, BatchResult result, String correlationId) {
		if (!queue.completed(batch, result)) {
			return;
		}
		try {
			result.report(this.events);
			this.rejections.rejected(batch.target().objectName(), result.rejections(), result.rejected(),
					correlationId);
			Unresolved unresolved = result.unresolved();
			if (unresolved != null) {
				batch.undelivered(unresolved).forEach(this::handBack);
			}
		}
		finally {
			batch.complete(result, details(batch.target(), correlationId));
			queue.done(batch);
		}
	}

	/**
	 * Cancel the batches that were given up, and hand back their records.
	 */
	void handBack(GivenUp givenUp, WriterQueue queue, Exception reason) {
		givenUp.sent().forEach(InFlightBatch::cancel);
		givenUp.sent().forEach((batch) -> handBack(batch, batch.isPossiblySent(), queue, reason));
		givenUp.unsent().forEach((batch) -> handBack(batch, false, queue, reason));
	}

	private void handBack(InFlightBatch batch, boolean sent, WriterQueue queue, Exception reason) {
		try {
			handBack(batch.undelivered(sent, reason));
		}
		finally {
			batch.fail(reason);
			queue.done(batch);
		}
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

	/**
	 * Return the details of a call that was not made.
	 */
	CallDetails details(RecordTarget target) {
		return details(target, correlationId());
	}

	private CallDetails details(RecordTarget target, String correlationId) {
		return this.runtime.details(target.endpoint(), correlationId, target.objectName(), 0);
	}

	private String correlationId() {
		String given = this.context.call().correlationId();
		return (given != null) ? given : this.runtime.newIdempotencyKey().toString();
	}

}
