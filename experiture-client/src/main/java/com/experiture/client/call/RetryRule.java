package com.experiture.client.call;

/**
 * How a call may be repeated after a failure that leaves its effect unknown, such as a
 * connection that broke after the request was sent, or a 5xx. A 429 and a connection that
 * could not be established are retried under every rule.
 */
public enum RetryRule {

	/** Repeated: the call changes nothing. */
	ALWAYS("always"),

	/** Repeated with the same idempotency key, so that one effect remains. */
	WITH_KEY("with the same idempotency key"),

	/**
	 * Never repeated: messages may have gone out already. The caller is told that the
	 * outcome is unknown.
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
