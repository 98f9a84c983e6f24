package com.experiture.client.internal.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.error.CallDetails;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.upload.FileContent;
import com.experiture.client.internal.upload.FileInspector;
import com.experiture.client.internal.upload.FileUpload;
import com.experiture.client.internal.upload.FileUploader;
import com.experiture.client.testing.StallableProxy;
import com.experiture.client.testing.TestTls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PooledConnections}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class PooledConnectionsTests {

	private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(300);

	private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofMillis(100);

	@TempDir
	static Path directory;

	private static TestTls tls;

	private final CountDownLatch arrived = new CountDownLatch(1);

	private final Sinks.Empty<Void> response = Sinks.empty();

	private DisposableServer server;

	@BeforeAll
	static void createKeys() throws Exception {
		tls = TestTls.create(directory);
	}

	@AfterEach
	void stopServer() {
		this.server.disposeNow(Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closeWaitsForRequestsInFlight(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT);
		String address = start(scheme);
		CompletableFuture<String> request = text(client(connections, scheme), address).toFuture();
		closeMeanwhile(connections);
		assertThat(request.get()).isEqualTo("done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closeWaitsForUploadsInFlight(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT);
		String address = start(scheme);
		Path file = Files.write(directory.resolve("upload.csv"), new byte[100_000]);
		client(connections, scheme);
		CompletableFuture<Void> upload = new FileUploader(connections::configured, new BlockingExecutor())
			.put(new FileUpload(address, new FileContent(file, 100_000, "text/csv", FileInspector.NONE),
					Duration.ofMinutes(1), (bytes) -> {
					}), new CallDetails("imports.upload", "PUT upload URL", "trace", null, 1))
			.toFuture();
		closeMeanwhile(connections);
		assertThat(upload).succeedsWithin(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closeTimesOut(String scheme, CapturedOutput output) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT,
				KEEP_ALIVE_INTERVAL);
		String address = start(scheme);
		CompletableFuture<String> request = text(client(connections, scheme), address).toFuture();
		assertThat(this.arrived.await(30, TimeUnit.SECONDS)).isTrue();
		long start = System.nanoTime();
		connections.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(CLOSE_TIMEOUT, Duration.ofSeconds(5));
		assertThat(request).failsWithin(Duration.ofSeconds(10));
		assertThat(output.getAll()).doesNotContain("ERROR");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closeDoesNotWaitForIdleConnections(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, Duration.ofMinutes(10),
				KEEP_ALIVE_INTERVAL);
		String address = start(scheme);
		this.response.tryEmitEmpty();
		text(client(connections, scheme), address).block();
		connections.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void stopsUsingDeadConnection(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT,
				KEEP_ALIVE_INTERVAL);
		start(scheme);
		this.response.tryEmitEmpty();
		HttpClient client = client(connections, scheme);
		try (StallableProxy proxy = new StallableProxy(this.server.port())) {
			Mono<String> request = text(client, TestTls.address(scheme, proxy.port()));
			assertThat(request.block()).isEqualTo("done");
			proxy.stall();
			awaitResponse(request);
			assertThat(proxy.opened()).isGreaterThan(1);
		}
		finally {
			connections.close();
		}
	}

	@Test
	void receivesLateResponseOnRetiredConnection() throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT,
				KEEP_ALIVE_INTERVAL);
		start("https-h2");
		this.response.tryEmitEmpty();
		HttpClient client = client(connections, "https-h2");
		try (StallableProxy proxy = new StallableProxy(this.server.port())) {
			Mono<String> request = text(client, TestTls.address("https-h2", proxy.port()));
			assertThat(request.block()).isEqualTo("done");
			proxy.stall();
			CompletableFuture<String> late = request.toFuture();
			awaitResponse(request);
			assertThat(late).isNotDone();
			proxy.release();
			assertThat(late.get()).isEqualTo("done");
			// The connection is retired, so it is closed after its last response.
			Awaitility.await().untilAsserted(() -> {
				request.block();
				assertThat(proxy.closed()).isPositive();
			});
		}
		finally {
			connections.close();
		}
	}

	// More requests than a connection can have concurrent streams.
	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closesStreamOfUndecodableResponse(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT,
				KEEP_ALIVE_INTERVAL);
		this.server = tls.server(scheme)
			.handle((request, response) -> request.uri().endsWith("good") ? response.sendString(Mono.just("done"))
					: response.header("Content-Encoding", "gzip")
						.sendString(Mono.just("This text is not gzip and long enough to detect it")))
			.bindNow();
		String address = TestTls.address(scheme, this.server.port());
		HttpClient client = client(connections, scheme);
		try {
			for (int i = 0; i < 300; i++) {
				Mono<String> bad = text(client, address + "bad");
				assertThatExceptionOfType(UndecodableResponseException.class).isThrownBy(bad::block);
			}
			assertThat(text(client, address + "good").block(Duration.ofSeconds(10))).isEqualTo("done");
		}
		finally {
			connections.close();
		}
	}

	// Repeats the request so that no connection is idle for long.
	private static void awaitResponse(Mono<String> request) {
		Mono<String> attempt = request.timeout(KEEP_ALIVE_INTERVAL.multipliedBy(5), Mono.just("nothing"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(attempt.block()).isEqualTo("done"));
	}

	private static Mono<String> text(HttpClient client, String address) {
		return client.get().uri(address).responseContent().aggregate().asString();
	}

	private String start(String scheme) {
		this.server = tls.server(scheme)
			.handle((request, response) -> request.receive()
				.then(Mono.fromRunnable(this.arrived::countDown))
				.then(this.response.asMono())
				.then(response.sendString(Mono.just("done")).then()))
			.bindNow();
		return TestTls.address(scheme, this.server.port());
	}

	private static HttpClient client(PooledConnections connections, String scheme) {
		return connections.configure(tls.trusting(connections.httpClient(), scheme));
	}

	private void closeMeanwhile(PooledConnections connections) throws InterruptedException {
		assertThat(this.arrived.await(30, TimeUnit.SECONDS)).isTrue();
		Thread closer = new Thread(connections::close);
		closer.start();
		Awaitility.await().until(() -> closer.getState() != Thread.State.RUNNABLE);
		this.response.tryEmitEmpty();
		closer.join();
	}

}
