package com.experiture.client.internal.encoding;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/**
 * A body on the heap.
 */
final class ByteArrayBody implements EncodedBody {

	private final byte[] json;

	ByteArrayBody(byte[] json) {
		this.json = json;
	}

	@Override
	public int length() {
		return this.json.length;
	}

	@Override
	public DataBuffer buffer(DataBufferFactory factory) {
		return factory.wrap(this.json);
	}

	@Override
	public InputStream content() {
		return new ByteArrayInputStream(this.json);
	}

}
