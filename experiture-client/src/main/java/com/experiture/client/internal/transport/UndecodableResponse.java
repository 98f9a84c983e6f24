package com.experiture.client.internal.transport;

import io.netty.handler.codec.CodecException;

/**
 * A response that is no valid HTTP, or whose compression is broken. It replaces the
 * exception of the decoder, whose message may quote what the server sent.
 */
final class UndecodableResponse extends CodecException {

	UndecodableResponse(String reason) {
		super(reason);
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
