package com.experiture.emulator;

/**
 * How batch writes respond. The documentation can be read in more than one way, so a
 * client should support each.
 */
public enum BatchResponseMode {

	/**
	 * Asynchronous: status 202 and a job to poll, {@code data} with {@code jobId} and
	 * {@code status}. The records are stored when the job is created.
	 */
	JOB,

	/**
	 * Synchronous: status 200 and {@code data.results} with one result per record.
	 */
	INLINE,

	/**
	 * Synchronous: status 200 and only the counts, as for a single write.
	 */
	RECEIPT

}
