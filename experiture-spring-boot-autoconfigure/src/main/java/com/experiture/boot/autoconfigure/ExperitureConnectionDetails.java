package com.experiture.boot.autoconfigure;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to establish a connection to Experiture. A bean of this type replaces
 * {@code experiture.base-url}, {@code experiture.token-uri}, {@code experiture.client-id}
 * and {@code experiture.client-secret}. The details are checked when the client is
 * created. A bean with the name or the qualifier of a workspace applies to
 * {@code experiture.workspaces.<name>}, any other to the default workspace.
 */
public interface ExperitureConnectionDetails extends ConnectionDetails {

	/**
	 * Return the base URL of the API.
	 * @return the base URL
	 */
	String getBaseUrl();

	/**
	 * Return the URL of the OAuth2 token endpoint.
	 * @return the token URL
	 */
	String getTokenUri();

	/**
	 * Return the ID of the OAuth2 client.
	 * @return the client ID
	 */
	String getClientId();

	/**
	 * Return the secret of the OAuth2 client. Called when the client is created and
	 * before every token request.
	 * @return the client secret
	 */
	String getClientSecret();

}
