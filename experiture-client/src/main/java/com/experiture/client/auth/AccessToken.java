package com.experiture.client.auth;

/**
 * A bearer token. Compared by identity: rejecting one never touches its successor.
 */
public final class AccessToken {

	private final String value;

	/**
	 * Create a token.
	 * @param value the text to send
	 */
	public AccessToken(String value) {
		this.value = value;
	}

	/**
	 * Return the text to send.
	 * @return the token; never to be logged
	 */
	public String value() {
		return this.value;
	}

	@Override
	public String toString() {
		return "AccessToken[***]";
	}

}
