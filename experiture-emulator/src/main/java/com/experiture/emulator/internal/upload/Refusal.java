package com.experiture.emulator.internal.upload;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * A rejection in the format of an object store.
 *
 * @param status the HTTP status
 * @param code the error code
 * @param mark what is rejected, or {@code null} if the documentation says so
 */
record Refusal(int status, String code, @Nullable BeyondDocumentation mark) {

	Refusal(int status, String code) {
		this(status, code, null);
	}

	RawResponse response() {
		String beyond = (this.mark != null) ? "<BeyondDocumentation>" + this.mark + "</BeyondDocumentation>" : "";
		String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + this.code + "</Code>" + beyond
				+ "</Error>";
		return new RawResponse(this.status, Map.of("Content-Type", "application/xml"),
				body.getBytes(StandardCharsets.UTF_8));
	}

}
