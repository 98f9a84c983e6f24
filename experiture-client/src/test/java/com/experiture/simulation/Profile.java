package com.experiture.simulation;

/**
 * The faults and the calls of a simulation.
 */
enum Profile {

	/** There are no faults. */
	CALM,

	/** Connections fail, before and after the effect. */
	LOSSY,

	/** Servers and gateways fail, with and without an error code of the API. */
	CRASHING,

	/** The API limits the rate of the requests. */
	THROTTLED,

	/** Tokens expire, are revoked and cannot be obtained. */
	TOKENS,

	/** The API rejects records and requests, also those that it has carried out. */
	REFUSING,

	/** Batches become jobs. */
	JOBS,

	/** Campaigns are sent. */
	SENDING,

	/** Calls are cancelled, the writer is drained, the client is closed. */
	LEAVING,

	/** There is an outage of several minutes. */
	OUTAGE,

	/** The client has limits of its own. */
	LIMITED,

	/** All faults occur. */
	CHAOS;

	boolean is(Profile... others) {
		for (Profile other : others) {
			if (this == other) {
				return true;
			}
		}
		return false;
	}

}
