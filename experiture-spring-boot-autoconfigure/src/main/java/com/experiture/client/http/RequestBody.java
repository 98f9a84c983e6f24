package com.experiture.client.http;

import com.experiture.client.json.ExperitureJson;

/**
 * Writes the body of a request, once per logical call and on the thread that subscribes.
 */
@FunctionalInterface
public interface RequestBody {

	/**
	 * Write the body.
	 * @param json the mappers of the client
	 * @return UTF-8 encoded JSON
	 */
	byte[] write(ExperitureJson json);

}
