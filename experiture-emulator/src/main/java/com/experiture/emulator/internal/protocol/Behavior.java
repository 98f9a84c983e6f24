package com.experiture.emulator.internal.protocol;

/**
 * A choice between two readings of the documentation, or between two courses of events.
 */
public enum Behavior {

	/** Batch writes return a job to poll. */
	BATCH_JOBS,

	/** Batch writes without a job return one result per record. */
	BATCH_RESULTS,

	/** A batch succeeds in part if some of its records are invalid. */
	PARTIAL_BATCHES,

	/** Jobs have ended at the first poll. */
	INSTANT_JOBS,

	/** Import jobs and campaign executions fail. */
	FAILING_JOBS,

	/** Responses have fields that no client knows. */
	UNKNOWN_FIELDS,

	/** Responses have enum values that no client knows. */
	UNKNOWN_ENUM_VALUES,

	/** Two lists cannot have the same name. */
	UNIQUE_LIST_NAMES,

	/** The envelope of a success has the correlation id. */
	CORRELATION_ID_IN_BODY

}
