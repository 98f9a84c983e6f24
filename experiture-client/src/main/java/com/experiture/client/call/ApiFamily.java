package com.experiture.client.call;

import java.util.Locale;

/**
 * The API families, one client each.
 */
public enum ApiFamily {

	/** Single and batch writes into any object of the workspace. */
	RECORDS,

	/** Writes into the workspace's primary profile object. */
	PROFILES,

	/** File imports. */
	IMPORTS,

	/** The workspace's schema. */
	METADATA,

	/** Static lists and their members. */
	LISTS,

	/** Audience previews. */
	AUDIENCES,

	/** Campaigns from draft to metrics. */
	CAMPAIGNS,

	/** Endpoints that this version does not know, reached by the generic call. */
	OTHER;

	private final String id = name().toLowerCase(Locale.ROOT);

	/**
	 * Return the name used in metrics, logs and error texts.
	 * @return the lower-case name, such as {@code records}
	 */
	public String id() {
		return this.id;
	}

}
