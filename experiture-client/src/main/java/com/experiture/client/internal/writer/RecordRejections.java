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

	static RecordRejectedException of(CallDetails call, RecordResult rejection) {
		StringBuilder reason = new StringBuilder(rejection.sent() ? "The API rejected the record"
				: "The record was not sent, because it violates the schema of its object");
		if (rejection.code() != null) {
			reason.append(": ").append(ServerText.code(rejection.code()));
		}
		if (rejection.path() != null) {
			reason.append(" at ").append(ServerText.text(rejection.path()));
		}
		if (!rejection.sent()) {
			reason.append(" ").append(ServerText.text(rejection.message()));
		}
		return new RecordRejectedException(call, rejection, reason.toString());
	}

	static RecordRejectedException unattributed(CallDetails call, int index, BatchResult result) {
		String which = (result.reason() != null) ? result.reason() : "without saying which";
		return new RecordRejectedException(call, new RecordResult(index, false, null, null, result.reason()),
				"Whether the API rejected the record is not known: it rejected " + result.unattributed()
						+ " records of its batch; " + which);
	}

}
