package com.experiture.client.imports;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * The phase of an import. An upload that had to begin again begins at 0 bytes, with
 * another job. Later versions may add components.
 *
 * @param phase what is being done
 * @param jobId the job, or {@code null} before there is one
 * @param uploadedBytes how many bytes of the file were sent
 * @param totalBytes how many bytes the file has; 0 before that is known
 * @param state the state of the job that was read last, or {@code null} before
 * @param rows how many rows are done in this phase: written to the temporary file in
 * {@link ImportPhase#PREPARE}, read for the upload from {@link ImportPhase#UPLOAD} on,
 * processed by the job in {@link ImportPhase#AWAIT}. {@code null} if that is not known:
 * for a Parquet file, with a mapping body of your own, and if the job does not contain it
 * (assumed, see {@link ImportJob#processedRows()})
 * @param totalRows how many rows there are according to the job, or else as counted
 * during the upload; {@code null} before that is known
 * @param elapsed the time since the import began
 */
public record ImportProgress(ImportPhase phase, @Nullable String jobId, long uploadedBytes, long totalBytes,
		@Nullable ImportState state, @Nullable Long rows, @Nullable Long totalRows, Duration elapsed) {

	@Override
	public String toString() {
		return Description.of("ImportProgress")
			.part("phase", this.phase)
			.id("jobId", this.jobId)
			.number("uploadedBytes", this.uploadedBytes)
			.number("totalBytes", this.totalBytes)
			.part("state", this.state)
			.number("rows", this.rows)
			.number("totalRows", this.totalRows)
			.toString();
	}

}
