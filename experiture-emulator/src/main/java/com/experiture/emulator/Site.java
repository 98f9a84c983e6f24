package com.experiture.emulator;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * A request at the place where it could meet a fault.
 */
interface Site {

	/**
	 * Return which of the emulator's servers has the request.
	 * @return the place
	 */
	Place place();

	/**
	 * Return the call.
	 * @return the endpoint, or {@code null} if it is none
	 */
	@Nullable Endpoint endpoint();

	/**
	 * Do what the request asks for.
	 * @return the answer, be it a refusal
	 */
	Reply process();

	/**
	 * Refuse the request the way this place does.
	 * @param problem the reason
	 * @return the answer
	 */
	Reply refuse(ApiProblem problem);

	/**
	 * Take some bytes of a content that has not been read yet.
	 * @param bytes how many
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

		/** The address of a pre-signed upload. */
		UPLOAD

	}

}
