package com.experiture.emulator;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Puts answers and refusals into the documented envelope, and into it what no client
 * knows yet if the settings want that.
 */
final class Envelope {

	private final EmulatorSettings settings;

	Envelope(EmulatorSettings settings) {
		this.settings = settings;
	}

	Reply success(Answer answer, String correlationId) {
		Members body = new Members().with("success", true)
			.with("data", answer.data())
			.withIfPresent("pagination", answer.pagination())
			.withIfPresent("correlationId", this.settings.correlationIdInBody() ? correlationId : null);
		return reply(answer.status(), body, correlationId);
	}

	Reply failure(ApiProblem problem, String correlationId) {
		// The documented example of a 429 has no correlation id in its body.
		Members body = new Members().with("success", false)
			.withIfPresent("correlationId", (problem.status() != 429) ? correlationId : null)
			.with("error", problem.body());
		return reply(problem.status(), body, correlationId);
	}

	static Map<String, String> headers(String correlationId) {
		return Map.of("Content-Type", Reply.JSON, "x-correlation-id", correlationId);
	}

	private Reply reply(int status, Members body, String correlationId) {
		boolean plain = !this.settings.unknownMembers() && !this.settings.unknownEnumValues();
		Object content = plain ? body : withUnknowns(body);
		return new Reply(status, headers(correlationId), Json.write(content));
	}

	private Object withUnknowns(Members members) {
		Members changed = new Members();
		members.forEach((name, value) -> changed.put(name, withUnknowns(value)));
		if (this.settings.unknownMembers()) {
			changed.with("memberFromTheFuture", Map.of("nested", List.of(1, "two")));
		}
		return changed;
	}

	private @Nullable Object withUnknowns(@Nullable Object value) {
		if (value instanceof Members members) {
			return withUnknowns(members);
		}
		if (value instanceof List<?> list) {
			return list.stream().map(this::withUnknowns).toList();
		}
		if (value instanceof EnumText text && this.settings.unknownEnumValues()) {
			return text.text() + "_from_the_future";
		}
		return value;
	}

}
