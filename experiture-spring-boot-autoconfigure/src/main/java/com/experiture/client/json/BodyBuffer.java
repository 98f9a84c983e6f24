package com.experiture.client.json;

import java.io.ByteArrayOutputStream;

/**
 * A growing body whose last bytes can be looked at.
 */
final class BodyBuffer extends ByteArrayOutputStream {

	BodyBuffer() {
		super(512);
	}

	byte last(int back) {
		return this.buf[this.count - 1 - back];
	}

}
