package com.experiture.simulation;

/**
 * What a simulation is about: which faults it has, and which calls it makes.
 */
enum Profile {

	/** No faults at all: what goes wrong here is wrong always. */
	CALM,

	/** Connections fail, before and after the effect. */
	LOSSY,

	/** Servers and gateways fail, with and without the code of the API. */
	CRASHING,

	/** The API limits the rate of the requests. */
	THROTTLED,

	/** Tokens expire, are revoked and cannot be had. */
	TOKENS,

	/** The API refuses records and requests, also those that it has carried out. */
	REFUSING,

	/** Batches become jobs. */
	JOBS,

	/** Campaigns are sent. */
	SENDING,

	/** Calls are cancelled, the writer is drained, the client is closed. */
	LEAVING,

	/** Nothing works for minutes. */
	OUTAGE,

	/** The client has limits of its own. */
	LIMITED,

	/** Anything may happen. */
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
