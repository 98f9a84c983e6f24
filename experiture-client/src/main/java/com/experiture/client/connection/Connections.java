package com.experiture.client.connection;

import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * The connection pool of one client, for connectors of the application.
 */
public interface Connections {

	/**
	 * Return the settings of the connections.
	 * @return the settings
	 */
	ConnectionSettings settings();

	/**
	 * Return an HTTP client that uses this pool and threads of its own, with the proxy of
	 * the system properties {@code https.proxyHost}, {@code http.proxyHost} or
	 * {@code socksProxyHost}, if one is set.
	 * @return the client
	 */
	HttpClient httpClient();

	/**
	 * Create the connector again at the next request, because certificates or other
	 * settings have changed. Requests in flight complete on their connections. The pool
	 * separates connections by their TLS settings, so it does not reuse them.
	 */
	void renew();

	/**
	 * Apply the settings that the client relies on: the HTTP client must neither repeat
	 * nor redirect requests by itself. Files are uploaded with the HTTP client that was
	 * configured last, so that its TLS, proxy and resolver apply to them as well.
	 * @param httpClient the HTTP client
	 * @return the same HTTP client with these settings
	 */
	HttpClient configure(HttpClient httpClient);

	/**
	 * Return a connector that uses this pool and the proxy of the system properties.
	 * @return the connector
	 */
	ClientHttpConnector connector();

}
