package com.experiture.client.http;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.UploadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link FileUploader}.
 */
class FileUploaderTests {

	private static final CallDetails CALL = new CallDetails("imports.upload", "PUT upload URL", "trace", null, 1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final int SIZE = 5_000_001;

	@TempDir
	static Path directory;

	private final Connections connections = new Connections(ConnectionSettings.DEFAULT);

	private final FileUploader uploader = new FileUploader(this.connections);

	private final List<Long> progress = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void createFiles() throws Exception {
		byte[] content = new byte[SIZE];
		new Random(7).nextBytes(content);
		Files.write(file(), content);
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=DNS:localhost",
				"-storepass", UploadTarget.PASSWORD, "-keystore", keyStore().toString())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor()).isZero();
	}

	@AfterEach
	void close() {
		this.connections.close();
	}

	@ParameterizedTest
	@CsvSource({ "http, HTTP/1.1", "https, HTTP/1.1", "https-h2, HTTP/2.0" })
	void wholeFileArrivesWithNothingElse(String scheme, String version) throws Exception {
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustEverybody(scheme.equals("https-h2"));
			put(target.address(), SIZE, MINUTE);
			assertThat(target.received()).singleElement().satisfies((received) -> {
				assertThat(received.method()).isEqualTo("PUT");
				assertThat(received.uri()).isEqualTo(UploadTarget.PATH);
				assertThat(received.version()).isEqualTo(version);
				assertThat(received.sha256())
					.isEqualTo(HexFormat.of().formatHex(UploadTarget.sha256().digest(Files.readAllBytes(file()))));
				assertThat(received.headers()).containsEntry("Content-Length", String.valueOf(SIZE))
					.containsEntry("Content-Type", "text/csv")
					.doesNotContainKeys("Authorization", "x-correlation-id", "Idempotency-Key", "Transfer-Encoding",
							"Accept-Encoding", "Expect", "x-application");
			});
		}
	}

	@Test
	void connectionIsNotUsedTwice() {
		List<Object> peers = new CopyOnWriteArrayList<>();
		try (UploadTarget target = UploadTarget.plain((request, response) -> {
			peers.add(request.remoteAddress());
			return request.receive().then(response.header("Content-Length", "0").send().then());
		})) {
			put(target.address(), SIZE, MINUTE);
			put(target.address(), SIZE, MINUTE);
			put(target.address(), SIZE, MINUTE);
		}
		assertThat(peers).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void redirectIsNotFollowed() throws Exception {
		try (UploadTarget other = UploadTarget.accepting("http", keyStore());
				UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
					.then(response.status(307).header("Location", other.address()).send().then()))) {
			UploadException failure = fail(target.address());
			assertThat(failure.status()).isEqualTo(307);
			assertThat(failure.isRepeatable()).isFalse();
			assertThat(failure).hasMessageContaining("redirect").hasMessageNotContaining("s3cr3t");
			assertThat(other.received()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "400, true", "403, true", "410, true", "429, true", "500, true", "503, true", "404, false",
			"411, false", "413, false" })
	void refusalIsNamed(int status, boolean repeatable) {
		try (UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
			.then(response.status(status)
				.sendString(Mono.just("<?xml?><Error><Code>ExpiredToken</Code><Url>?sig=s3cr3t</Url></Error>"))
				.then()))) {
			UploadException failure = fail(target.address());
			assertThat(failure.status()).isEqualTo(status);
			assertThat(failure.isRepeatable()).isEqualTo(repeatable);
			assertThat(failure).hasMessageContaining("answered " + status + " (ExpiredToken)")
				.hasMessageContaining("correlation id trace")
				.hasMessageNotContaining("s3cr3t")
				.hasNoCause();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 403 })
	void answerBeforeTheEndOfTheFileIsSeen(int status) throws Exception {
		Path large = sparse("large.csv", 64L << 20);
		try (UploadTarget target = UploadTarget
			.plain((request, response) -> response.status(status).send().then(Mono.never()))) {
			UploadException failure = catchThrowableOfType(UploadException.class,
					() -> this.uploader.put(upload(target.address(), large, 64L << 20, MINUTE), CALL).block());
			assertThat(failure).isNotNull();
			assertThat(failure.status()).isEqualTo(status);
			assertThat(failure.isRepeatable()).isTrue();
		}
	}

	@Test
	void endlessRefusalIsCutShort() {
		try (UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
			.then(response.status(403).sendString(Mono.just("x".repeat(10_000)).repeat()).then()))) {
			assertThat(fail(target.address()).status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void standstillEndsTheUpload(String scheme) throws Exception {
		Path large = sparse("stalled.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.silent(scheme, keyStore())) {
			trustEverybody(scheme.equals("https-h2"));
			assertThatExceptionOfType(UploadException.class)
				.isThrownBy(() -> this.uploader
					.put(upload(target.address(), large, 64L << 20, Duration.ofMillis(300)), CALL)
					.block())
				.satisfies((failure) -> assertThat(failure.isRepeatable()).isTrue())
				.withStackTraceContaining("Nothing moved for 300 ms");
		}
	}

	@Test
	void progressIsTold() throws Exception {
		CountDownLatch reported = new CountDownLatch(1);
		Path large = sparse("progress.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
			.concatMap((piece) -> (reported.getCount() > 0) ? Mono.fromRunnable(() -> await(reported)) : Mono.empty())
			.then(response.send().then()))) {
			this.uploader.put(new FileUpload(target.address(), large, 64L << 20, "text/csv", MINUTE, (bytes) -> {
				this.progress.add(bytes);
				reported.countDown();
			}), CALL).block();
		}
		assertThat(this.progress).isNotEmpty().isSorted().allMatch((bytes) -> bytes > 0 && bytes <= 64L << 20);
	}

	@ParameterizedTest
	@CsvSource({ "http://storage.example.com/f?sig=s3cr3t, plain http", "ftp://storage.example.com/f?sig=s3cr3t, https",
			"https://user:s3cr3t@storage.example.com/, user information", "https://host/a b?sig=s3cr3t, malformed",
			"/f?sig=s3cr3t, https" })
	void addressIsChecked(String address, String reason) {
		UploadException failure = fail(address);
		assertThat(failure.isRepeatable()).isFalse();
		assertThat(failure).hasMessageContaining(reason).hasMessageNotContaining("s3cr3t").hasNoCause();
	}

	@Test
	void hostThatIsDownIsNamedWithoutTheSignature() {
		UploadException failure = fail("http://localhost:1/f?sig=s3cr3t");
		assertThat(failure.isRepeatable()).isTrue();
		assertThat(failure.status()).isZero();
		assertThat(failure).hasMessageContaining("http://localhost:1").hasStackTraceContaining("refused");
		assertThat(failure.getCause().getMessage()).doesNotContain("s3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void vanishedFileIsNoFailureOfTheConnection(String scheme) throws Exception {
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustEverybody(false);
			UploadException failure = catchThrowableOfType(UploadException.class,
					() -> this.uploader.put(upload(target.address(), directory.resolve("gone.csv"), 10, MINUTE), CALL)
						.block());
			assertThat(failure).isNotNull().hasCauseInstanceOf(NoSuchFileException.class);
			assertThat(failure.isRepeatable()).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void fileThatGotShorterIsNotUploaded(String scheme) throws Exception {
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustEverybody(false);
			assertThat(fail(target.address(), SIZE + 1)).isNotNull();
			assertThat(target.received()).isEmpty();
		}
	}

	@Test
	void cancellationClosesTheConnectionAndTheFile() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		Path large = sparse("cancelled.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.plain((request, response) -> {
			request.withConnection((connection) -> connection.onDispose(closed::countDown));
			return request.receive().doOnNext((piece) -> arrived.countDown()).take(1).then(Mono.never());
		})) {
			Disposable running = this.uploader.put(upload(target.address(), large, 64L << 20, MINUTE), CALL)
				.subscribe();
			await(arrived);
			running.dispose();
			await(closed);
		}
	}

	@Test
	void uploadDoesNotTellTheAddress() {
		assertThat(upload("https://host/?sig=s3cr3t", file(), 1, MINUTE).toString()).doesNotContain("s3cr3t");
	}

	private void put(String address, long size, Duration stallTimeout) {
		this.uploader.put(upload(address, file(), size, stallTimeout), CALL).block();
	}

	private UploadException fail(String address) {
		return fail(address, SIZE);
	}

	private UploadException fail(String address, long size) {
		UploadException failure = catchThrowableOfType(UploadException.class, () -> put(address, size, MINUTE));
		assertThat(failure).isNotNull();
		return failure;
	}

	private FileUpload upload(String address, Path file, long size, Duration stallTimeout) {
		return new FileUpload(address, file, size, "text/csv", stallTimeout, this.progress::add);
	}

	// As an application's connector would: its own headers must not reach the storage.
	private void trustEverybody(boolean http2) throws Exception {
		HttpClient client = this.connections.httpClient()
			.headers((headers) -> headers.set("x-application", "yes").set("Authorization", "Bearer s3cr3t"));
		SslContextBuilder builder = SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE);
		if (http2) {
			builder.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
					SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
					ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1));
		}
		SslContext tls = builder.build();
		this.connections.configure(client.secure((spec) -> spec.sslContext(tls)));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Path sparse(String name, long size) throws IOException {
		Path file = directory.resolve(name);
		try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
			content.setLength(size);
		}
		return file;
	}

	private static Path file() {
		return directory.resolve("people.csv");
	}

	private static Path keyStore() {
		return directory.resolve("test.p12");
	}

}
