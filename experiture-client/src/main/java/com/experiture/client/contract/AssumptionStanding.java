package com.experiture.client.contract;

/**
 * What a document says of an assumption.
 */
public enum AssumptionStanding {

	/** The document says all of what is assumed. */
	CONFIRMED,

	/** The document says something else. */
	CONTRADICTED,

	/** The document says nothing of it, or not of all of it. */
	OPEN

}
