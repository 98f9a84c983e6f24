package com.experiture.client.internal.encoding;

import java.io.OutputStream;
import java.util.Arrays;

import com.experiture.client.internal.rules.InvalidField;

/**
 * A body that grows up to a limit, whose last bytes can be read and removed. Used by one
 * thread at a time, unlike the streams of the JDK, whose locks cost as much as writing a
 * small record.
 */
final class BodyBuffer extends OutputStream {

	private final int limit;

	private byte[] bytes = new byte[512];

	private int size;

	BodyBuffer(int limit) {
		this.limit = limit;
	}

	@Override
	public void write(int b) {
		ensureRoom(1);
		this.bytes[this.size++] = (byte) b;
	}

	@Override
	public void write(byte[] source, int offset, int length) {
		ensureRoom(length);
		System.arraycopy(source, offset, this.bytes, this.size, length);
		this.size += length;
	}

	// Documented: a body has at most 10 MB. The limit is never below that.
	private void ensureRoom(int length) {
		if (length > this.limit - this.size) {
			throw new InvalidField("", "does not fit into one request");
		}
		int needed = this.size + length;
		if (needed > this.bytes.length) {
			long doubled = Math.max(needed, 2L * this.bytes.length);
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(this.limit, doubled));
		}
	}

	byte last(int back) {
		return this.bytes[this.size - 1 - back];
	}

	void truncate(int size) {
		this.size = size;
	}

	void move(int from, int to) {
		System.arraycopy(this.bytes, from, this.bytes, to, this.size - from);
		this.size -= from - to;
	}

	byte[] copy() {
		return Arrays.copyOf(this.bytes, this.size);
	}

	int size() {
		return this.size;
	}

	/**
	 * Return the array, of which the first {@link #size()} bytes are used.
	 */
	byte[] bytes() {
		return this.bytes;
	}

}
