package com.experiture.client.records;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.ServerText;

/**
 * The API rejected a record, and took or rejected the others of its batch on their own.
 * Sending it again does not help. A record that the schema of its object does not allow
 * can be rejected by this client before it is sent: {@link RecordOutcome#sent()}.
 */
public final class RecordRejectedException extends ExperitureException {

	private final RecordOutcome outcome;

	private RecordRejectedException(CallDetails call, RecordOutcome outcome, String reason) {
		super(call, reason, null);
		this.outcome = outcome;
	}

	static RecordRejectedException of(CallDetails call, RecordOutcome outcome) {
		StringBuilder reason = new StringBuilder(outcome.sent() ? "The API rejected the record"
				: "The record was not sent, since the schema of its object does not allow it");
		if (outcome.code() != null) {
			reason.append(": ").append(ServerText.code(outcome.code()));
		}
		if (outcome.path() != null) {
			reason.append(" at ").append(ServerText.text(outcome.path()));
		}
		if (!outcome.sent()) {
			reason.append(" ").append(ServerText.text(outcome.message()));
		}
		return new RecordRejectedException(call, outcome, reason.toString());
	}

	static RecordRejectedException unlocated(CallDetails call, int index, Settlement settlement) {
		String which = (settlement.reason() != null) ? settlement.reason() : "without saying which";
		return new RecordRejectedException(call, new RecordOutcome(index, false, null, null, settlement.reason()),
				"Whether the API rejected the record is not known: it rejected " + settlement.unlocated()
						+ " records of its batch; " + which);
	}

	/**
	 * Return what the API said of the record.
	 * @return code, member at fault and message
	 */
	public RecordOutcome outcome() {
		return this.outcome;
	}

}
