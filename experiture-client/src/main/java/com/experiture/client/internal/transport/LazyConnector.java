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
 * Makes the connections when they are needed first: to load Netty and to start its
 * threads takes longer than all else, and an application that starts has made no call
 * yet.
 */
public final class LazyConnector implements ClientHttpConnector, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LazyConnector.class);

	private final ConnectionSettings settings;

	private final Function<Connections, ClientHttpConnector> source;

	private @Nullable PooledConnections connections;

	private volatile @Nullable ClientHttpConnector connector;

	private volatile boolean outdated;

	private volatile boolean closed;

	/**
	 * Create a connector that is not made yet.
	 * @param settings how connections are made and kept
	 * @param source makes the connector
	 */
	public LazyConnector(ConnectionSettings settings, Function<Connections, ClientHttpConnector> source) {
		this.settings = settings;
		this.source = source;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		ClientHttpConnector made = this.connector;
		if (made == null || this.outdated || this.closed) {
			made = make();
		}
		return made.connect(method, uri, requestCallback);
	}

	/**
	 * Return the HTTP client that the connector was made of, with its TLS and proxy.
	 */
	public synchronized HttpClient httpClient() {
		make();
		if (this.connections == null) {
			throw new IllegalStateException("A connector was made without connections");
		}
		return this.connections.configured();
	}

	private synchronized ClientHttpConnector make() {
		if (this.closed) {
			throw new IllegalStateException("This ExperitureClient is closed");
		}
		ClientHttpConnector made = this.connector;
		if (made != null && !this.outdated) {
			return made;
		}
		this.outdated = false;
		PooledConnections opened = (this.connections != null) ? this.connections
				: new PooledConnections(this.settings, this::renew);
		made = connector(opened);
		this.connections = opened;
		this.connector = made;
		return made;
	}

	private synchronized void renew() {
		this.outdated = true;
	}

	// The next call tries again, with other connections.
	private ClientHttpConnector connector(PooledConnections opened) {
		try {
			return this.source.apply(opened);
		}
		catch (Throwable ex) {
			ClientHttpConnector previous = this.connector;
			if (previous != null) {
				logger.warn("The changed HTTP connector cannot be made, the previous one stays in use", ex);
				return previous;
			}
			opened.dispose();
			throw new IllegalStateException("The HTTP connector of the application cannot be made", ex);
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
