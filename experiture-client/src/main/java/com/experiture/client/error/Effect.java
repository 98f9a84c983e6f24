package com.experiture.client.error;

/**
 * What is known about the effect of a failed call, over all its attempts. It decides
 * whether the same work may be sent again with another idempotency key.
 */
public enum Effect {

	/**
	 * The call changed nothing: no request was sent, or the API rejected every request.
	 * Reads always have this effect.
	 */
	NONE,

	/**
	 * The call may have taken effect, as a whole or in part: a request was sent, and no
	 * response shows whether it was carried out. Sending it again with the same
	 * idempotency key has no second effect; sending it with another key can have one.
	 */
	POSSIBLE,

	/**
	 * The API confirmed that the call took effect, but its response is unusable.
	 */
	DONE;

	/**
	 * Combine this effect with that of another attempt or call.
	 * @param other the effect of the other attempt or call
	 * @return the stronger of both effects, {@link #DONE} being the strongest
	 */
	public Effect and(Effect other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
