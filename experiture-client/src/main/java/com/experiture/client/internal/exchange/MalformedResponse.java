package com.experiture.client.internal.exchange;

import com.experiture.client.error.Effect;

/**
 * An answer that cannot be used, before it is known what that means for the call.
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
	 * An answer that lost something on its way; asking again may bring it whole.
	 */
	static MalformedResponse damaged(int status, String reason) {
		return new MalformedResponse(status, reason, true, Effect.POSSIBLE);
	}

	/**
	 * An answer that came whole and is not what the API documents.
	 */
	static MalformedResponse foreign(int status, String reason) {
		return new MalformedResponse(status, reason, false, Effect.POSSIBLE);
	}

	/**
	 * A response that says that the API carried the request out, and is unusable
	 * otherwise.
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
	 * Return what is known of the effect of the request that was responded to like this.
	 */
	public Effect effect() {
		return this.effect;
	}

}
