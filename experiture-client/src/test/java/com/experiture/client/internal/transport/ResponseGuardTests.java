package com.experiture.client.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.testing.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link ResponseGuard}, with a server that sends invalid data.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ResponseGuardTests {

	private static final int POOL_SIZE = 4;

	private static final String PLANTED = "planted-text";

	private static final byte[] GOOD = ScriptedServer.response(200,
			"{\"success\":true,\"data\":{\"id\":\"l-1\",\"name\":\"good\"}}");

	private static final byte[] EVIL = ScriptedServer.response(200,
			"{\"success\":true,\"data\":{\"id\":\"l-1\",\"name\":\"" + PLANTED + "\"}}");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private ScriptedServer server;

	private ExperitureClient client;

	@AfterEach
	void stop() throws IOException {
		this.threads.shutdownNow();
		if (this.client != null) {
			this.client.close();
		}
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void closesConnectionOfUndecodableResponse(String name, byte[] response, CapturedOutput output) throws Exception {
		CountDownLatch together = new CountDownLatch(POOL_SIZE);
		start((line, out) -> {
			if (line.contains("/bad")) {
				out.write(response);
				if (name.contains("(closed)")) {
					throw new IOException("the server closes the connection");
				}
				return;
			}
			together.countDown();
			together.await();
			out.write(GOOD);
		});
		List<CompletableFuture<Throwable>> failures = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> catchThrowable(() -> this.client.lists().get("bad")),
					this.threads))
			.limit(3 * POOL_SIZE)
			.toList();
		for (CompletableFuture<Throwable> failed : failures) {
			Throwable failure = failed.get();
			assertThat(failure).isInstanceOf(ExperitureException.class);
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				assertThat(String.valueOf(cause.getMessage())).doesNotContain(PLANTED);
			}
		}
		// The responses wait for each other, so each request needs a connection.
		List<CompletableFuture<String>> calls = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> this.client.lists().get("l-1").name(), this.threads))
			.limit(POOL_SIZE)
			.toList();
		for (CompletableFuture<String> call : calls) {
			assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("good");
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.server.open()).isLessThanOrEqualTo(POOL_SIZE));
		assertThat(output.getAll()).doesNotContain(PLANTED);
	}

	static Stream<Arguments> closesConnectionOfUndecodableResponse() throws IOException {
		String json = "{\"success\":true,\"data\":{\"id\":\"l-1\",\"name\":\"" + PLANTED + "\"}}";
		byte[] flipped = gzip(json);
		flipped[flipped.length / 2] ^= 4;
		byte[] flippedHead = gzip(json);
		flippedHead[0] ^= 1;
		byte[] flippedSum = gzip(json);
		flippedSum[flippedSum.length - 5] ^= 1;
		String gzip = "Content-Encoding: gzip";
		String chunked = "Transfer-Encoding: chunked";
		return Stream.of(Arguments.of("flipped bit in gzip", ScriptedServer.response(200, flipped, gzip)),
				Arguments.of("flipped bit in the head of gzip", ScriptedServer.response(200, flippedHead, gzip)),
				Arguments.of("flipped bit in the checksum of gzip", ScriptedServer.response(200, flippedSum, gzip)),
				Arguments.of("flipped bit in the head of gzip, and another response",
						concat(ScriptedServer.response(200, flippedHead, gzip),
								ScriptedServer.response(200, gzip(json), gzip))),
				Arguments.of("flipped bit in gzip of an error", ScriptedServer.response(500, flipped, gzip)),
				Arguments.of("plain text as gzip", ScriptedServer.response(200, json, gzip)),
				Arguments.of("flipped bit in gzip in chunks",
						ScriptedServer.response(200, chunks(flipped, 7), gzip, chunked)),
				Arguments.of("short Content-Length", ScriptedServer.response(200, json, "Content-Length: 20")),
				Arguments.of("long Content-Length", ScriptedServer.response(200, json, "Content-Length: 1000")),
				Arguments.of("long Content-Length (closed)",
						ScriptedServer.response(200, json, "Content-Length: 1000")),
				Arguments.of("negative Content-Length", ScriptedServer.response(200, json, "Content-Length: -1")),
				Arguments.of("Content-Length beyond 64 bits",
						ScriptedServer.response(200, json, "Content-Length: 99999999999999999999")),
				Arguments.of("Content-Length that is not a number",
						ScriptedServer.response(200, json, "Content-Length: " + PLANTED)),
				Arguments.of("two Content-Lengths",
						ScriptedServer.response(200, json, "Content-Length: 1", "Content-Length: 20")),
				Arguments.of("no chunk size", ScriptedServer.response(200, PLANTED + "\r\n" + json, chunked)),
				Arguments.of("chunk size beyond 64 bits",
						ScriptedServer.response(200, "FFFFFFFFFFFFFFFFFF\r\n" + json, chunked)),
				Arguments.of("no chunk size in gzip",
						ScriptedServer.response(200, concat(chunks(gzip(json), 7, ""), bytes("xyz\r\n")), gzip,
								chunked)),
				Arguments.of("chunk size beyond 64 bits in gzip",
						ScriptedServer.response(200, concat(chunks(gzip(json), 7, ""), bytes("FFFFFFFFFFFFFFFFF\r\n")),
								gzip, chunked)),
				Arguments.of("bare line feed after a chunk size in gzip",
						ScriptedServer.response(200, concat(chunks(gzip(json), 7, ""), bytes("5\nabcde")), gzip,
								chunked)),
				Arguments.of("short chunk size",
						ScriptedServer.response(200, "5\r\n" + json + "\r\n0\r\n\r\n", chunked)),
				Arguments.of("no last chunk", ScriptedServer.response(200, chunks(json.getBytes(), 7, ""), chunked)),
				Arguments.of("no HTTP", bytes(PLANTED + " is not HTTP\r\n\r\n")),
				Arguments.of("no HTTP and no line", bytes("\u0000\u0001" + PLANTED)),
				Arguments.of("binary", new byte[] { 22, 3, 3, 0, 1, 2, 13, 10, 13, 10 }),
				Arguments.of("no status", bytes("HTTP/1.1 " + PLANTED + "\r\n\r\n")),
				Arguments.of("status of two digits", ScriptedServer.response(20, json)),
				Arguments.of("status of five digits", ScriptedServer.response(20000, json)),
				Arguments.of("switching protocols", ScriptedServer.response(101, json, "Upgrade: " + PLANTED)),
				Arguments.of("only an interim response", bytes("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")),
				Arguments.of("header without a colon",
						bytes("HTTP/1.1 200 OK\r\n" + PLANTED + "\r\nContent-Length: 0\r\n\r\n")),
				Arguments.of("huge header", ScriptedServer.response(200, json, "X-Huge: " + PLANTED.repeat(100_000))),
				Arguments.of("larger than the maximum size", ScriptedServer.response(200, "x".repeat(2 * 1024 * 1024))),
				Arguments.of("larger than the maximum size after decompression",
						ScriptedServer.response(200, gzip("x".repeat(2 * 1024 * 1024)), gzip)),
				Arguments.of("nothing (closed)", new byte[0]));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void excessDataDoesNotReachOtherCalls(String name, byte[] excess, CapturedOutput output) throws Exception {
		start((line, out) -> out.write(concat(GOOD, excess)));
		List<CompletableFuture<String>> calls = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> this.client.lists().get("l-1").name(), this.threads))
			.limit(10 * POOL_SIZE)
			.toList();
		for (CompletableFuture<String> call : calls) {
			assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("good");
		}
		assertThat(this.server.requests()).hasSize(10 * POOL_SIZE);
		assertThat(this.server.opened()).isGreaterThanOrEqualTo(10 * POOL_SIZE);
		Awaitility.await().untilAsserted(() -> assertThat(this.server.open()).isZero());
		assertThat(output.getAll()).doesNotContain(PLANTED);
	}

	static Stream<Arguments> excessDataDoesNotReachOtherCalls() {
		return Stream.of(Arguments.of("a response", EVIL), Arguments.of("the start of a response", bytes("HTTP/1.1")),
				Arguments.of("a line", bytes(PLANTED + "\r\n")), Arguments.of("no line", bytes(PLANTED)),
				Arguments.of("one character", bytes("x")),
				Arguments.of("an error", ScriptedServer.response(500, PLANTED)),
				Arguments.of("much", bytes(PLANTED.repeat(50_000))));
	}

	@Test
	void closesConnectionOnDataWithoutRequest() throws Exception {
		Semaphore ended = new Semaphore(0);
		start((line, out) -> {
			out.write(GOOD);
			out.flush();
			ended.acquire();
			out.write(EVIL);
		});
		for (int i = 0; i < 10; i++) {
			int closed = this.server.opened() - this.server.open();
			assertThat(this.client.lists().get("l-1").name()).isEqualTo("good");
			ended.release();
			Awaitility.await().until(() -> this.server.opened() - this.server.open() > closed);
		}
	}

	@Test
	void reusesConnectionAfterValidResponse() throws Exception {
		start((line, out) -> out.write(line.contains("/missing") ? ScriptedServer.response(404, "not found") : GOOD));
		for (int i = 0; i < 20; i++) {
			assertThat(this.client.lists().get("l-1").name()).isEqualTo("good");
			catchThrowable(() -> this.client.lists().get("missing"));
		}
		// A connection becomes available shortly after its call has ended.
		assertThat(this.server.opened()).isLessThan(10);
	}

	@Test
	void skipsInterimResponses() throws Exception {
		byte[] interim = bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
				+ "HTTP/1.1 102 Processing\r\n\r\n");
		start((line, out) -> {
			out.write(interim);
			out.flush();
			TimeUnit.MILLISECONDS.sleep(5);
			out.write(concat(interim, GOOD));
		});
		for (int i = 0; i < 10; i++) {
			assertThat(this.client.lists().get("l-1").name()).isEqualTo("good");
		}
		assertThat(this.server.opened()).isLessThan(10);
	}

	@Test
	void interimResponseIsNoSuccess() throws Exception {
		start((line, out) -> out.write(bytes("HTTP/1.1 101 Switching Protocols\r\n\r\n")));
		assertThat(catchThrowable(() -> this.client.lists().delete("l-1"))).isInstanceOf(ExperitureException.class);
	}

	@Test
	void damagedResponseIsNoSuccess() throws Exception {
		start((line, out) -> out
			.write(concat(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"),
					bytes("FFFFFFFFFFFFFFFFF\r\n"))));
		assertThat(catchThrowable(() -> this.client.lists().delete("l-1"))).isInstanceOf(ExperitureException.class);
	}

	@Test
	void readsEarlyResponseOnce() throws Exception {
		start((line, out) -> out.write(line.contains("bad") ? ScriptedServer.response(413, "") : GOOD));
		Map<String, Object> large = Map.of("text", "x".repeat(4 * 1024 * 1024));
		for (int i = 0; i < 3 * POOL_SIZE; i++) {
			assertThat(catchThrowable(() -> this.client.records().append("bad", large)))
				.isInstanceOf(ExperitureException.class);
		}
		assertThat(this.client.lists().get("l-1").name()).isEqualTo("good");
	}

	private void start(ScriptedServer.Script script) throws IOException {
		this.server = new ScriptedServer((line, out) -> {
			if (line.contains("/warm-up")) {
				out.write(GOOD);
			}
			else {
				script.respond(line, out);
			}
		});
		ConnectionSettings settings = ConnectionSettings.DEFAULT;
		this.client = ExperitureClient.builder()
			.baseUrl(this.server.address())
			.tokenProvider(new Token())
			.attemptTimeout(Duration.ofSeconds(5))
			.maxResponseSize(1024 * 1024)
			.retry(new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1), 100))
			.connections(new ConnectionSettings(settings.connectTimeout(), POOL_SIZE, 1000, Duration.ofSeconds(30),
					settings.maxIdleTime(), false))
			.build();
		// The first call takes longer and would distort the test.
		Awaitility.await().until(() -> catchThrowable(() -> this.client.lists().get("warm-up")) == null);
		this.server.requests().clear();
	}

	static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	private static byte[] chunks(byte[] bytes, int size) {
		return chunks(bytes, size, "0\r\n\r\n");
	}

	private static byte[] chunks(byte[] bytes, int size, String end) {
		ByteArrayOutputStream chunks = new ByteArrayOutputStream();
		for (int i = 0; i < bytes.length; i += size) {
			int length = Math.min(size, bytes.length - i);
			chunks.writeBytes(bytes(Integer.toHexString(length) + "\r\n"));
			chunks.write(bytes, i, length);
			chunks.writeBytes(bytes("\r\n"));
		}
		chunks.writeBytes(bytes(end));
		return chunks.toByteArray();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(first);
		bytes.writeBytes(second);
		return bytes.toByteArray();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static final class Token implements TokenProvider {

		@Override
		public Mono<AccessToken> token() {
			return Mono.just(new AccessToken("token"));
		}

		@Override
		public void reject(AccessToken token) {
		}

	}

}
