package com.experiture.client.records;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ApiError;
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
 */
record Settlement(long accepted, List<RecordOutcome> rejections, long unlocated, @Nullable String reason) {

	static Settlement of(BatchReceipt receipt, int[] indexes) {
		return of(indexes, receipt.outcomes(), receipt.acceptedRecords(), receipt.rejectedRecords(), null);
	}

	// A job that failed carried out no more than it says.
	static Settlement of(RecordsJob job, String jobId, int[] indexes) {
		List<RecordOutcome> outcomes = job.outcomes();
		Long accepted = job.acceptedRecords();
		if (accepted == null && job.state().isFailed()) {
			accepted = outcomes.stream().filter(RecordOutcome::accepted).count();
		}
		return of(indexes, outcomes, accepted, job.rejectedRecords(), "the job " + jobId + " ended as " + job.state());
	}

	static Settlement rejected(int index, ApiError error) {
		return new Settlement(0, List
			.of(new RecordOutcome(index, false, error.code(), BatchAnswer.withinRecord(error.path()), error.message())),
				0, null);
	}

	void report(ClientListener events) {
		if (this.accepted > 0) {
			events.records(RecordFate.ACCEPTED, this.accepted);
		}
		long rejected = this.rejections.size() + this.unlocated;
		if (rejected > 0) {
			events.records(RecordFate.REJECTED, rejected);
		}
	}

	private static Settlement of(int[] indexes, List<RecordOutcome> outcomes, @Nullable Long accepted,
			@Nullable Long rejected, @Nullable String reason) {
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
		return new Settlement(indexes.length - rejections.size() - unlocated, rejections, unlocated, reason);
	}

}
