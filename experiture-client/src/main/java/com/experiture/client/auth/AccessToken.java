package com.experiture.client.auth;

/**
 * A bearer token. Tokens are compared by identity, so that rejecting one does not affect
 * its successor.
 */
public final class AccessToken {

	private final String value;

	/**
	 * Create a token.
	 * @param value the token as it is sent
	 */
	public AccessToken(String value) {
		this.value = value;
	}

	/**
	 * Return the token as it is sent.
	 * @return the token, which must not be logged
	 */
	public String value() {
		return this.value;
	}

	@Override
	public String toString() {
		return "AccessToken[***]";
	}

}
