package com.experiture.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidRequestException;
import com.experiture.client.error.ValidationException;
import com.experiture.client.records.BatchReceipt;
import com.experiture.client.records.RecordOutcome;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.records.RecordsJob;
import com.experiture.sample.IngestionReport.Tally;

/**
 * Writes batches of one object and waits until they are carried out. A record that makes
 * its batch fail is reported and left out, so that the others still arrive.
 */
final class BatchWriter {

	private static final Pattern POSITION = Pattern.compile("records\\[(\\d+)]");

	private static final long FIRST_PAUSE_MILLIS = 10;

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	private final RecordsClient records;

	private final String objectName;

	private final Function<List<Row>, BatchReceipt> call;

	private final Duration jobTimeout;

	private final Tally tally;

	BatchWriter(RecordsClient records, String objectName, Function<List<Row>, BatchReceipt> call, Duration jobTimeout,
			Tally tally) {
		this.records = records;
		this.objectName = objectName;
		this.call = call;
		this.jobTimeout = jobTimeout;
		this.tally = tally;
	}

	void write(List<Row> batch) {
		List<Row> rows = new ArrayList<>(batch);
		while (!rows.isEmpty()) {
			try {
				settle(rows, this.call.apply(rows));
				return;
			}
			catch (ValidationException ex) {
				leaveOut(rows, ex.error().path(), ex.error().code() + " at " + ex.error().path());
			}
			catch (InvalidRequestException ex) {
				leaveOut(rows, ex.member(), ex.getMessage());
			}
			catch (ExperitureException ex) {
				rows.forEach((row) -> this.tally.rejected(row.number(), String.valueOf(ex.getMessage())));
				return;
			}
		}
	}

	private void settle(List<Row> rows, BatchReceipt receipt) {
		List<RecordOutcome> outcomes = receipt.outcomes();
		Long rejected = receipt.rejectedRecords();
		if (receipt.jobId() != null) {
			RecordsJob job = await(receipt.jobId());
			if (!job.state().isSucceeded()) {
				rows.forEach((row) -> this.tally.rejected(row.number(), "job " + job.id() + " is " + job.state()));
				return;
			}
			outcomes = job.outcomes();
			rejected = job.rejectedRecords();
		}
		int explained = 0;
		for (RecordOutcome outcome : outcomes) {
			if (!outcome.accepted()) {
				explained++;
				this.tally.rejected(rows.get(outcome.index()).number(), outcome.code() + " at " + outcome.path());
			}
		}
		long unexplained = Math.max(0, ((rejected != null) ? rejected : 0) - explained);
		this.tally.accepted(rows.size() - explained - unexplained);
		this.tally.rejectedWithoutReason(unexplained);
	}

	private RecordsJob await(String jobId) {
		Instant deadline = Instant.now().plus(this.jobTimeout);
		RecordsJob job = this.records.getJob(this.objectName, jobId);
		for (long pause = FIRST_PAUSE_MILLIS; !job.state().isTerminal()
				&& Instant.now().isBefore(deadline); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
			pause(pause);
			job = this.records.getJob(this.objectName, jobId);
		}
		return job;
	}

	private void leaveOut(List<Row> rows, @Nullable String path, String reason) {
		Matcher position = POSITION.matcher((path != null) ? path : "");
		if (position.find() && Integer.parseInt(position.group(1)) < rows.size()) {
			this.tally.rejected(rows.remove(Integer.parseInt(position.group(1))).number(), reason);
			return;
		}
		rows.forEach((row) -> this.tally.rejected(row.number(), reason));
		rows.clear();
	}

	private static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a job", ex);
		}
	}

	/**
	 * A row of the file.
	 *
	 * @param number its number, the header being row 1
	 * @param record the record to send
	 */
	record Row(int number, Object record) {
	}

}
