package com.experiture.client.internal.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.Effect;
import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.batch.BatchResult.Remainder;
import com.experiture.client.internal.batch.UnknownFields.Judged;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.json.RecordPath;
import com.experiture.client.receipt.RecordResult;

/**
 * The search for the records at fault of a batch that the API refused. Its parts are sent
 * one after the other, which keeps the order of the records, and only those that are
 * still to be sent are held. Used by one thread at a time.
 */
final class BatchDivision {

	// More records at fault than these are looked for by halves, which needs fewer
	// copies.
	private static final int NAMED_AT_MOST = 32;

	// As many records alone, all refused and not by name, before any was accepted: it is
	// no record's fault.
	private static final int HOPELESS = 100;

	private final Deque<Part> parts = new ArrayDeque<>();

	private final List<RecordResult> rejections = new ArrayList<>();

	private long accepted;

	private long unlocated;

	private @Nullable String reason;

	private int unnamed;

	private int judgedBy;

	private @Nullable Named named;

	private @Nullable InvalidField halted;

	private boolean taken;

	BatchDivision(EncodedBatch batch) {
		this.parts.push(new Part(batch, 0));
	}

	/**
	 * Return the part to send.
	 * @return the part, or {@code null} where all is known
	 */
	@Nullable EncodedBatch next() {
		Part part = this.parts.peek();
		return (part != null) ? part.batch() : null;
	}

	/**
	 * Note that the API has taken the part, so that it may be written whatever is learned
	 * of it.
	 */
	void taken() {
		this.taken = true;
	}

	/**
	 * Note what became of the part.
	 */
	void settled(BatchResult settlement) {
		this.taken = false;
		this.parts.pop();
		add(settlement);
	}

	/**
	 * Note that the API refused the part as a whole, and divide it.
	 */
	void refused(ApiError error) {
		this.named = null;
		Part part = this.parts.pop();
		EncodedBatch batch = part.batch();
		if (batch.size() == 1) {
			this.unnamed += (RecordPath.of(error.path()) == null) ? 1 : 0;
			reject(batch, 0, error);
			return;
		}
		RecordPath path = RecordPath.of(error.path());
		int culprit = (path != null) ? path.position() : batch.size();
		if (culprit < batch.size() && part.named() < NAMED_AT_MOST) {
			reject(batch, culprit, error);
			this.parts.push(new Part(batch.without(culprit), part.named() + 1));
			return;
		}
		int half = batch.size() / 2;
		this.parts.push(new Part(batch.part(half, batch.size()), 0));
		this.parts.push(new Part(batch.part(0, half), 0));
	}

	/**
	 * Return the record that the last refusal named.
	 * @return the record, {@code null} if the refusal named none
	 */
	@Nullable Named named() {
		return this.named;
	}

	/**
	 * Return whether more fields are known to be unknown than at the last judgement.
	 */
	boolean isToBeJudged(UnknownFields fields) {
		return fields.size() > this.judgedBy;
	}

	/**
	 * Take the records out of all parts that are rejected without being sent. A batch
	 * that may be sent again must have the same records under the same key then, and what
	 * is judged here depends on the time and on whether the schema can be read: of such a
	 * batch none is taken out, or if most are at fault, nothing more is sent.
	 * @param fields the fields that are unknown
	 * @param repeatable whether the batch may be sent again
	 */
	void judge(UnknownFields fields, boolean repeatable) {
		this.judgedBy = fields.size();
		List<Part> rest = new ArrayList<>();
		List<RecordResult> judgedRejections = new ArrayList<>();
		int records = 0;
		for (Part part : this.parts) {
			Judged judged = fields.judge(part.batch());
			records += part.batch().size();
			judgedRejections.addAll(judged.rejections());
			if (judged.rest() != null) {
				rest.add(new Part(judged.rest(), part.named()));
			}
		}
		if (repeatable && 2 * judgedRejections.size() <= records) {
			return;
		}
		if (repeatable) {
			RecordResult first = judgedRejections.get(0);
			this.halted = new InvalidField(String.valueOf(first.path()), String.valueOf(first.message()));
		}
		this.rejections.addAll(judgedRejections);
		this.parts.clear();
		this.parts.addAll(rest);
	}

	/**
	 * Return why nothing more is sent: that an object refuses a field that it does not
	 * have is documented, and its schema shows which it has.
	 * @return what is wrong with most of the records, or {@code null}
	 */
	@Nullable InvalidField halted() {
		return this.halted;
	}

	/**
	 * Return whether to search on would be in vain.
	 */
	boolean isHopeless() {
		return this.accepted == 0 && this.unnamed >= HOPELESS;
	}

	BatchResult settlement() {
		return settlement(null);
	}

	/**
	 * End the search.
	 * @param cause why the part could not be sent
	 * @param effect what is known of the effect of the part
	 * @return what is known of the records so far
	 */
	BatchResult brokenOff(Throwable cause, Effect effect) {
		int[] current = (this.taken || effect != Effect.NONE) ? this.parts.pop().batch().indexes() : new int[0];
		int[] rest = this.parts.stream().flatMapToInt((part) -> IntStream.of(part.batch().indexes())).toArray();
		return settlement(new Remainder(current, rest, cause));
	}

	private void reject(EncodedBatch batch, int index, ApiError error) {
		BatchResult rejected = BatchResult.rejected(batch.indexes()[index], error);
		this.named = new Named(rejected.rejections().get(0), batch.record(index));
		add(rejected);
	}

	private BatchResult settlement(@Nullable Remainder remainder) {
		return new BatchResult(this.accepted, this.rejections, this.unlocated, this.reason, remainder);
	}

	private void add(BatchResult settlement) {
		this.accepted += settlement.accepted();
		this.rejections.addAll(settlement.rejections());
		this.unlocated += settlement.unlocated();
		this.reason = (this.reason != null) ? this.reason : settlement.reason();
	}

	private record Part(EncodedBatch batch, int named) {
	}

	/**
	 * A record that was refused.
	 *
	 * @param outcome what the API says of it
	 * @param json the record
	 */
	record Named(RecordResult outcome, byte[] json) {
	}

}
