package com.experiture.client.internal.call;

import com.experiture.client.internal.encoding.EncodedBody;
import com.experiture.client.internal.json.ExperitureJson;

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

	/**
	 * Return what writes a body.
	 * @param body one of these, a {@code byte[]}, or a value that becomes JSON
	 * @return what writes it
	 */
	static RequestBody ofValue(Object body) {
		if (body instanceof RequestBody writer) {
			return writer;
		}
		return (body instanceof byte[] bytes) ? (json) -> EncodedBody.of(bytes) : (json) -> json.write(body);
	}

	/**
	 * Return a lambda expression as what it is.
	 * @param body writes the body
	 * @return the same
	 */
	static RequestBody of(RequestBody body) {
		return body;
	}

}
