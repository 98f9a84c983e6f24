package com.experiture.emulator;

/**
 * Does the work of one {@link com.experiture.client.call.Endpoint}.
 */
@FunctionalInterface
interface Handler {

	/**
	 * Do what the call asks for.
	 * @param call the call, authorized already
	 * @return the successful answer
	 * @throws ApiProblem if the call is refused
	 */
	Answer handle(ApiCall call);

}
