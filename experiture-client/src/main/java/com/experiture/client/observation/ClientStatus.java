package com.experiture.client.observation;

import java.util.List;

/**
 * The status of a running client. Its methods send no request and return snapshots.
 */
public interface ClientStatus {

	/**
	 * Return the state of the access token, without the token.
	 * @return the state
	 */
	TokenStatus token();

	/**
	 * Return the names of the endpoint classes.
	 * @return the names, such as {@code batch-write}
	 */
	List<String> endpointClasses();

	/**
	 * Return the state of an endpoint class.
	 * @param name the name of the class
	 * @return the state
	 * @throws IllegalArgumentException if there is no such class
	 */
	EndpointClassStatus endpointClass(String name);

	/**
	 * Return how many retries can still fail before calls end with their first failure.
	 * @return the number of retries
	 */
	int retriesLeft();

	/**
	 * Return how the last calls ended.
	 * @return the state
	 */
	CallsStatus calls();

	/**
	 * Return the queued records of all record writers.
	 * @return the state of all queues together
	 */
	QueueStatus queue();

}
