package com.experiture.client.internal.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Collects the body of a response. Every piece is copied and released when it comes: a
 * body may come in pieces of one byte, each of which would keep much more.
 */
final class ResponseBody {

	private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();

	private final int maxSize;

	ResponseBody(int maxSize) {
		this.maxSize = maxSize;
	}

	// A piece that fails here is discarded by the operator that collects, and released by
	// its hook.
	void add(DataBuffer piece) {
		int length = piece.readableByteCount();
		if (length > this.maxSize - this.bytes.size()) {
			throw new DataBufferLimitException("A response is larger than " + this.maxSize + " bytes");
		}
		byte[] copy = new byte[length];
		piece.read(copy);
		try {
			this.bytes.write(copy);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		DataBufferUtils.release(piece);
	}

	byte[] bytes() {
		return this.bytes.toByteArrayUnsafe();
	}

}
