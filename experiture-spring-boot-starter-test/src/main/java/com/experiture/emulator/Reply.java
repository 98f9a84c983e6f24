package com.experiture.emulator;

import java.util.Map;

/**
 * What goes over the wire.
 *
 * @param status the HTTP status
 * @param headers the headers beside the content length
 * @param body the body
 */
record Reply(int status, Map<String, String> headers, byte[] body) {

	static final String JSON = "application/json; charset=utf-8";

	@Override
	public String toString() {
		return "Reply[" + this.status + "]";
	}

}
