package com.experiture.client.imports;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.text.Description;
import com.experiture.client.lists.ContactList;

/**
 * What became of an import. The rejected rows are not part of it: stream them with
 * {@link ImportsClient#getErrors(String)}.
 *
 * @param jobId the id of the job
 * @param job the job as it was read last
 * @param uploadedBytes how many bytes the file has
 * @param uploads how many uploads were begun; 0 where the job had been started before
 * @param mapping which columns were imported into which fields; of a JSON Lines file
 * without a mapping these are the members of its first 10,000,000 bytes. {@code null}
 * where the mapping was a body of your own
 * @param createdList the list that the import created; {@code null} if none was asked
 * for, and if it was not found (which is logged): look for it by its name, see
 * {@link com.experiture.client.lists.ListsClient#findByName(String)}
 * @param lookUpFailure why it is not known which list the import created; {@code null} if
 * it is known or none was asked for. The look-up takes at most 10 seconds
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
	 * @return the number, or {@code null} where the API did not say
	 */
	public @Nullable Long acceptedRows() {
		return this.job.acceptedRows();
	}

	/**
	 * Return how many rows were rejected.
	 * @return the number, or {@code null} where the API did not say
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
