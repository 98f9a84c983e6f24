package com.experiture.readme;

import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

final class FaultExamples {

	private FaultExamples() {
	}

	static void inject(ExperitureEmulator emulator) {
		emulator.faults().on(Endpoint.RECORDS_UPSERT).times(2).status(503);
		emulator.faults().on(EndpointClass.BATCH_WRITE).times(1).rateLimit("2");
		emulator.faults().on(Endpoint.RECORDS_APPEND).inject(Fault.drop().afterCommit());
		emulator.faults().onAny().inject(Fault.stall());
		emulator.faults().onToken().status(500);
		emulator.faults().onAny().random(42, 0.2, Fault.drop(), Fault.status(503));
		emulator.revokeTokens();
	}

}
