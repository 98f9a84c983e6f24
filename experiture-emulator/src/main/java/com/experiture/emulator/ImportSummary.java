package com.experiture.emulator;

/**
 * What became of an import job so far.
 *
 * @param objectName the object
 * @param fileName the file
 * @param status the job's status
 * @param accepted the number of rows accepted
 * @param rejected the number of rows rejected
 */
record ImportSummary(String objectName, String fileName, String status, long accepted, long rejected) {

	@Override
	public String toString() {
		return this.fileName + " into " + this.objectName + ": " + this.status + ", " + this.accepted + " accepted, "
				+ this.rejected + " rejected";
	}

}
