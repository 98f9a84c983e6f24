package com.experiture.emulator;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.Json;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * The endpoints by which a standalone emulator is inspected and reset.
 */
final class StandaloneEndpoints {

	private static final String PATH = "/emulator/";

	static final String HEALTH = PATH + "health";

	private static final String RECORDS = PATH + "records/";

	private volatile @Nullable Standalone standalone;

	/**
	 * Begin to handle requests.
	 * @param standalone the emulator, which is ready
	 */
	void open(Standalone standalone) {
		this.standalone = standalone;
	}

	/**
	 * Handle a request that is for the emulator itself.
	 * @param request the request
	 * @return the response, or {@code null} if the request is not for the emulator itself
	 */
	@Nullable RawResponse handle(RawRequest request) {
		if (!request.path().startsWith(PATH)) {
			return null;
		}
		Standalone ready = this.standalone;
		if (ready == null) {
			return json(503, Map.of("status", "DOWN"));
		}
		String line = request.method() + " " + request.path();
		if (line.equals("GET " + HEALTH)) {
			return json(200, Map.of("status", "UP"));
		}
		if (line.equals("POST " + PATH + "reset")) {
			ready.reset();
			return json(200, Map.of());
		}
		if (line.startsWith("GET " + RECORDS)) {
			return records(ready.emulator(), request.path().substring(RECORDS.length()));
		}
		return json(404, Map.of("message",
				"There are GET " + HEALTH + ", GET " + RECORDS + "{object} and POST " + PATH + "reset"));
	}

	private static RawResponse records(ExperitureEmulator emulator, String object) {
		try {
			List<Map<String, Object>> records = emulator.records(object);
			return json(200, records);
		}
		catch (IllegalArgumentException ex) {
			return json(404, Map.of("message", String.valueOf(ex.getMessage())));
		}
	}

	private static RawResponse json(int status, Object body) {
		return new RawResponse(status, Map.of("Content-Type", RawResponse.JSON), Json.write(body));
	}

}
