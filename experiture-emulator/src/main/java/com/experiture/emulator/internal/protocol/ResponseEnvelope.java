package com.experiture.emulator.internal.protocol;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Puts results and rejections into the documented envelope, and adds what no client knows
 * if the behaviors say so.
 */
public final class ResponseEnvelope {

	private final Behaviors behaviors;

	public ResponseEnvelope(Behaviors behaviors) {
		this.behaviors = behaviors;
	}

	public RawResponse success(ApiResult result, String correlationId) {
		JsonObject body = new JsonObject().with("success", true)
			.with("data", result.data())
			.withIfPresent("pagination", result.pagination())
			.withIfPresent("correlationId", this.behaviors.has(Behavior.CORRELATION_ID_IN_BODY) ? correlationId : null);
		return response(result.status(), body, correlationId);
	}

	public RawResponse failure(ApiProblem problem, String correlationId) {
		// The documented example of a 429 has no correlation id in its body.
		JsonObject body = new JsonObject().with("success", false)
			.withIfPresent("correlationId", (problem.status() != 429) ? correlationId : null)
			.with("error", problem.body());
		return response(problem.status(), body, correlationId);
	}

	public static Map<String, String> headers(String correlationId) {
		return Map.of("Content-Type", RawResponse.JSON, "x-correlation-id", correlationId);
	}

	private RawResponse response(int status, JsonObject body, String correlationId) {
		boolean plain = !this.behaviors.has(Behavior.UNKNOWN_FIELDS)
				&& !this.behaviors.has(Behavior.UNKNOWN_ENUM_VALUES);
		Object content = plain ? body : withUnknowns(body);
		return new RawResponse(status, headers(correlationId), Json.write(content));
	}

	private Object withUnknowns(JsonObject object) {
		JsonObject changed = new JsonObject();
		object.forEach((name, value) -> changed.put(name, withUnknowns(value)));
		if (this.behaviors.has(Behavior.UNKNOWN_FIELDS)) {
			changed.with("fieldFromTheFuture", Map.of("nested", List.of(1, "two")));
		}
		return changed;
	}

	private @Nullable Object withUnknowns(@Nullable Object value) {
		if (value instanceof JsonObject object) {
			return withUnknowns(object);
		}
		if (value instanceof List<?> list) {
			return list.stream().map(this::withUnknowns).toList();
		}
		if (value instanceof EnumText text && this.behaviors.has(Behavior.UNKNOWN_ENUM_VALUES)) {
			return text.text() + "_from_the_future";
		}
		return value;
	}

}
