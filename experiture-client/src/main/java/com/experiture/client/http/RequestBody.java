package com.experiture.client.http;

import com.experiture.client.json.EncodedBody;
import com.experiture.client.json.ExperitureJson;

/**
 * Writes the body of a request, once per logical call and on the thread that subscribes.
 */
@FunctionalInterface
public interface RequestBody {

	/**
	 * Write the body.
	 * @param json the mappers of the client
	 * @return the body; {@link EncodedBody#of} takes bytes of the caller's own
	 */
	EncodedBody write(ExperitureJson json);

}
