package com.experiture.emulator.internal.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A response, and how it is delivered.
 *
 * @param status the HTTP status
 * @param headers the headers beside the content length
 * @param body the body
 * @param delivery how the response is delivered
 * @param timing when and how fast it is delivered
 */
public record RawResponse(int status, Map<String, String> headers, byte[] body, Delivery delivery, Timing timing) {

	public static final String JSON = "application/json; charset=utf-8";

	private static final Timing AT_ONCE = new Timing(() -> {
	}, Duration.ZERO);

	public RawResponse(int status, Map<String, String> headers, byte[] body) {
		this(status, headers, body, Delivery.WHOLE, AT_ONCE);
	}

	/**
	 * Return a response of which the client gets neither status nor body.
	 * @param delivery what happens instead
	 * @return the response
	 */
	public static RawResponse none(Delivery delivery) {
		return new RawResponse(200, Map.of(), new byte[0]).with(delivery);
	}

	public RawResponse with(Delivery delivery) {
		return new RawResponse(this.status, this.headers, this.body, delivery, this.timing);
	}

	public RawResponse with(byte[] body) {
		return new RawResponse(this.status, this.headers, body, this.delivery, this.timing);
	}

	public RawResponse with(String header, String value) {
		Map<String, String> changed = new HashMap<>(this.headers);
		changed.put(header, value);
		return new RawResponse(this.status, changed, this.body, this.delivery, this.timing);
	}

	public RawResponse trickled(Duration duration) {
		return with(Delivery.TRICKLED).with(new Timing(this.timing.delay, duration));
	}

	public RawResponse delayed(Runnable delay) {
		return with(new Timing(delay, this.timing.duration));
	}

	private RawResponse with(Timing timing) {
		return new RawResponse(this.status, this.headers, this.body, this.delivery, timing);
	}

	@Override
	public String toString() {
		return "RawResponse[" + this.status + ", " + this.delivery + "]";
	}

	/**
	 * When and how fast a response is delivered.
	 *
	 * @param delay returns as soon as the response can be sent
	 * @param duration how long a trickled delivery takes
	 */
	public record Timing(Runnable delay, Duration duration) {
	}

}
