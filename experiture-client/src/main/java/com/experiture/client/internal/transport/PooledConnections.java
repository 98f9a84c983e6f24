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
 * The connection pool of one client, and what the pipeline demands of its HTTP client.
 */
public final class PooledConnections implements Connections, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PooledConnections.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	// How long nothing may come before the other side is pinged, and then until the
	// connection is retired: both together are shorter than an attempt by default, which
	// is repeated on another connection then. Servers take more frequent pings for an
	// attack.
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ConnectionSettings settings;

	private final Duration closeTimeout;

	private final Duration patience;

	private final ConnectionProvider provider;

	private final LoopResources loops;

	private final Runnable renewal;

	private volatile @Nullable HttpClient configured;

	private @Nullable CompletableFuture<Void> end;

	/**
	 * Create a pool; no connection is opened yet.
	 * @param settings how connections are made and kept
	 */
	public PooledConnections(ConnectionSettings settings) {
		this(settings, () -> {
		});
	}

	/**
	 * Create a pool; no connection is opened yet.
	 * @param settings how connections are made and kept
	 * @param renewal makes the connector anew at the next request
	 */
	public PooledConnections(ConnectionSettings settings, Runnable renewal) {
		this(settings, CLOSE_TIMEOUT, PATIENCE, renewal);
	}

	public PooledConnections(ConnectionSettings settings, Duration closeTimeout, Duration patience) {
		this(settings, closeTimeout, patience, () -> {
		});
	}

	private PooledConnections(ConnectionSettings settings, Duration closeTimeout, Duration patience, Runnable renewal) {
		this.settings = settings;
		this.renewal = renewal;
		this.closeTimeout = closeTimeout;
		this.patience = patience;
		this.provider = ConnectionProvider.builder("experiture")
			.maxConnections(settings.maxConnections())
			.pendingAcquireMaxCount(settings.maxWaiting())
			.pendingAcquireTimeout(settings.acquireTimeout())
			.evictionPredicate((connection, metadata) -> isUseless(connection, metadata.idleTime()))
			.evictInBackground(settings.maxIdleTime())
			.lifo()
			// Later than this class gives up, since Reactor Netty calls it an error.
			.disposeTimeout(closeTimeout.plus(CLOSE_TIMEOUT))
			.build();
		// Reactor Netty's own threads would outlive the client, and keep the class loader
		// of whoever started them.
		this.loops = LoopResources.create("experiture");
	}

	// In place of Reactor Netty's own rules, which are the first two.
	private boolean isUseless(Connection connection, long idleMillis) {
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
		HttpClient configured = ProxiedNames.apply(httpClient, this.loops)
			.protocol(protocols)
			.disableRetry(true)
			.followRedirect(false)
			.compress(true)
			.doOnChannelInit(
					(observer, channel, address) -> channel.pipeline().addFirst(new Http2KeepAlive(this.patience)))
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
	 * Close the pool and end the threads, once the requests in flight are done. On a
	 * thread that must not block, and on one that is interrupted, this goes on in the
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
	 * Begin to close the pool and to end the threads, once.
	 * @return ends when both are done
	 */
	public synchronized CompletableFuture<Void> dispose() {
		CompletableFuture<Void> begun = this.end;
		if (begun == null) {
			begun = this.provider.disposeLater()
				.timeout(this.closeTimeout)
				.onErrorComplete()
				.then(Mono.defer(() -> this.loops.disposeLater(Duration.ZERO, CLOSE_TIMEOUT)))
				// Whoever came too late made the pool anew.
				.doFinally((signal) -> this.provider.dispose())
				.toFuture();
			this.end = begun;
		}
		return begun;
	}

}
