package com.experiture.client.internal.batch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.ApiError;
import com.experiture.client.internal.json.RecordPath;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.receipt.RecordsJob;

/**
 * What became of the records of one batch. The indexes are those in the batch as it was
 * first sent.
 *
 * @param accepted how many records were accepted
 * @param rejections the rejected records
 * @param unlocated how many more records were rejected without the API saying which
 * @param reason why these were
 * @param remainder the records of which nothing is known, {@code null} for none
 */
public record BatchResult(long accepted, List<RecordResult> rejections, long unlocated, @Nullable String reason,
		@Nullable Remainder remainder) {

	static BatchResult of(BatchReceipt receipt, int[] indexes) {
		return of(indexes, receipt.outcomes(indexes.length), receipt.acceptedRecords(), receipt.rejectedRecords(),
				isRefusal(receipt.json()), "the answer says that the batch was not accepted");
	}

	static BatchResult of(RecordsJob job, String jobId, int[] indexes) {
		return of(indexes, job.outcomes(indexes.length), job.acceptedRecords(), job.rejectedRecords(),
				job.state().isFailed(), "the job " + ServerText.id(jobId) + " ended as " + job.state());
	}

	/**
	 * Return the settlement of a batch of which nothing is known.
	 */
	public static BatchResult unknown(int size, boolean sent, Throwable cause) {
		return unknown(IntStream.range(0, size).toArray(), sent, cause);
	}

	public static BatchResult unknown(int[] all, boolean sent, Throwable cause) {
		int[] none = {};
		return new BatchResult(0, List.of(), 0, null, new Remainder(sent ? all : none, sent ? none : all, cause));
	}

	public static BatchResult rejected(int index, ApiError error) {
		return new BatchResult(0, List
			.of(new RecordResult(index, false, error.code(), RecordPath.withinRecord(error.path()), error.message())),
				0, null, null);
	}

	/**
	 * Return the same with records that were rejected before they were sent.
	 */
	BatchResult and(List<RecordResult> more) {
		List<RecordResult> all = new ArrayList<>(more);
		all.addAll(this.rejections);
		return new BatchResult(this.accepted, all, this.unlocated, this.reason, this.remainder);
	}

	public void report(ClientListener events) {
		if (this.accepted > 0) {
			events.recordsProcessed(RecordOutcome.ACCEPTED, this.accepted);
		}
		if (rejected() > 0) {
			events.recordsProcessed(RecordOutcome.REJECTED, rejected());
		}
	}

	public long rejected() {
		return this.rejections.size() + this.unlocated;
	}

	public int unresolved() {
		return (this.remainder != null) ? this.remainder.size() : 0;
	}

	// What failed as a whole carried out no more than it says.
	private static BatchResult of(int[] indexes, List<RecordResult> outcomes, @Nullable Long accepted,
			@Nullable Long rejected, boolean failed, @Nullable String reason) {
		if (accepted == null && failed) {
			accepted = outcomes.stream().filter(RecordResult::accepted).count();
		}
		List<RecordResult> rejections = new ArrayList<>();
		BitSet seen = new BitSet();
		long unknown = 0;
		for (RecordResult outcome : outcomes) {
			int index = outcome.index();
			if (outcome.accepted()) {
				continue;
			}
			if (index < 0 || index >= indexes.length) {
				unknown++;
			}
			else if (!seen.get(index)) {
				seen.set(index);
				rejections.add(new RecordResult(indexes[index], false, outcome.code(),
						RecordPath.withinRecord(outcome.path()), outcome.message()));
			}
		}
		// Where the numbers contradict each other, no record may pass for accepted.
		long missing = Math.max(rejections.size() + unknown, (rejected != null) ? rejected : 0);
		missing = Math.max(missing, (accepted != null) ? indexes.length - accepted : 0);
		long unlocated = Math.max(0, Math.min(missing, indexes.length) - rejections.size());
		return new BatchResult(indexes.length - rejections.size() - unlocated, rejections, unlocated, reason, null);
	}

	// What a response says of itself, if it lists nothing.
	private static boolean isRefusal(JsonNode json) {
		return isFalse(json.path("accepted")) || isFalse(json.path("success"));
	}

	private static boolean isFalse(JsonNode field) {
		return field.isBoolean() && !field.asBoolean();
	}

	/**
	 * The records of a batch of which nothing is known, since one of its parts failed.
	 *
	 * @param sent the indexes of those that may have been sent
	 * @param unsent the indexes of those that were not, behind the others
	 * @param cause why
	 */
	public record Remainder(int[] sent, int[] unsent, Throwable cause) {

		public int size() {
			return this.sent.length + this.unsent.length;
		}

		/**
		 * Return the indexes of all these records.
		 */
		public IntStream indexes() {
			return IntStream.concat(IntStream.of(this.sent), IntStream.of(this.unsent));
		}

	}

}
