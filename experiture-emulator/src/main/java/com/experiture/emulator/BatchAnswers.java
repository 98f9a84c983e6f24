package com.experiture.emulator;

/**
 * How batch writes are answered. The service's documentation can be read in more than one
 * way, so a client should cope with each.
 */
public enum BatchAnswers {

	/**
	 * Asynchronous: status 202 and a job to poll, {@code data} with {@code jobId} and
	 * {@code status}. The records are stored when the job is created already.
	 */
	JOB,

	/**
	 * Synchronous: status 200 and {@code data.results} with one outcome per record.
	 */
	INLINE,

	/**
	 * Synchronous: status 200 and only the counts, as a single write is answered.
	 */
	RECEIPT

}
