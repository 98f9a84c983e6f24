package com.experiture.client.connection;

import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * The connection pool of one client, and what the pipeline demands of its HTTP client.
 */
public interface Connections {

	/**
	 * Return how connections are made and kept.
	 * @return the settings
	 */
	ConnectionSettings settings();

	/**
	 * Return an HTTP client on this pool and threads of its own, with the proxy of the
	 * system properties {@code https.proxyHost}, {@code http.proxyHost} or
	 * {@code socksProxyHost}, if one is set.
	 * @return the client
	 */
	HttpClient httpClient();

	/**
	 * Make the connector anew at the next request, for certificates or other settings
	 * that have changed. Requests in flight end on their connections; the pool keeps
	 * connections with other TLS settings apart, so none of them is used again.
	 */
	void renew();

	/**
	 * Apply what the pipeline relies on: requests are neither repeated nor redirected
	 * behind its back. Files are uploaded through the client that was configured last, so
	 * that its TLS, proxy and resolver serve them as well.
	 * @param httpClient the client
	 * @return the same client with these settings
	 */
	HttpClient configure(HttpClient httpClient);

	/**
	 * Return a connector on this pool that respects the proxy of the system properties.
	 * @return the connector
	 */
	ClientHttpConnector connector();

}
