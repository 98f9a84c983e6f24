package com.experiture.client.call;

/**
 * How a call may be retried after a failure that leaves its effect unknown, such as a
 * connection that broke after the request was sent, or a 5xx. A 429 and a connection that
 * could not be established are retried under every rule.
 */
public enum RetryRule {

	/** Repeated: the call changes nothing. */
	ALWAYS("always"),

	/** Repeated with the same idempotency key, so that it takes effect once. */
	WITH_KEY("with the same idempotency key"),

	/**
	 * Never repeated: messages may have been sent already. The call fails with an unknown
	 * outcome.
	 */
	UNLESS_AMBIGUOUS("never after an ambiguous failure");

	private final String description;

	RetryRule(String description) {
		this.description = description;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
