package com.experiture.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A successful answer before it is put into the envelope.
 *
 * @param status the HTTP status
 * @param data the {@code data} member
 * @param pagination the {@code pagination} member that campaigns have beside {@code data}
 */
record Answer(int status, @Nullable Object data, @Nullable Members pagination) {

	static Answer ok(@Nullable Object data) {
		return new Answer(200, data, null);
	}

	static Answer created(Object data) {
		return new Answer(201, data, null);
	}

	static Answer accepted(Object data) {
		return new Answer(202, data, null);
	}

	@Override
	public String toString() {
		return "Answer[" + this.status + "]";
	}

}
