package com.experiture.emulator.internal.imports;

/**
 * The progress of an import job.
 *
 * @param objectName the object
 * @param fileName the file
 * @param status the job's status
 * @param accepted the number of rows accepted
 * @param rejected the number of rows rejected
 */
public record ImportSummary(String objectName, String fileName, String status, long accepted, long rejected) {

	@Override
	public String toString() {
		return this.fileName + " into " + this.objectName + ": " + this.status + ", " + this.accepted + " accepted, "
				+ this.rejected + " rejected";
	}

}
