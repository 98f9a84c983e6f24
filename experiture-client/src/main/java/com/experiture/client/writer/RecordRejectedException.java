package com.experiture.client.writer;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.receipt.RecordResult;

/**
 * The API rejected a record, and took or rejected the others of its batch on their own.
 * Sending it again does not help. A record that the schema of its object does not allow
 * can be rejected by this client before it is sent: {@link RecordResult#sent()}.
 */
public final class RecordRejectedException extends ExperitureException {

	private final RecordResult outcome;

	/**
	 * Create a new instance.
	 * @param call the call that carried the batch of the record
	 * @param outcome what the API said of the record
	 * @param reason the message
	 */
	public RecordRejectedException(CallDetails call, RecordResult outcome, String reason) {
		super(call, reason, null);
		this.outcome = outcome;
	}

	/**
	 * Return what the API said of the record.
	 * @return code, member at fault and message
	 */
	public RecordResult outcome() {
		return this.outcome;
	}

}
