package com.experiture.client.internal.writer;

import com.experiture.client.error.CallDetails;
import com.experiture.client.internal.batch.BatchResult;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.writer.RecordRejectedException;

/**
 * Describes why a record of a batch was rejected.
 */
final class RecordRejections {

	private RecordRejections() {
	}

	static RecordRejectedException of(CallDetails call, RecordResult outcome) {
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

	static RecordRejectedException unlocated(CallDetails call, int index, BatchResult settlement) {
		String which = (settlement.reason() != null) ? settlement.reason() : "without saying which";
		return new RecordRejectedException(call, new RecordResult(index, false, null, null, settlement.reason()),
				"Whether the API rejected the record is not known: it rejected " + settlement.unlocated()
						+ " records of its batch; " + which);
	}

}
