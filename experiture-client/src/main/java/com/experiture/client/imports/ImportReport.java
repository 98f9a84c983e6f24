package com.experiture.client.imports;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.text.Description;
import com.experiture.client.lists.ContactList;

/**
 * The result of an import. The rejected rows are not part of it: read them with
 * {@link ImportsClient#getErrors(String)}.
 *
 * @param jobId the id of the job
 * @param job the job as last read
 * @param uploadedBytes how many bytes the file has
 * @param uploads how many uploads were started; 0 if the job had been started before
 * @param mapping which columns were imported into which fields; of a JSON Lines file
 * without a mapping these are the fields in its first 10,000,000 bytes. {@code null} if
 * the mapping was a body of your own
 * @param createdList the list that the import created; {@code null} if none was
 * requested, or if it was not found (which is logged): find it by its name, see
 * {@link com.experiture.client.lists.ListsClient#findByName(String)}
 * @param lookUpFailure why the list that the import created could not be looked up;
 * {@code null} if it was, or if none was requested. The look-up takes at most 10 seconds
 */
public record ImportReport(String jobId, ImportJob job, long uploadedBytes, int uploads,
		@Nullable ImportMapping mapping, @Nullable ContactList createdList,
		@Nullable ExperitureException lookUpFailure) implements Serializable {

	/**
	 * Return how the job ended.
	 * @return the state
	 */
	public ImportState state() {
		return this.job.state();
	}

	/**
	 * Return how many rows became records.
	 * @return the number, or {@code null} if the response did not contain it
	 */
	public @Nullable Long acceptedRows() {
		return this.job.acceptedRows();
	}

	/**
	 * Return how many rows were rejected.
	 * @return the number, or {@code null} if the response did not contain it
	 */
	public @Nullable Long rejectedRows() {
		return this.job.rejectedRows();
	}

	@Override
	public String toString() {
		return Description.of("ImportReport")
			.id("jobId", this.jobId)
			.part("job", this.job)
			.number("uploadedBytes", this.uploadedBytes)
			.number("uploads", this.uploads)
			.part("createdList", this.createdList)
			.toString();
	}

}
