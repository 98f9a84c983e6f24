package com.experiture.client.internal.transport;

import io.netty.handler.codec.CodecException;

/**
 * A response is not valid HTTP, or its compression is invalid. This exception replaces
 * that of the decoder, whose message can quote the response.
 */
final class UndecodableResponseException extends CodecException {

	UndecodableResponseException(String reason) {
		super(reason);
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
