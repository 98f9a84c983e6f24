package com.experiture.client.http;

import com.experiture.client.error.Effect;

/**
 * An answer that cannot be used, before it is known what that means for the call.
 */
final class MalformedAnswer extends RuntimeException {

	private final int status;

	private final boolean damaged;

	private final Effect effect;

	private MalformedAnswer(int status, String reason, boolean damaged, Effect effect) {
		super(reason, null, false, false);
		this.status = status;
		this.damaged = damaged;
		this.effect = effect;
	}

	/**
	 * An answer that lost something on its way; asking again may bring it whole.
	 */
	static MalformedAnswer damaged(int status, String reason) {
		return new MalformedAnswer(status, reason, true, Effect.POSSIBLE);
	}

	/**
	 * An answer that came whole and is not what the API documents.
	 */
	static MalformedAnswer foreign(int status, String reason) {
		return new MalformedAnswer(status, reason, false, Effect.POSSIBLE);
	}

	/**
	 * A response that says that the API carried the request out, and is unusable
	 * otherwise.
	 */
	static MalformedAnswer unreadable(int status, String reason) {
		return new MalformedAnswer(status, reason, false, Effect.DONE);
	}

	int status() {
		return this.status;
	}

	boolean isDamaged() {
		return this.damaged;
	}

	/**
	 * Return what is known of the effect of the request that was responded to like this.
	 */
	Effect effect() {
		return this.effect;
	}

}
