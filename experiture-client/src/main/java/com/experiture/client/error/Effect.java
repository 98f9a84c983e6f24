package com.experiture.client.error;

/**
 * What is known of the effect of a failed call, over all its attempts. It decides whether
 * the same work may be sent again under another idempotency key.
 */
public enum Effect {

	/**
	 * The call changed nothing: no request was sent, or the API refused every one that
	 * was. Calls that only read always have this effect.
	 */
	NONE,

	/**
	 * The call may have taken effect, as a whole or in part: a request was sent, and no
	 * response says what became of it. Sending it again with the same idempotency key has
	 * one effect; sending it with another key may have a second one.
	 */
	POSSIBLE,

	/**
	 * The API confirmed that the call took effect. Only its response could not be used.
	 */
	DONE;

	/**
	 * Return what is known after another attempt or another call.
	 * @param other the effect of the other one
	 * @return the one that says more of what has happened
	 */
	public Effect and(Effect other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
