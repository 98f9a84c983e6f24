package com.experiture.boot.autoconfigure;

import com.experiture.client.auth.InvalidCredentialsException;

/**
 * Supplies the ID and the secret of an OAuth2 client, for example from a vault, instead
 * of {@code experiture.client-id} and {@code experiture.client-secret}. It is called
 * before every token request, so that the next token uses a rotated secret, and never
 * while the application starts. It can block. A bean with the name or the qualifier of a
 * workspace applies to that workspace, any other to the default workspace.
 */
@FunctionalInterface
public interface CredentialsSupplier {

	/**
	 * Return the current credentials.
	 * @return the credentials
	 */
	Credentials get();

	/**
	 * ID and secret of an OAuth2 client.
	 *
	 * @param clientId the client ID
	 * @param clientSecret the secret
	 */
	record Credentials(String clientId, String clientSecret) {

		/**
		 * Check the credentials.
		 * @throws IllegalArgumentException if the ID or the secret is empty, or contains
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
