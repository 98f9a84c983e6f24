package com.experiture.emulator.internal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The result of a successful call, before it is put into the envelope.
 *
 * @param status the HTTP status
 * @param data the field {@code data}
 * @param pagination the field {@code pagination} that campaigns have beside {@code data}
 */
public record ApiResult(int status, @Nullable Object data, @Nullable JsonObject pagination) {

	public static ApiResult ok(@Nullable Object data) {
		return new ApiResult(200, data, null);
	}

	public static ApiResult created(Object data) {
		return new ApiResult(201, data, null);
	}

	public static ApiResult accepted(Object data) {
		return new ApiResult(202, data, null);
	}

	@Override
	public String toString() {
		return "ApiResult[" + this.status + "]";
	}

}
