package com.experiture.client.writer;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.receipt.RecordResult;

/**
 * The API rejected a record, independently of the others of its batch. Sending it again
 * does not help. This client can reject a record that violates the schema of its object
 * before it is sent: {@link RecordResult#sent()}.
 */
public final class RecordRejectedException extends ExperitureException {

	private final RecordResult result;

	/**
	 * Create a new instance.
	 * @param call the call that sent the batch of the record
	 * @param result the result of the record
	 * @param message the message
	 */
	public RecordRejectedException(CallDetails call, RecordResult result, String message) {
		super(call, message, null);
		this.result = result;
	}

	/**
	 * Return the result of the record.
	 * @return code, invalid field and message
	 */
	public RecordResult result() {
		return this.result;
	}

}
