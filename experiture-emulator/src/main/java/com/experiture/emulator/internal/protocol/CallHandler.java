package com.experiture.emulator.internal.protocol;

/**
 * Handles the calls of one {@link com.experiture.client.call.Endpoint}.
 */
@FunctionalInterface
public interface CallHandler {

	/**
	 * Handle a call.
	 * @param call the call, which is authorized
	 * @return the result of the successful call
	 * @throws ApiProblem if the call is rejected
	 */
	ApiResult handle(ApiCall call);

}
