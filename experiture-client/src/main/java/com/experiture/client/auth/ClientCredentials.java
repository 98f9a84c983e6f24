package com.experiture.client.auth;

import java.net.URI;
import java.util.List;

import org.springframework.util.Assert;

import com.experiture.client.connection.SecureUris;

/**
 * The OAuth2 client with which access tokens are requested.
 *
 * @param tokenUri the token endpoint, as the Experiture console shows it
 * @param clientId the id of the OAuth2 client
 * @param clientSecret the secret of the OAuth2 client
 * @param scopes the scopes to request; empty for all scopes of the client
 * @param authentication how the secret is sent to the token endpoint
 */
public record ClientCredentials(URI tokenUri, String clientId, String clientSecret, List<String> scopes,
		ClientAuthentication authentication) {

	/**
	 * Check the credentials.
	 * @throws IllegalArgumentException if the id or the secret is empty, or has control
	 * characters or surrounding whitespace, or if the token URI is not secure
	 */
	public ClientCredentials {
		String problem = SecureUris.problem(tokenUri);
		Assert.isTrue(problem == null, () -> "The token URI " + problem);
		InvalidCredentialsException.check("clientId", clientId);
		InvalidCredentialsException.check("clientSecret", clientSecret);
		scopes = List.copyOf(scopes);
	}

	@Override
	public String toString() {
		return "ClientCredentials[tokenUri=" + this.tokenUri + ", clientId=" + this.clientId
				+ ", clientSecret=***, scopes=" + this.scopes + "]";
	}

	/**
	 * How the client authenticates with the token endpoint.
	 */
	public enum ClientAuthentication {

		/** In the {@code Authorization} header. */
		CLIENT_SECRET_BASIC,

		/** As parameters of the form. */
		CLIENT_SECRET_POST

	}

}
