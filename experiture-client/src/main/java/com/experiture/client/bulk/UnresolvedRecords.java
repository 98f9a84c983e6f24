package com.experiture.client.bulk;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;

/**
 * Records of a bulk write whose outcome is not known, or that were not sent because the
 * run ended early.
 *
 * @param position the position of the first record in the source, from 0
 * @param lastPosition the position of the last record
 * @param count how many records; records between them that were rejected before are not
 * counted
 * @param sent whether they were sent, so that they may have been written. With a
 * {@link BulkOptions#runId() run id}, they can be sent again and are written once
 * @param jobId the job of these records, if the API accepted them as a job; use
 * {@code awaitJob} to get their outcome
 * @param cause why the outcome is not known; {@code null} if the run stopped for another
 * reason
 */
public record UnresolvedRecords(long position, long lastPosition, long count, boolean sent, @Nullable String jobId,
		@Nullable Throwable cause) implements Serializable {

	@Override
	public String toString() {
		return "records " + this.position + " to " + this.lastPosition + (this.sent ? ", sent" : ", not sent")
				+ ((this.jobId != null) ? ", job " + ServerText.id(this.jobId) : "")
				+ ((this.cause != null) ? ", " + this.cause.getClass().getSimpleName() : "");
	}

}
