package com.experiture.emulator;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The addresses by which an emulator that runs on its own is looked at and reset.
 */
final class StandaloneControl {

	static final String PATH = "/emulator/";

	static final String HEALTH = PATH + "health";

	private static final String RECORDS = PATH + "records/";

	private volatile @Nullable Standalone standalone;

	/**
	 * Answer from now on.
	 * @param standalone the emulator, which is ready
	 */
	void open(Standalone standalone) {
		this.standalone = standalone;
	}

	Reply answer(HttpCall call) {
		Standalone ready = this.standalone;
		if (ready == null) {
			return json(503, Map.of("status", "DOWN"));
		}
		String asked = call.method() + " " + call.path();
		if (asked.equals("GET " + HEALTH)) {
			return json(200, Map.of("status", "UP"));
		}
		if (asked.equals("POST " + PATH + "reset")) {
			ready.reset();
			return json(200, Map.of());
		}
		if (asked.startsWith("GET " + RECORDS)) {
			return records(ready.emulator(), call.path().substring(RECORDS.length()));
		}
		return json(404, Map.of("message",
				"There are GET " + HEALTH + ", GET " + RECORDS + "{object} and POST " + PATH + "reset"));
	}

	private static Reply records(ExperitureEmulator emulator, String object) {
		try {
			List<Map<String, Object>> records = emulator.records(object);
			return json(200, records);
		}
		catch (IllegalArgumentException ex) {
			return json(404, Map.of("message", String.valueOf(ex.getMessage())));
		}
	}

	private static Reply json(int status, Object body) {
		return new Reply(status, Map.of("Content-Type", Reply.JSON), Json.write(body));
	}

}
