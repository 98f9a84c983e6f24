package com.experiture.client.records;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.ServerText;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.RecordFate;

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
record Settlement(long accepted, List<RecordOutcome> rejections, long unlocated, @Nullable String reason,
		@Nullable Remainder remainder) {

	static Settlement of(BatchReceipt receipt, int[] indexes) {
		return of(indexes, receipt.outcomes(indexes.length), receipt.acceptedRecords(), receipt.rejectedRecords(),
				receipt.isRefusal(), "the answer says that the batch was not accepted");
	}

	static Settlement of(RecordsJob job, String jobId, int[] indexes) {
		return of(indexes, job.outcomes(indexes.length), job.acceptedRecords(), job.rejectedRecords(),
				job.state().isFailed(), "the job " + ServerText.id(jobId) + " ended as " + job.state());
	}

	/**
	 * Return the settlement of a batch of which nothing is known.
	 */
	static Settlement unknown(int size, boolean sent, Throwable cause) {
		return unknown(IntStream.range(0, size).toArray(), sent, cause);
	}

	static Settlement unknown(int[] all, boolean sent, Throwable cause) {
		int[] none = {};
		return new Settlement(0, List.of(), 0, null, new Remainder(sent ? all : none, sent ? none : all, cause));
	}

	static Settlement rejected(int index, ApiError error) {
		return new Settlement(0, List
			.of(new RecordOutcome(index, false, error.code(), BatchAnswer.withinRecord(error.path()), error.message())),
				0, null, null);
	}

	/**
	 * Return the same with records that were rejected before they were sent.
	 */
	Settlement and(List<RecordOutcome> more) {
		List<RecordOutcome> all = new ArrayList<>(more);
		all.addAll(this.rejections);
		return new Settlement(this.accepted, all, this.unlocated, this.reason, this.remainder);
	}

	void report(ClientListener events) {
		if (this.accepted > 0) {
			events.records(RecordFate.ACCEPTED, this.accepted);
		}
		if (rejected() > 0) {
			events.records(RecordFate.REJECTED, rejected());
		}
	}

	long rejected() {
		return this.rejections.size() + this.unlocated;
	}

	int unsettled() {
		return (this.remainder != null) ? this.remainder.size() : 0;
	}

	// What failed as a whole carried out no more than it says.
	private static Settlement of(int[] indexes, List<RecordOutcome> outcomes, @Nullable Long accepted,
			@Nullable Long rejected, boolean failed, @Nullable String reason) {
		if (accepted == null && failed) {
			accepted = outcomes.stream().filter(RecordOutcome::accepted).count();
		}
		List<RecordOutcome> rejections = new ArrayList<>();
		BitSet seen = new BitSet();
		long unknown = 0;
		for (RecordOutcome outcome : outcomes) {
			int index = outcome.index();
			if (outcome.accepted()) {
				continue;
			}
			if (index < 0 || index >= indexes.length) {
				unknown++;
			}
			else if (!seen.get(index)) {
				seen.set(index);
				rejections.add(new RecordOutcome(indexes[index], false, outcome.code(),
						BatchAnswer.withinRecord(outcome.path()), outcome.message()));
			}
		}
		// Where the numbers contradict each other, no record may pass for accepted.
		long missing = Math.max(rejections.size() + unknown, (rejected != null) ? rejected : 0);
		missing = Math.max(missing, (accepted != null) ? indexes.length - accepted : 0);
		long unlocated = Math.max(0, Math.min(missing, indexes.length) - rejections.size());
		return new Settlement(indexes.length - rejections.size() - unlocated, rejections, unlocated, reason, null);
	}

	/**
	 * The records of a batch of which nothing is known, since one of its parts failed.
	 *
	 * @param sent the indexes of those that may have been sent
	 * @param unsent the indexes of those that were not, behind the others
	 * @param cause why
	 */
	record Remainder(int[] sent, int[] unsent, Throwable cause) {

		int size() {
			return this.sent.length + this.unsent.length;
		}

		/**
		 * Return the indexes of all these records.
		 */
		IntStream indexes() {
			return IntStream.concat(IntStream.of(this.sent), IntStream.of(this.unsent));
		}

	}

}
