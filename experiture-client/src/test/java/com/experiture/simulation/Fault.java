package com.experiture.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with one request. Each field is independent of the others; the first
 * one that strikes on the way counts.
 *
 * @param point where it strikes
 * @param status the status that a server or gateway answers with in place of its own
 * @param code the error code, {@code null} for a body that is not the API's
 * @param path what a refusal names
 * @param hangs whether there is silence where there would be a failure
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
			case FRONT,
					BEHIND ->
				" [fault: " + this.status + ((this.code != null) ? " " + this.code : "")
						+ ((this.path != null) ? " at " + this.path : "")
						+ ((this.point == Point.FRONT) ? " before" : " after") + " the effect]";
			default -> " [fault: " + (this.hangs ? "hangs " : "") + this.point + "]";
		};
	}

	/**
	 * The places where a fault strikes, in their order.
	 */
	enum Point {

		/** There is no connection. */
		CONNECT,

		/** The connection is lost before the request has arrived. */
		REQUEST,

		/** The server or a gateway answers before it does anything. */
		FRONT,

		/** The request has had its effect, the answer is replaced. */
		BEHIND,

		/** The request has had its effect, there is no answer. */
		RESPONSE,

		/** The answer breaks off. */
		BODY,

		/** The answer is complete, and no JSON. */
		JSON,

		/** All goes well. */
		NOWHERE

	}

}
