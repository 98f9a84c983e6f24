package com.experiture.client.internal.batch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.json.RecordPath;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.receipt.BatchReceipt;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.receipt.RecordsJob;

/**
 * The outcome of the records of one batch. The indexes are those in the batch as it was
 * first sent.
 *
 * @param accepted how many records were accepted
 * @param rejections the rejected records
 * @param unattributed how many other records were rejected, if the API does not say which
 * @param reason why these were rejected
 * @param unresolved the records whose outcome is not known, {@code null} for none
 */
public record BatchResult(long accepted, List<RecordResult> rejections, long unattributed, @Nullable String reason,
		@Nullable Unresolved unresolved) {

	static BatchResult of(BatchReceipt receipt, int[] indexes) {
		return of(indexes, receipt.results(indexes.length), receipt.acceptedRecords(), receipt.rejectedRecords(),
				isRejected(receipt.json()), "the response says that the batch was not accepted");
	}

	static BatchResult of(RecordsJob job, String jobId, int[] indexes) {
		return of(indexes, job.results(indexes.length), job.acceptedRecords(), job.rejectedRecords(),
				job.state().isFailed(), "the job " + ServerText.id(jobId) + " ended as " + job.state());
	}

	/**
	 * Return the result of a batch whose records are all unresolved.
	 * @param size the number of records
	 * @param sent whether they may have been sent
	 * @param cause why they are unresolved
	 */
	public static BatchResult unresolved(int size, boolean sent, Throwable cause) {
		return unresolved(IntStream.range(0, size).toArray(), sent, cause);
	}

	/**
	 * Return the result of a batch that could not be sent, or whose response was not
	 * received.
	 */
	public static BatchResult failed(int size, Throwable failure) {
		return unresolved(size, effect(failure) != Effect.NONE, failure);
	}

	static BatchResult failed(int[] indexes, Throwable failure) {
		return unresolved(indexes, effect(failure) != Effect.NONE, failure);
	}

	static BatchResult unresolved(int[] all, boolean sent, Throwable cause) {
		int[] none = {};
		return new BatchResult(0, List.of(), 0, null, new Unresolved(sent ? all : none, sent ? none : all, cause));
	}

	static BatchResult rejected(int index, ApiError error) {
		return new BatchResult(0, List
			.of(new RecordResult(index, false, error.code(), RecordPath.withinRecord(error.path()), error.message())),
				0, null, null);
	}

	/**
	 * Add records that were rejected before they were sent.
	 */
	BatchResult with(List<RecordResult> rejectedBefore) {
		List<RecordResult> all = new ArrayList<>(rejectedBefore);
		all.addAll(this.rejections);
		return new BatchResult(this.accepted, all, this.unattributed, this.reason, this.unresolved);
	}

	/**
	 * Report the accepted and the rejected records to a listener.
	 */
	public void report(ClientListener events) {
		if (this.accepted > 0) {
			events.recordsProcessed(RecordOutcome.ACCEPTED, this.accepted);
		}
		if (rejected() > 0) {
			events.recordsProcessed(RecordOutcome.REJECTED, rejected());
		}
	}

	public long rejected() {
		return this.rejections.size() + this.unattributed;
	}

	public int unresolvedCount() {
		return (this.unresolved != null) ? this.unresolved.size() : 0;
	}

	// A batch that failed as a whole wrote only the records that the response lists.
	private static BatchResult of(int[] indexes, List<RecordResult> results, @Nullable Long accepted,
			@Nullable Long rejected, boolean failed, @Nullable String reason) {
		if (accepted == null && failed) {
			accepted = results.stream().filter(RecordResult::accepted).count();
		}
		List<RecordResult> rejections = new ArrayList<>();
		BitSet seen = new BitSet();
		long unknown = 0;
		for (RecordResult result : results) {
			int index = result.index();
			if (result.accepted()) {
				continue;
			}
			if (index < 0 || index >= indexes.length) {
				unknown++;
			}
			else if (!seen.get(index)) {
				seen.set(index);
				rejections.add(new RecordResult(indexes[index], false, result.code(),
						RecordPath.withinRecord(result.path()), result.message()));
			}
		}
		// If the numbers contradict each other, a record must not count as accepted.
		long missing = Math.max(rejections.size() + unknown, (rejected != null) ? rejected : 0);
		missing = Math.max(missing, (accepted != null) ? indexes.length - accepted : 0);
		long unattributed = Math.max(0, Math.min(missing, indexes.length) - rejections.size());
		return new BatchResult(indexes.length - rejections.size() - unattributed, rejections, unattributed, reason,
				null);
	}

	/**
	 * Return the effect that a failed batch may have had. A failure before the batch
	 * reached the pipeline, or of a closed client, had none.
	 */
	static Effect effect(@Nullable Throwable failure) {
		return (failure instanceof ExperitureException known) ? known.effect() : Effect.NONE;
	}

	// The response as a whole, in case it lists no records.
	private static boolean isRejected(JsonNode json) {
		return isFalse(json.path("accepted")) || isFalse(json.path("success"));
	}

	private static boolean isFalse(JsonNode field) {
		return field.isBoolean() && !field.asBoolean();
	}

	/**
	 * The records of a batch whose outcome is not known, because one of its parts failed.
	 *
	 * @param sent the indexes of the records that may have been sent
	 * @param unsent the indexes of the records that were not sent, behind the others
	 * @param cause why the outcome is not known
	 */
	public record Unresolved(int[] sent, int[] unsent, Throwable cause) {

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
