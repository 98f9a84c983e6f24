package com.experiture.client.http;

/**
 * An answer that cannot be used, before it is known what that means for the call.
 */
final class MalformedAnswer extends RuntimeException {

	private final int status;

	private final boolean damaged;

	private MalformedAnswer(int status, String reason, boolean damaged) {
		super(reason, null, false, false);
		this.status = status;
		this.damaged = damaged;
	}

	/**
	 * An answer that lost something on its way; asking again may bring it whole.
	 */
	static MalformedAnswer damaged(int status, String reason) {
		return new MalformedAnswer(status, reason, true);
	}

	/**
	 * An answer that came whole and is not what the API documents.
	 */
	static MalformedAnswer foreign(int status, String reason) {
		return new MalformedAnswer(status, reason, false);
	}

	int status() {
		return this.status;
	}

	boolean isDamaged() {
		return this.damaged;
	}

}
