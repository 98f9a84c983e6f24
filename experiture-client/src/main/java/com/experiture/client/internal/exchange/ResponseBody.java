package com.experiture.client.internal.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Collects the body of a response. Every buffer is copied and released when it arrives: a
 * body can arrive in buffers of one byte, each of which would keep much more memory.
 */
final class ResponseBody {

	private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();

	private final int maxSize;

	ResponseBody(int maxSize) {
		this.maxSize = maxSize;
	}

	// A buffer that fails here is discarded by the collecting operator and released by
	// its
	// hook.
	void add(DataBuffer buffer) {
		int length = buffer.readableByteCount();
		if (length > this.maxSize - this.bytes.size()) {
			throw new DataBufferLimitException("A response is larger than " + this.maxSize + " bytes");
		}
		byte[] copy = new byte[length];
		buffer.read(copy);
		try {
			this.bytes.write(copy);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		DataBufferUtils.release(buffer);
	}

	byte[] bytes() {
		return this.bytes.toByteArrayUnsafe();
	}

}
