package com.experiture.boot.autoconfigure;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to establish a connection to Experiture. A bean of this type replaces
 * {@code experiture.base-url}, {@code experiture.token-uri}, {@code experiture.client-id}
 * and {@code experiture.client-secret}. What it returns is checked when the client is
 * made. A bean with the name or the qualifier of a workspace does so for
 * {@code experiture.workspaces.<name>}, any other for the default workspace.
 */
public interface ExperitureConnectionDetails extends ConnectionDetails {

	/**
	 * Return the address of the API.
	 * @return the base URL
	 */
	String getBaseUrl();

	/**
	 * Return the address of the OAuth2 token endpoint.
	 * @return the token URL
	 */
	String getTokenUri();

	/**
	 * Return the id of the OAuth2 client.
	 * @return the client id
	 */
	String getClientId();

	/**
	 * Return the secret of the OAuth2 client. Read when the client is made and before
	 * every token request.
	 * @return the client secret
	 */
	String getClientSecret();

}
