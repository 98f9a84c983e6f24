package com.experiture.emulator.internal.fault;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * A request that a fault can be applied to.
 */
public interface FaultTarget {

	/**
	 * Return which of the emulator's servers has received the request.
	 * @return the place
	 */
	Place place();

	/**
	 * Return the endpoint of the API that the request is for.
	 * @return the endpoint, or {@code null} if the request is for none
	 */
	default @Nullable Endpoint endpoint() {
		return null;
	}

	/**
	 * Process the request.
	 * @return the response, a success or a rejection
	 */
	RawResponse process();

	/**
	 * Reject the request in the format of this place.
	 * @param problem the reason
	 * @return the response
	 */
	RawResponse refuse(ApiProblem problem);

	/**
	 * Read some bytes of a body that has not been read yet.
	 * @param bytes the number of bytes
	 */
	default void receive(long bytes) {
	}

	/**
	 * Where requests arrive.
	 */
	enum Place {

		/** The API. */
		API,

		/** The token endpoint. */
		TOKEN,

		/** A pre-signed upload URL. */
		UPLOAD

	}

}
