package com.experiture.client.internal.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.Effect;
import com.experiture.client.internal.batch.BatchResult.Unresolved;
import com.experiture.client.internal.batch.UnknownFieldDetector.Separated;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.json.RecordPath;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.receipt.RecordResult;

/**
 * The search for the rejected records of a batch that the API rejected as a whole. The
 * parts of the batch are sent one after the other, which keeps the order of the records,
 * and released once they were sent. Used by one thread at a time.
 */
final class BatchDivision {

	// If the API names more records than this, the part is halved, which needs fewer
	// copies.
	private static final int NAMED_AT_MOST = 32;

	// If so many records were rejected one by one for reasons that name none of them, and
	// none was accepted, the cause is probably not the data.
	private static final int MAX_UNATTRIBUTED = 100;

	private final Deque<Part> parts = new ArrayDeque<>();

	private final List<RecordResult> rejections = new ArrayList<>();

	private long accepted;

	private long unattributed;

	private @Nullable String reason;

	private int unattributedParts;

	private int knownFields;

	private @Nullable NamedRecord named;

	private @Nullable InvalidField stopReason;

	private boolean submitted;

	BatchDivision(EncodedBatch batch) {
		this.parts.push(new Part(batch, 0));
	}

	/**
	 * Return the part to send.
	 * @return the part, or {@code null} if all results are known
	 */
	@Nullable EncodedBatch next() {
		Part part = this.parts.peek();
		return (part != null) ? part.batch() : null;
	}

	/**
	 * Note that the API has accepted the part as a job or with a result, so that it may
	 * be written even if its result cannot be read.
	 */
	void submitted() {
		this.submitted = true;
	}

	/**
	 * Note the result of the part.
	 */
	void completed(BatchResult result) {
		this.submitted = false;
		this.parts.pop();
		add(result);
	}

	/**
	 * Note that the API rejected the part as a whole, and divide it.
	 */
	void rejected(ApiError error) {
		this.named = null;
		Part part = this.parts.pop();
		EncodedBatch batch = part.batch();
		if (batch.size() == 1) {
			this.unattributedParts += (RecordPath.of(error.path()) == null) ? 1 : 0;
			reject(batch, 0, error);
			return;
		}
		RecordPath path = RecordPath.of(error.path());
		int named = (path != null) ? path.position() : batch.size();
		if (named < batch.size() && part.named() < NAMED_AT_MOST) {
			reject(batch, named, error);
			this.parts.push(new Part(batch.without(named), part.named() + 1));
			return;
		}
		int half = batch.size() / 2;
		this.parts.push(new Part(batch.part(half, batch.size()), 0));
		this.parts.push(new Part(batch.part(0, half), 0));
	}

	/**
	 * Return the record that the last error response named.
	 * @return the record, {@code null} if the response named none
	 */
	@Nullable NamedRecord named() {
		return this.named;
	}

	/**
	 * Return whether more unknown fields were detected since the last check.
	 */
	boolean needsCheck(UnknownFieldDetector fields) {
		return fields.size() > this.knownFields;
	}

	/**
	 * Remove the records with unknown fields from all parts; they are rejected without
	 * being sent. A batch that may be sent again must then have the same records under
	 * the same key, but which fields are known to be unknown depends on the time and on
	 * whether the schema can be read. No record is removed from such a batch; if most of
	 * its records have an unknown field, no further part is sent.
	 * @param fields the fields that are unknown
	 * @param repeatable whether the batch may be sent again
	 */
	void removeUnknown(UnknownFieldDetector fields, boolean repeatable) {
		this.knownFields = fields.size();
		List<Part> rest = new ArrayList<>();
		List<RecordResult> removed = new ArrayList<>();
		int records = 0;
		for (Part part : this.parts) {
			Separated separated = fields.separate(part.batch());
			records += part.batch().size();
			removed.addAll(separated.rejections());
			if (separated.rest() != null) {
				rest.add(new Part(separated.rest(), part.named()));
			}
		}
		if (repeatable && 2 * removed.size() <= records) {
			return;
		}
		if (repeatable) {
			RecordResult first = removed.get(0);
			this.stopReason = new InvalidField(String.valueOf(first.path()), String.valueOf(first.message()));
		}
		this.rejections.addAll(removed);
		this.parts.clear();
		this.parts.addAll(rest);
	}

	/**
	 * Return why no further part is sent: that an object rejects fields that it does not
	 * have is documented, and its schema shows which fields it has.
	 * @return what is wrong with most of the records, or {@code null}
	 */
	@Nullable InvalidField stopReason() {
		return this.stopReason;
	}

	/**
	 * Return whether the search is given up, because the data is probably not the cause.
	 */
	boolean isAbandoned() {
		return this.accepted == 0 && this.unattributedParts >= MAX_UNATTRIBUTED;
	}

	BatchResult result() {
		return result(null);
	}

	/**
	 * End the search early.
	 * @param cause why the part could not be sent
	 * @return the result of the batch so far
	 */
	BatchResult abort(Throwable cause) {
		int[] current = (this.submitted || BatchResult.effect(cause) != Effect.NONE)
				? this.parts.pop().batch().indexes() : new int[0];
		int[] rest = this.parts.stream().flatMapToInt((part) -> IntStream.of(part.batch().indexes())).toArray();
		return result(new Unresolved(current, rest, cause));
	}

	private void reject(EncodedBatch batch, int index, ApiError error) {
		BatchResult rejected = BatchResult.rejected(batch.indexes()[index], error);
		this.named = new NamedRecord(rejected.rejections().get(0), batch.record(index));
		add(rejected);
	}

	private BatchResult result(@Nullable Unresolved unresolved) {
		return new BatchResult(this.accepted, this.rejections, this.unattributed, this.reason, unresolved);
	}

	private void add(BatchResult result) {
		this.accepted += result.accepted();
		this.rejections.addAll(result.rejections());
		this.unattributed += result.unattributed();
		this.reason = (this.reason != null) ? this.reason : result.reason();
	}

	private record Part(EncodedBatch batch, int named) {
	}

	/**
	 * A record that an error response named.
	 *
	 * @param result what the response says about the record
	 * @param json the record
	 */
	record NamedRecord(RecordResult result, byte[] json) {
	}

}
