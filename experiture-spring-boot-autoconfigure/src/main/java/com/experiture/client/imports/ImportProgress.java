package com.experiture.client.imports;

import org.jspecify.annotations.Nullable;

import com.experiture.client.json.Description;

/**
 * How far an import is. An upload that had to begin again begins at 0 bytes, with another
 * job.
 *
 * @param phase what is being done
 * @param jobId the job, or {@code null} before there is one
 * @param uploadedBytes how many bytes of the file were sent
 * @param totalBytes how many bytes the file has; 0 before that is known
 * @param state the state of the job that was read last, or {@code null} before
 */
public record ImportProgress(ImportPhase phase, @Nullable String jobId, long uploadedBytes, long totalBytes,
		@Nullable ImportState state) {

	@Override
	public String toString() {
		return Description.of("ImportProgress")
			.part("phase", this.phase)
			.id("jobId", this.jobId)
			.number("uploadedBytes", this.uploadedBytes)
			.number("totalBytes", this.totalBytes)
			.part("state", this.state)
			.toString();
	}

}
