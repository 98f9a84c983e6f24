package com.experiture.client.internal.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.connection.Connections;

/**
 * The connection pool of one client, and the settings that its HTTP client needs.
 */
public final class PooledConnections implements Connections, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PooledConnections.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	// The time until a PING frame is sent, and then until the connection is retired. Both
	// together are shorter than the default timeout of an attempt, so that its retry uses
	// another connection. Servers treat more frequent PING frames as an attack.
	private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(10);

	private final ConnectionSettings settings;

	private final Duration closeTimeout;

	private final Duration keepAliveInterval;

	private final ConnectionProvider provider;

	private final LoopResources loops;

	private final Runnable renewal;

	private volatile @Nullable HttpClient configured;

	private @Nullable CompletableFuture<Void> closing;

	/**
	 * Create a pool; no connection is opened yet.
	 * @param settings the settings of the connections
	 */
	public PooledConnections(ConnectionSettings settings) {
		this(settings, () -> {
		});
	}

	/**
	 * Create a pool; no connection is opened yet.
	 * @param settings the settings of the connections
	 * @param renewal creates the connector again at the next request
	 */
	public PooledConnections(ConnectionSettings settings, Runnable renewal) {
		this(settings, CLOSE_TIMEOUT, KEEP_ALIVE_INTERVAL, renewal);
	}

	public PooledConnections(ConnectionSettings settings, Duration closeTimeout, Duration keepAliveInterval) {
		this(settings, closeTimeout, keepAliveInterval, () -> {
		});
	}

	private PooledConnections(ConnectionSettings settings, Duration closeTimeout, Duration keepAliveInterval,
			Runnable renewal) {
		this.settings = settings;
		this.renewal = renewal;
		this.closeTimeout = closeTimeout;
		this.keepAliveInterval = keepAliveInterval;
		this.provider = ConnectionProvider.builder("experiture")
			.maxConnections(settings.maxConnections())
			.pendingAcquireMaxCount(settings.maxPendingCalls())
			.pendingAcquireTimeout(settings.acquireTimeout())
			.evictionPredicate((connection, metadata) -> isEvicted(connection, metadata.idleTime()))
			.evictInBackground(settings.maxIdleTime())
			.lifo()
			// Longer than this class waits, because Reactor Netty reports a timeout as
			// error.
			.disposeTimeout(closeTimeout.plus(CLOSE_TIMEOUT))
			.build();
		// The shared threads of Reactor Netty would outlive the client and keep the class
		// loader of the application that started them.
		this.loops = LoopResources.create("experiture");
	}

	// Replaces the rules of Reactor Netty, which are the first two.
	private boolean isEvicted(Connection connection, long idleMillis) {
		return !connection.channel().isActive() || !connection.isPersistent()
				|| idleMillis >= this.settings.maxIdleTime().toMillis()
				|| Http2KeepAlive.isRetired(connection.channel());
	}

	@Override
	public ConnectionSettings settings() {
		return this.settings;
	}

	@Override
	public HttpClient httpClient() {
		return HttpClient.create(this.provider).runOn(this.loops).proxyWithSystemProperties();
	}

	@Override
	public void renew() {
		this.renewal.run();
	}

	@Override
	public HttpClient configure(HttpClient httpClient) {
		HttpProtocol[] protocols = this.settings.http2() ? new HttpProtocol[] { HttpProtocol.H2, HttpProtocol.HTTP11 }
				: new HttpProtocol[] { HttpProtocol.HTTP11 };
		HttpClient configured = ProxyAwareResolverGroup.apply(httpClient, this.loops)
			.protocol(protocols)
			.disableRetry(true)
			.followRedirect(false)
			.compress(true)
			.doOnChannelInit((observer, channel, address) -> channel.pipeline()
				.addFirst(new Http2KeepAlive(this.keepAliveInterval)))
			.doOnRequest((request, connection) -> ResponseGuard.install(connection.channel()))
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.settings.connectTimeout().toMillis()));
		this.configured = configured;
		return configured;
	}

	public HttpClient configured() {
		HttpClient client = this.configured;
		return (client != null) ? client : configure(httpClient());
	}

	@Override
	public ClientHttpConnector connector() {
		return new ReactorClientHttpConnector(configure(httpClient()));
	}

	/**
	 * Close the pool and stop the threads after the requests in flight have completed. If
	 * the calling thread must not block or is interrupted, closing continues in the
	 * background.
	 */
	@Override
	public void close() {
		CompletableFuture<Void> closed = dispose();
		if (Schedulers.isInNonBlockingThread()) {
			return;
		}
		try {
			closed.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			logger.debug("The connections could not be closed", ex);
		}
	}

	/**
	 * Start to close the pool and to stop the threads, once.
	 * @return completes when both are closed
	 */
	public synchronized CompletableFuture<Void> dispose() {
		CompletableFuture<Void> started = this.closing;
		if (started == null) {
			started = this.provider.disposeLater()
				.timeout(this.closeTimeout)
				.onErrorComplete()
				.then(Mono.defer(() -> this.loops.disposeLater(Duration.ZERO, CLOSE_TIMEOUT)))
				// A request that came too late has created the pool again.
				.doFinally((signal) -> this.provider.dispose())
				.toFuture();
			this.closing = started;
		}
		return started;
	}

}
