package com.experiture.client.observation;

import java.util.List;

/**
 * What a client can be asked for while it runs. Asking costs no request, and every answer
 * is a snapshot.
 */
public interface ClientStatus {

	/**
	 * Return the state of the access token, without the token.
	 * @return the state
	 */
	TokenStatus token();

	/**
	 * Return the names of the rate-limit classes.
	 * @return the names, such as {@code batch-write}
	 */
	List<String> endpointClasses();

	/**
	 * Return the state of a rate-limit class.
	 * @param name the name of the class
	 * @return the state
	 * @throws IllegalArgumentException if there is no such class
	 */
	EndpointClassStatus endpointClass(String name);

	/**
	 * Return how many retries may still fail before calls end with their first failure.
	 * @return the number of retries
	 */
	int retriesLeft();

	/**
	 * Return how the last calls ended.
	 * @return the state
	 */
	CallsStatus calls();

	/**
	 * Return what waits to be written in the background.
	 * @return the state, of all queues together
	 */
	QueueStatus queue();

}
