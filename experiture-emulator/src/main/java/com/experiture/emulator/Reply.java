package com.experiture.emulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What goes over the wire, and how.
 *
 * @param status the HTTP status
 * @param headers the headers beside the content length
 * @param body the body
 * @param delivery how it is delivered
 * @param time how long a trickled delivery takes
 * @param delay waits until it is time to deliver
 */
record Reply(int status, Map<String, String> headers, byte[] body, Delivery delivery, Duration time, Runnable delay) {

	static final String JSON = "application/json; charset=utf-8";

	private static final Runnable NO_DELAY = () -> {
	};

	Reply(int status, Map<String, String> headers, byte[] body) {
		this(status, headers, body, Delivery.WHOLE, Duration.ZERO, NO_DELAY);
	}

	static Reply none(Delivery delivery) {
		return new Reply(200, Map.of(), new byte[0]).with(delivery);
	}

	Reply with(Delivery delivery) {
		return new Reply(this.status, this.headers, this.body, delivery, this.time, this.delay);
	}

	Reply trickled(Duration time) {
		return new Reply(this.status, this.headers, this.body, Delivery.TRICKLED, time, this.delay);
	}

	Reply delayed(Runnable delay) {
		return new Reply(this.status, this.headers, this.body, this.delivery, this.time, delay);
	}

	Reply with(byte[] body) {
		return new Reply(this.status, this.headers, body, this.delivery, this.time, this.delay);
	}

	Reply with(String header, String value) {
		Map<String, String> changed = new HashMap<>(this.headers);
		changed.put(header, value);
		return new Reply(this.status, changed, this.body, this.delivery, this.time, this.delay);
	}

	@Override
	public String toString() {
		return "Reply[" + this.status + ", " + this.delivery + "]";
	}

}
