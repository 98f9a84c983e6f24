package com.experiture.client.internal.transport;

import java.net.URI;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.connection.Connections;

/**
 * Creates the HTTP connector at the first request. Loading Netty and starting its threads
 * takes longer than everything else at startup, and an application that starts does not
 * make calls yet.
 */
public final class LazyConnector implements ClientHttpConnector, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LazyConnector.class);

	private final ConnectionSettings settings;

	private final Function<Connections, ClientHttpConnector> factory;

	private @Nullable PooledConnections connections;

	private volatile @Nullable ClientHttpConnector connector;

	private volatile boolean outdated;

	private volatile boolean closed;

	/**
	 * Create a lazy connector.
	 * @param settings the settings of the connections
	 * @param factory creates the actual connector
	 */
	public LazyConnector(ConnectionSettings settings, Function<Connections, ClientHttpConnector> factory) {
		this.settings = settings;
		this.factory = factory;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		ClientHttpConnector current = this.connector;
		if (current == null || this.outdated || this.closed) {
			current = obtain();
		}
		return current.connect(method, uri, requestCallback);
	}

	/**
	 * Return the HTTP client of the connector, with its TLS and proxy.
	 */
	public synchronized HttpClient httpClient() {
		obtain();
		if (this.connections == null) {
			throw new IllegalStateException("A connector was created without connections");
		}
		return this.connections.configured();
	}

	private synchronized ClientHttpConnector obtain() {
		if (this.closed) {
			throw new IllegalStateException("This ExperitureClient is closed");
		}
		ClientHttpConnector current = this.connector;
		if (current != null && !this.outdated) {
			return current;
		}
		this.outdated = false;
		PooledConnections opened = (this.connections != null) ? this.connections
				: new PooledConnections(this.settings, this::renew);
		current = create(opened);
		this.connections = opened;
		this.connector = current;
		return current;
	}

	private synchronized void renew() {
		this.outdated = true;
	}

	// If this fails, the next call tries again with new connections.
	private ClientHttpConnector create(PooledConnections opened) {
		try {
			return this.factory.apply(opened);
		}
		catch (Throwable ex) {
			ClientHttpConnector previous = this.connector;
			if (previous != null) {
				logger.warn("The changed HTTP connector cannot be created, the previous one remains in use", ex);
				return previous;
			}
			opened.dispose();
			throw new IllegalStateException("The HTTP connector of the application cannot be created", ex);
		}
	}

	@Override
	public void close() {
		PooledConnections opened = end();
		if (opened != null) {
			opened.close();
		}
	}

	private synchronized @Nullable PooledConnections end() {
		this.closed = true;
		return this.connections;
	}

}
