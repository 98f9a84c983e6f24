package com.experiture.emulator.internal.token;

import java.util.Set;

/**
 * The only API client that gets tokens.
 *
 * @param id the client id
 * @param secret the client secret
 * @param scopes the scopes that the client can have
 */
public record RegisteredClient(String id, String secret, Set<String> scopes) {

	@Override
	public String toString() {
		return "RegisteredClient[" + this.id + "]";
	}

}
