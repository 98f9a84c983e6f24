package com.experiture.client.internal.exchange;

import com.experiture.client.error.Effect;

/**
 * The failure of a request whose response cannot be used.
 */
public final class MalformedResponse extends RuntimeException {

	private final int status;

	private final boolean damaged;

	private final Effect effect;

	private MalformedResponse(int status, String reason, boolean damaged, Effect effect) {
		super(reason, null, false, false);
		this.status = status;
		this.damaged = damaged;
		this.effect = effect;
	}

	/**
	 * A response that is incomplete or corrupt; that of another attempt may be complete.
	 */
	static MalformedResponse damaged(int status, String reason) {
		return new MalformedResponse(status, reason, true, Effect.POSSIBLE);
	}

	/**
	 * A complete response that is not what the API documents.
	 */
	static MalformedResponse foreign(int status, String reason) {
		return new MalformedResponse(status, reason, false, Effect.POSSIBLE);
	}

	/**
	 * A response that reports success and is not what the API documents otherwise.
	 */
	static MalformedResponse unreadable(int status, String reason) {
		return new MalformedResponse(status, reason, false, Effect.DONE);
	}

	public int status() {
		return this.status;
	}

	public boolean isDamaged() {
		return this.damaged;
	}

	/**
	 * Return the effect of the request, as far as it is known.
	 */
	public Effect effect() {
		return this.effect;
	}

}
