package com.experiture.client.campaigns;

/**
 * The last step of a launch.
 */
public enum LaunchAction {

	/** Send the campaign at once. */
	SEND,

	/** Schedule the campaign: it is sent as its schedule says. */
	SCHEDULE

}
