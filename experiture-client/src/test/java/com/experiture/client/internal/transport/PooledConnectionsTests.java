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
import com.experiture.client.internal.upload.FileUpload;
import com.experiture.client.internal.upload.FileUploader;
import com.experiture.client.testing.Line;
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

	private static final Duration PATIENCE = Duration.ofMillis(100);

	@TempDir
	static Path directory;

	private static TestTls tls;

	private final CountDownLatch arrived = new CountDownLatch(1);

	private final Sinks.Empty<Void> answer = Sinks.empty();

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
			.put(new FileUpload(address, file, 100_000, "text/csv", Duration.ofMinutes(1), (bytes) -> {
			}), new CallDetails("imports.upload", "PUT upload URL", "trace", null, 1))
			.toFuture();
		closeMeanwhile(connections);
		assertThat(upload).succeedsWithin(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closeDoesNotWaitForEver(String scheme, CapturedOutput output) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT, PATIENCE);
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
	void closeDoesNotWaitForConnectionsThatAreIdle(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, Duration.ofMinutes(10),
				PATIENCE);
		String address = start(scheme);
		this.answer.tryEmitEmpty();
		text(client(connections, scheme), address).block();
		connections.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void deadConnectionIsGivenUpHoweverManyRequestsFollow(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT, PATIENCE);
		start(scheme);
		this.answer.tryEmitEmpty();
		HttpClient client = client(connections, scheme);
		try (Line line = new Line(this.server.port())) {
			Mono<String> request = text(client, TestTls.address(scheme, line.port()));
			assertThat(request.block()).isEqualTo("done");
			line.hold();
			awaitAnswer(request);
			assertThat(line.opened()).isGreaterThan(1);
		}
		finally {
			connections.close();
		}
	}

	@Test
	void answerThatComesLateIsNotLost() throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT, PATIENCE);
		start("https-h2");
		this.answer.tryEmitEmpty();
		HttpClient client = client(connections, "https-h2");
		try (Line line = new Line(this.server.port())) {
			Mono<String> request = text(client, TestTls.address("https-h2", line.port()));
			assertThat(request.block()).isEqualTo("done");
			line.hold();
			CompletableFuture<String> late = request.toFuture();
			awaitAnswer(request);
			assertThat(late).isNotDone();
			line.release();
			assertThat(late.get()).isEqualTo("done");
			// The connection is used no more, so nothing keeps it
			Awaitility.await().untilAsserted(() -> {
				request.block();
				assertThat(line.closed()).isPositive();
			});
		}
		finally {
			connections.close();
		}
	}

	// More than a connection has streams at once.
	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void streamOfUndecodableResponseIsClosed(String scheme) throws Exception {
		PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT, PATIENCE);
		this.server = tls.server(scheme)
			.handle((request, response) -> request.uri().endsWith("good") ? response.sendString(Mono.just("done"))
					: response.header("Content-Encoding", "gzip")
						.sendString(Mono.just("This is no gzip, and long enough to tell")))
			.bindNow();
		String address = TestTls.address(scheme, this.server.port());
		HttpClient client = client(connections, scheme);
		try {
			for (int i = 0; i < 300; i++) {
				Mono<String> bad = text(client, address + "bad");
				assertThatExceptionOfType(UndecodableResponse.class).isThrownBy(bad::block);
			}
			assertThat(text(client, address + "good").block(Duration.ofSeconds(10))).isEqualTo("done");
		}
		finally {
			connections.close();
		}
	}

	// Again and again, so that no connection is idle for long.
	private static void awaitAnswer(Mono<String> request) {
		Mono<String> attempt = request.timeout(PATIENCE.multipliedBy(5), Mono.just("nothing"));
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
				.then(this.answer.asMono())
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
		this.answer.tryEmitEmpty();
		closer.join();
	}

}
