package com.experiture.client;

import com.experiture.client.http.CallPipeline;
import com.experiture.client.profiles.ReactiveProfilesClient;
import com.experiture.client.records.ReactiveRecordsClient;

/**
 * The reactive face of {@link ExperitureClient}; both share one token, one pool and one
 * set of limits.
 */
public final class ReactiveExperitureClient {

	private final ReactiveRecordsClient records;

	private final ReactiveProfilesClient profiles;

	ReactiveExperitureClient(CallPipeline pipeline) {
		this.records = ReactiveRecordsClient.create(pipeline);
		this.profiles = ReactiveProfilesClient.create(pipeline);
	}

	/**
	 * Return the client for records.
	 * @return the client
	 */
	public ReactiveRecordsClient records() {
		return this.records;
	}

	/**
	 * Return the client for profiles.
	 * @return the client
	 */
	public ReactiveProfilesClient profiles() {
		return this.profiles;
	}

}
