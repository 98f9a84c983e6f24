package com.experiture.client.internal.encoding;

import java.io.InputStream;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/**
 * The encoded body of a request, so that every attempt sends the same bytes.
 */
public interface EncodedBody {

	/**
	 * Return the length of the body.
	 * @return the number of bytes
	 */
	int length();

	/**
	 * Return the body in its own buffer, to be released by the code that sends it.
	 * @param factory creates the buffers of the connection
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
	 * @param json UTF-8 encoded JSON, which must not be changed afterwards
	 * @return the body
	 */
	static EncodedBody of(byte[] json) {
		return new ByteArrayBody(json);
	}

}
