package com.experiture.client.contract;

/**
 * The standing of an assumption in a document.
 */
public enum AssumptionStanding {

	/** The document contains everything that is assumed. */
	CONFIRMED,

	/** The document contradicts the assumption. */
	CONTRADICTED,

	/** The document does not contain all of what is assumed. */
	OPEN

}
