package com.experiture.client.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

import com.experiture.client.error.CallDetails;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Connections}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ConnectionsTests {

	private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(300);

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
		Connections connections = new Connections(ConnectionSettings.DEFAULT);
		String address = start(scheme);
		CompletableFuture<String> request = client(connections, scheme).get()
			.uri(address)
			.responseContent()
			.aggregate()
			.asString()
			.toFuture();
		closeMeanwhile(connections);
		assertThat(request.get()).isEqualTo("done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closeWaitsForUploadsInFlight(String scheme) throws Exception {
		Connections connections = new Connections(ConnectionSettings.DEFAULT);
		String address = start(scheme);
		Path file = Files.write(directory.resolve("upload.csv"), new byte[100_000]);
		client(connections, scheme);
		CompletableFuture<Void> upload = new FileUploader(connections)
			.put(new FileUpload(address, file, 100_000, "text/csv", Duration.ofMinutes(1), (bytes) -> {
			}), new CallDetails("imports.upload", "PUT upload URL", "trace", null, 1))
			.toFuture();
		closeMeanwhile(connections);
		assertThat(upload).succeedsWithin(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void closeDoesNotWaitForEver(String scheme, CapturedOutput output) throws Exception {
		Connections connections = new Connections(ConnectionSettings.DEFAULT, CLOSE_TIMEOUT);
		String address = start(scheme);
		CompletableFuture<String> request = client(connections, scheme).get()
			.uri(address)
			.responseContent()
			.aggregate()
			.asString()
			.toFuture();
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
		Connections connections = new Connections(ConnectionSettings.DEFAULT, Duration.ofMinutes(10));
		String address = start(scheme);
		this.answer.tryEmitEmpty();
		client(connections, scheme).get().uri(address).responseContent().aggregate().block();
		connections.close();
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

	private static HttpClient client(Connections connections, String scheme) {
		return connections.configure(tls.trusting(connections.httpClient(), scheme));
	}

	private void closeMeanwhile(Connections connections) throws InterruptedException {
		assertThat(this.arrived.await(30, TimeUnit.SECONDS)).isTrue();
		Thread closer = new Thread(connections::close);
		closer.start();
		Awaitility.await().until(() -> closer.getState() != Thread.State.RUNNABLE);
		this.answer.tryEmitEmpty();
		closer.join();
	}

}
