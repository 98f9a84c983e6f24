package com.experiture.client.internal.encoding;

import java.io.InputStream;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/**
 * The body of a request that is written already, so that every attempt sends the same.
 */
public interface EncodedBody {

	/**
	 * Return how long the body is.
	 * @return the number of bytes
	 */
	int length();

	/**
	 * Return the body in a buffer of its own, to be released by whoever sends it.
	 * @param factory makes the buffers of the connection
	 * @return the buffer
	 */
	DataBuffer buffer(DataBufferFactory factory);

	/**
	 * Return the body to read it.
	 * @return a stream of the bytes, to be closed
	 */
	InputStream content();

	/**
	 * Return a body that was written elsewhere.
	 * @param json UTF-8 encoded JSON, not to be changed any more
	 * @return the body
	 */
	static EncodedBody of(byte[] json) {
		return new ByteArrayBody(json);
	}

}
