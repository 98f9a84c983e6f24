package com.experiture.client.call;

import java.util.Locale;

/**
 * The classes that the API limits independently of each other: an exhausted class does
 * not delay another one. The API documents that classes exist; their names and the
 * assignment of the endpoints are assumed.
 */
public enum EndpointClass {

	/** Calls that change nothing. */
	READ(RetryRule.ALWAYS),

	/** Writes of one record. */
	SINGLE_WRITE(RetryRule.WITH_KEY),

	/** Writes of up to 10,000 records. */
	BATCH_WRITE(RetryRule.WITH_KEY),

	/** Steps of an import job. */
	IMPORT(RetryRule.WITH_KEY),

	/** Changes of lists and their members. */
	LIST_WRITE(RetryRule.WITH_KEY),

	/** Changes of campaigns that send nothing. */
	CAMPAIGN_WRITE(RetryRule.WITH_KEY),

	/** Calls that send messages. */
	CAMPAIGN_SEND(RetryRule.UNLESS_AMBIGUOUS);

	private final RetryRule retryRule;

	private final String id;

	EndpointClass(RetryRule retryRule) {
		this.retryRule = retryRule;
		this.id = name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return how calls of this class may be retried.
	 * @return the retry rule
	 */
	public RetryRule retryRule() {
		return this.retryRule;
	}

	/**
	 * Return whether calls of this class change anything. Writes carry an
	 * {@code Idempotency-Key}.
	 * @return whether this is a class of writes
	 */
	public boolean isWrite() {
		return this != READ;
	}

	/**
	 * Return the name used in configuration properties, metrics and error texts.
	 * @return the lower-case name, such as {@code batch-write}
	 */
	public String id() {
		return this.id;
	}

}
