package com.experiture.client.campaigns;

import com.experiture.client.call.Endpoint;

/**
 * The last step of a launch.
 */
public enum LaunchAction {

	/** Send at once. */
	SEND(Endpoint.CAMPAIGNS_SEND),

	/** Have it go out as its schedule says. */
	SCHEDULE(Endpoint.CAMPAIGNS_SCHEDULE);

	private final Endpoint endpoint;

	LaunchAction(Endpoint endpoint) {
		this.endpoint = endpoint;
	}

	public Endpoint endpoint() {
		return this.endpoint;
	}

}
