package com.experiture.boot.autoconfigure;

import com.experiture.client.auth.InvalidCredentialsException;

/**
 * Supplies the id and the secret of an OAuth2 client from where they are kept, in place
 * of {@code experiture.client-id} and {@code experiture.client-secret}. It is asked
 * before every token request and never while the application starts, so that a rotated
 * secret is used by the next token; it may block. A bean with the name or the qualifier
 * of a workspace belongs to that one, any other to the default workspace.
 */
@FunctionalInterface
public interface CredentialsSupplier {

	/**
	 * Return the credentials that are valid now.
	 * @return the credentials
	 */
	Credentials get();

	/**
	 * Id and secret of an OAuth2 client.
	 *
	 * @param clientId the id
	 * @param clientSecret the secret
	 */
	record Credentials(String clientId, String clientSecret) {

		/**
		 * Check the credentials.
		 * @throws IllegalArgumentException if the id or the secret is empty, or has
		 * control characters or surrounding whitespace, such as the line break at the end
		 * of a file
		 */
		public Credentials {
			InvalidCredentialsException.check("clientId", clientId);
			InvalidCredentialsException.check("clientSecret", clientSecret);
		}

		@Override
		public String toString() {
			return "Credentials[clientId=" + this.clientId + ", clientSecret=***]";
		}

	}

}
