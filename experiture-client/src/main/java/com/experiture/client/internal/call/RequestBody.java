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
	 * Return the writer of a body.
	 * @param body a {@code RequestBody}, a {@code byte[]}, or a value to write as JSON
	 * @return the writer
	 */
	static RequestBody ofValue(Object body) {
		if (body instanceof RequestBody writer) {
			return writer;
		}
		return (body instanceof byte[] bytes) ? (json) -> EncodedBody.of(bytes) : (json) -> json.write(body);
	}

	/**
	 * Return a lambda expression with this type.
	 * @param body writes the body
	 * @return the same object
	 */
	static RequestBody of(RequestBody body) {
		return body;
	}

}
