package com.experiture.client.records;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;

/**
 * The API rejected a record, and took or rejected the others of its batch on their own.
 * Sending it again does not help.
 */
public final class RecordRejectedException extends ExperitureException {

	private final transient RecordOutcome outcome;

	RecordRejectedException(CallDetails call, RecordOutcome outcome, String reason) {
		super(call, "The API rejected the record: " + reason, null);
		this.outcome = outcome;
	}

	/**
	 * Return what the API said of the record.
	 * @return code, member at fault and message
	 */
	public RecordOutcome outcome() {
		return this.outcome;
	}

}
