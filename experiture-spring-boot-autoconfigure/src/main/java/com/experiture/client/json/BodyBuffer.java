package com.experiture.client.json;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import com.experiture.client.error.InvalidMember;

/**
 * A body that grows up to a limit, whose last bytes can be looked at and taken back.
 */
final class BodyBuffer extends ByteArrayOutputStream {

	private final int limit;

	BodyBuffer(int limit) {
		super(512);
		this.limit = limit;
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		if (length > this.limit - this.count) {
			throw new InvalidMember("", "does not fit into one request");
		}
		super.write(bytes, offset, length);
	}

	byte at(int index) {
		return this.buf[index];
	}

	byte last(int back) {
		return this.buf[this.count - 1 - back];
	}

	void truncate(int size) {
		this.count = size;
	}

	byte[] copy(int size, byte[] end) {
		byte[] copy = Arrays.copyOf(this.buf, size + end.length);
		System.arraycopy(end, 0, copy, size, end.length);
		return copy;
	}

	void move(int from, int to) {
		System.arraycopy(this.buf, from, this.buf, to, this.count - from);
		this.count -= from - to;
	}

	byte[] bytes() {
		return this.buf;
	}

}
