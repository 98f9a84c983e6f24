package com.experiture.simulation;

import org.jspecify.annotations.Nullable;

/**
 * The fault of one request.
 *
 * @param point where it occurs
 * @param status the status with which a server or gateway responds instead
 * @param code the error code, {@code null} for a body that does not come from the API
 * @param path the path in a rejection
 * @param hangs whether the request hangs instead of failing
 */
record Fault(Point point, int status, @Nullable String code, @Nullable String path, boolean hangs) {

	static final Fault NONE = new Fault(Point.NOWHERE, 0, null, null, false);

	static Fault lost(Point point, boolean hangs) {
		return new Fault(point, 0, null, null, hangs);
	}

	@Override
	public String toString() {
		return switch (this.point) {
			case NOWHERE -> "";
			case BEFORE_EFFECT,
					AFTER_EFFECT ->
				" [fault: " + this.status + ((this.code != null) ? " " + this.code : "")
						+ ((this.path != null) ? " at " + this.path : "")
						+ ((this.point == Point.BEFORE_EFFECT) ? " before" : " after") + " the effect]";
			default -> " [fault: " + (this.hangs ? "hangs " : "") + this.point + "]";
		};
	}

	/**
	 * The places where a fault can occur, in the order of a request.
	 */
	enum Point {

		/** There is no connection. */
		CONNECT,

		/** The connection is lost before the request has arrived. */
		REQUEST,

		/** The server or a gateway responds without any effect. */
		BEFORE_EFFECT,

		/** The request has its effect, but the response is replaced. */
		AFTER_EFFECT,

		/** The request has its effect, but there is no response. */
		RESPONSE,

		/** The response is truncated. */
		BODY,

		/** The response is complete, but not JSON. */
		JSON,

		/** There is no fault. */
		NOWHERE

	}

}
