package com.experiture.client.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.UploadException;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.transport.PooledConnections;
import com.experiture.test.disk.WatchedDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link FileUploader}.
 */
class FileUploaderTests {

	private static final CallDetails CALL = new CallDetails("imports.upload", "PUT upload URL", "trace", null, 1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final int SIZE = 5_000_001;

	@TempDir
	static Path directory;

	private final PooledConnections connections = new PooledConnections(ConnectionSettings.DEFAULT);

	private final FileUploader uploader = new FileUploader(this.connections::configured, new BlockingExecutor());

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
	void uploadsWholeFileAndNothingElse(String scheme, String version) throws Exception {
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(scheme.equals("https-h2"));
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

	@ParameterizedTest
	@CsvSource({ "http, HTTP/1.1", "https, HTTP/1.1", "https-h2, HTTP/2.0" })
	void doesNotSendHeadersOfApplicationsHttpClient(String scheme, String version) throws Exception {
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(scheme.equals("https-h2"), (client) -> client.cookie(new DefaultCookie("static", "s3cr3t"))
				.headersWhen((headers) -> Mono.just(headers.set("Authorization", "Bearer s3cr3t").set("Host", "other")))
				.doOnRequest((request, connection) -> request.header("x-dynamic", "s3cr3t")
					.header("Content-Length", "7")
					.addCookie(new DefaultCookie("dynamic", "s3cr3t"))));
			put(target.address(), SIZE, MINUTE);
			assertThat(target.received()).singleElement().satisfies((received) -> {
				assertThat(received.version()).isEqualTo(version);
				assertThat(received.headers()).containsEntry("Host", "localhost:" + target.port())
					.containsEntry("Content-Length", String.valueOf(SIZE));
				assertThat(received.headers().keySet()).map((name) -> name.toLowerCase(Locale.ROOT))
					.filteredOn((name) -> !name.startsWith("x-http2-"))
					.containsExactlyInAnyOrder("host", "content-type", "content-length");
			});
		}
	}

	@Test
	void reportsUnknownCertificate() throws Exception {
		try (UploadTarget target = UploadTarget.accepting("https", keyStore())) {
			assertThatExceptionOfType(UploadException.class).isThrownBy(() -> put(target.address(), SIZE, MINUTE))
				.withMessageContaining("certification path")
				.withMessageContaining("experiture.ssl.bundle")
				.withMessageNotContaining(UploadTarget.PATH);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 403, 500 })
	void doesNotReuseConnection(int status) {
		List<Object> peers = new CopyOnWriteArrayList<>();
		try (UploadTarget target = UploadTarget.plain((request, response) -> {
			peers.add(request.remoteAddress());
			return request.receive().then(response.status(status).header("Content-Length", "0").send().then());
		})) {
			for (int i = 0; i < 3; i++) {
				assertThat(status(target.address())).isEqualTo(status);
			}
		}
		assertThat(peers).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void doesNotReuseConnectionThatStorageKeepsOpen() throws Exception {
		AtomicInteger connections = new AtomicInteger();
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Thread storage = new Thread(() -> {
				List<Socket> kept = new ArrayList<>();
				while (!server.isClosed()) {
					try {
						kept.add(server.accept());
						connections.incrementAndGet();
						respond(kept.get(kept.size() - 1));
					}
					catch (IOException ex) {
						// The test has ended.
					}
				}
			});
			storage.start();
			for (int i = 0; i < 3; i++) {
				assertThat(status("http://127.0.0.1:" + server.getLocalPort() + "/f?sig=s3cr3t")).isEqualTo(403);
			}
		}
		assertThat(connections).hasValue(3);
	}

	private static void respond(Socket client) throws IOException {
		InputStream input = client.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) input.read());
		}
		input.skipNBytes(SIZE);
		client.getOutputStream().write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes());
	}

	@Test
	void doesNotFollowRedirect() throws Exception {
		try (UploadTarget other = UploadTarget.accepting("http", keyStore());
				UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
					.then(response.status(307).header("Location", other.address()).send().then()))) {
			UploadException failure = fail(target.address());
			assertThat(failure.status()).isEqualTo(307);
			assertThat(failure.isTransient()).isFalse();
			assertThat(failure).hasMessageContaining("redirect").hasMessageNotContaining("s3cr3t");
			assertThat(other.received()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "400, true", "403, true", "410, true", "429, true", "500, true", "503, true", "404, false",
			"411, false", "413, false" })
	void reportsErrorResponse(int status, boolean repeatable) {
		try (UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
			.then(response.status(status)
				.sendString(Mono.just("<?xml?><Error><Code>ExpiredToken</Code><Url>?sig=s3cr3t</Url></Error>"))
				.then()))) {
			UploadException failure = fail(target.address());
			assertThat(failure.status()).isEqualTo(status);
			assertThat(failure.isTransient()).isEqualTo(repeatable);
			assertThat(failure).hasMessageContaining("responded with " + status + " (ExpiredToken)")
				.hasMessageContaining("correlation id trace")
				.hasMessageNotContaining("s3cr3t")
				.hasNoCause();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 403 })
	void reportsResponseBeforeEndOfFile(int status) throws Exception {
		Path large = sparse("large.csv", 64L << 20);
		try (UploadTarget target = UploadTarget
			.plain((request, response) -> response.status(status).send().then(Mono.never()))) {
			UploadException failure = catchThrowableOfType(UploadException.class,
					() -> this.uploader.put(upload(target.address(), large, 64L << 20, MINUTE), CALL).block());
			assertThat(failure).isNotNull();
			assertThat(failure.status()).isEqualTo(status);
			assertThat(failure.isTransient()).isTrue();
		}
	}

	@Test
	void truncatesEndlessErrorResponse() {
		try (UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
			.then(response.status(403).sendString(Mono.just("x".repeat(10_000)).repeat()).then()))) {
			assertThat(fail(target.address()).status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void failsStalledUpload(String scheme) throws Exception {
		Path large = sparse("stalled.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.unresponsive(scheme, keyStore())) {
			trustAll(scheme.equals("https-h2"));
			assertThatExceptionOfType(UploadException.class)
				.isThrownBy(() -> this.uploader
					.put(upload(target.address(), large, 64L << 20, Duration.ofMillis(300)), CALL)
					.block())
				.satisfies((failure) -> assertThat(failure.isTransient()).isTrue())
				.withStackTraceContaining("No progress for 300 ms");
		}
	}

	@Test
	void doesNotReuseStalledConnection() throws Exception {
		Set<Object> peers = ConcurrentHashMap.newKeySet();
		try (UploadTarget target = UploadTarget.of("https-h2", keyStore(), (request, response) -> {
			peers.add(request.remoteAddress());
			return (peers.size() > 1) ? request.receive().then(response.send().then())
					: request.receive().then(Mono.never());
		})) {
			trustAll(true);
			assertThatExceptionOfType(UploadException.class)
				.isThrownBy(() -> put(target.address(), SIZE, Duration.ofMillis(300)))
				.withStackTraceContaining("No progress for 300 ms");
			put(target.address(), SIZE, Duration.ofSeconds(10));
			assertThat(peers).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "http, 0", "http, 1", "http, 2500000", "http, 5000001", "https, 0", "https, 1", "https, 2500000",
			"https, 5000001", "https-h2, 0", "https-h2, 1", "https-h2, 2500000", "https-h2, 5000001" })
	void reportsConnectionFailureAtAnyByte(String scheme, long bytes) throws Exception {
		WatchedDisk disk = new WatchedDisk(directory);
		try (UploadTarget target = UploadTarget.closingAfter(bytes, scheme, keyStore())) {
			trustAll(scheme.equals("https-h2"));
			Path file = scheme.equals("http") ? file() : disk.directory().resolve("people.csv");
			UploadException failure = fail(upload(target.address(), file, SIZE, MINUTE));
			assertThat(failure.isTransient()).isTrue();
			assertThat(failure.status()).isZero();
			assertThat(failure).hasMessageContaining("the connection to " + target.address("localhost").split("/l")[0])
				.hasMessageNotContaining("s3cr3t");
		}
		Awaitility.await().until(() -> disk.openFiles() == 0);
	}

	@Test
	void usesZeroCopyWithoutTls() throws Exception {
		assertThat(written("http")).containsExactly("DefaultHttpRequest", "DefaultFileRegion");
		assertThat(written("https")).contains("DefaultHttpRequest").doesNotContain("DefaultFileRegion");
	}

	private Set<String> written(String scheme) throws Exception {
		Set<String> messages = Collections.synchronizedSet(new LinkedHashSet<>());
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(false, (client) -> client
				.doOnConnected((connection) -> connection.addHandlerLast(new ChannelOutboundHandlerAdapter() {

					@Override
					public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
						if (message != LastHttpContent.EMPTY_LAST_CONTENT) {
							messages.add(message.getClass().getSimpleName());
						}
						context.write(message, promise);
					}

				})));
			put(target.address(), SIZE, MINUTE);
		}
		return messages;
	}

	@Test
	void progressCountsSentBytes() throws Exception {
		WatchedDisk disk = new WatchedDisk(directory);
		sparse("ahead.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.unresponsive("https", keyStore())) {
			trustAll(false);
			fail(upload(target.address(), disk.directory().resolve("ahead.csv"), 64L << 20, Duration.ofMillis(300)));
		}
		assertThat(this.progress).isNotEmpty();
		assertThat(disk.bytesRead()).isGreaterThan(Collections.max(this.progress));
	}

	@Test
	void reportsProgress() throws Exception {
		CountDownLatch reported = new CountDownLatch(1);
		Path large = sparse("progress.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.plain((request, response) -> request.receive()
			.concatMap((piece) -> (reported.getCount() > 0) ? Mono.fromRunnable(() -> await(reported)) : Mono.empty())
			.then(response.send().then()))) {
			this.uploader.put(new FileUpload(target.address(), content(large, 64L << 20), MINUTE, (bytes) -> {
				this.progress.add(bytes);
				reported.countDown();
			}), CALL).block();
		}
		assertThat(this.progress).isNotEmpty().isSorted().allMatch((bytes) -> bytes > 0 && bytes <= 64L << 20);
	}

	@ParameterizedTest
	@CsvSource({ "http://storage.example.com/f?sig=s3cr3t, plain http", "ftp://storage.example.com/f?sig=s3cr3t, https",
			"https://user:s3cr3t@storage.example.com/, user information", "https://host/a b?sig=s3cr3t, malformed",
			"https://user:s3cr3t@my_bucket.example.com/, user information",
			"http://local_host/f?sig=s3cr3t, plain http", "/f?sig=s3cr3t, https", "https:///f?sig=s3cr3t, https",
			"mailto:s3cr3t, https" })
	void rejectsInvalidUrl(String address, String reason) {
		UploadException failure = fail(address);
		assertThat(failure.isTransient()).isFalse();
		assertThat(failure).hasMessageContaining(reason).hasMessageNotContaining("s3cr3t").hasNoCause();
	}

	@Test
	void reportsUnreachableHostWithoutSignature() {
		UploadException failure = fail("http://localhost:1/f?sig=s3cr3t");
		assertThat(failure.isTransient()).isTrue();
		assertThat(failure.status()).isZero();
		assertThat(failure).hasMessageContaining("http://localhost:1").hasStackTraceContaining("refused");
		assertThat(failure.getCause().getMessage()).doesNotContain("s3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void reportsDeletedFile(String scheme) throws Exception {
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(false);
			UploadException failure = catchThrowableOfType(UploadException.class,
					() -> this.uploader.put(upload(target.address(), directory.resolve("gone.csv"), 10, MINUTE), CALL)
						.block());
			assertThat(failure).isNotNull().hasCauseInstanceOf(NoSuchFileException.class);
			assertThat(failure.isTransient()).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void reportsFileThatBecameShorter(String scheme) throws Exception {
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(false);
			UploadException failure = fail(target.address(), SIZE + 1);
			assertThat(failure.isTransient()).isFalse();
			assertThat(failure).hasMessageContaining("the file cannot be read")
				.cause()
				.hasMessage("The file became shorter");
			assertThat(target.received()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void reportsFileThatFailsDuringUpload(String scheme) throws Exception {
		WatchedDisk disk = new WatchedDisk(directory);
		disk.readable(1_000_000);
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(scheme.equals("https-h2"));
			UploadException failure = fail(
					upload(target.address(), disk.directory().resolve("people.csv"), SIZE, MINUTE));
			assertThat(failure.isTransient()).isFalse();
			assertThat(failure).hasMessageContaining("the file cannot be read")
				.cause()
				.hasMessage("Input/output error");
			assertThat(target.received()).isEmpty();
		}
		Awaitility.await().until(() -> disk.openFiles() == 0);
	}

	@Test
	void reportsFileThatOperatingSystemCannotRead() {
		Path broken = Path.of("/proc/self/mem");
		assumeTrue(Files.isReadable(broken), "Only Linux has a file that can be opened but not read");
		try (UploadTarget target = UploadTarget.plain((request, response) -> request.receive().then(response.send()))) {
			UploadException failure = fail(upload(target.address(), broken, 10, MINUTE));

			assertThat(failure.isTransient()).isFalse();
			assertThat(failure).hasMessageContaining("the file cannot be read")
				.cause()
				.hasMessage("Input/output error");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void reportsFileWithoutReadAccess(String scheme) throws Exception {
		WatchedDisk disk = new WatchedDisk(directory);
		disk.refuse(new AccessDeniedException("people.csv"));
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(false);
			UploadException failure = fail(
					upload(target.address(), disk.directory().resolve("people.csv"), SIZE, MINUTE));
			assertThat(failure.isTransient()).isFalse();
			assertThat(failure).hasMessageContaining("the file cannot be read")
				.hasCauseInstanceOf(AccessDeniedException.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void cancellationClosesConnectionAndFile(String scheme) throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		WatchedDisk disk = new WatchedDisk(directory);
		sparse("cancelled.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.of(scheme, keyStore(), (request, response) -> {
			request.withConnection((connection) -> connection.onDispose(closed::countDown));
			return request.receive().doOnNext((piece) -> arrived.countDown()).take(1).then(Mono.never());
		})) {
			trustAll(scheme.equals("https-h2"));
			Disposable running = this.uploader
				.put(upload(target.address(), disk.directory().resolve("cancelled.csv"), 64L << 20, MINUTE), CALL)
				.subscribe();
			await(arrived);
			assertThat(disk.openFiles()).isOne();
			running.dispose();
			await(closed);
			Awaitility.await().until(() -> disk.openFiles() == 0);
		}
	}

	@Test
	void cancellationClosesFileOfZeroCopyTransfer() throws Exception {
		assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "Only Linux lists the open files");
		CountDownLatch arrived = new CountDownLatch(1);
		Path large = sparse("sent.csv", 64L << 20);
		try (UploadTarget target = UploadTarget.plain((request,
				response) -> request.receive().doOnNext((piece) -> arrived.countDown()).take(1).then(Mono.never()))) {
			Disposable running = this.uploader.put(upload(target.address(), large, 64L << 20, MINUTE), CALL)
				.subscribe();
			await(arrived);
			assertThat(isOpen(large)).isTrue();
			running.dispose();
			Awaitility.await().until(() -> !isOpen(large));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "https-h2" })
	void doesNotBlockNonBlockingThread(String scheme) throws Exception {
		WatchedDisk disk = new WatchedDisk(directory);
		try (UploadTarget target = UploadTarget.accepting(scheme, keyStore())) {
			trustAll(scheme.equals("https-h2"));
			Mono.defer(() -> this.uploader
				.put(upload(target.address(), disk.directory().resolve("people.csv"), SIZE, MINUTE), CALL))
				.subscribeOn(Schedulers.parallel())
				.block();
		}
		Awaitility.await().until(() -> disk.openFiles() == 0);
		assertThat(disk.uses()).isGreaterThan(100);
		assertThat(disk.blocked()).isEmpty();
	}

	@Test
	void acceptsHostWithUnderscore() throws Exception {
		try (UploadTarget target = UploadTarget.accepting("https", keyStore())) {
			trustAll(false, (client) -> client.resolver(new LoopbackResolvers()));
			put(target.address("my_bucket.storage"), SIZE, MINUTE);
			assertThat(target.received()).singleElement()
				.satisfies((received) -> assertThat(received.headers()).containsEntry("Host",
						"my_bucket.storage:" + target.port()));
		}
	}

	@Test
	void toStringDoesNotContainUrl() {
		assertThat(upload("https://host/?sig=s3cr3t", file(), 1, MINUTE).toString()).doesNotContain("s3cr3t");
	}

	private void put(String address, long size, Duration stallTimeout) {
		this.uploader.put(upload(address, file(), size, stallTimeout), CALL).block();
	}

	private UploadException fail(String address) {
		return fail(address, SIZE);
	}

	private UploadException fail(String address, long size) {
		return fail(upload(address, file(), size, MINUTE));
	}

	private UploadException fail(FileUpload upload) {
		UploadException failure = catchThrowableOfType(UploadException.class,
				() -> this.uploader.put(upload, CALL).block());
		assertThat(failure).isNotNull();
		return failure;
	}

	private int status(String address) {
		return this.uploader.put(upload(address, file(), SIZE, MINUTE), CALL)
			.thenReturn(200)
			.onErrorResume(UploadException.class, (failure) -> Mono.just(failure.status()))
			.block();
	}

	private FileUpload upload(String address, Path file, long size, Duration stallTimeout) {
		return new FileUpload(address, content(file, size), stallTimeout, this.progress::add);
	}

	private static FileContent content(Path file, long size) {
		return new FileContent(file, size, "text/csv", FileInspector.NONE);
	}

	// Like the connector of an application, whose headers must not reach the storage.
	private void trustAll(boolean http2) throws Exception {
		trustAll(http2, UnaryOperator.identity());
	}

	private void trustAll(boolean http2, UnaryOperator<HttpClient> customizer) throws Exception {
		HttpClient client = this.connections.httpClient()
			.headers((headers) -> headers.set("x-application", "yes").set("Authorization", "Bearer s3cr3t"));
		SslContextBuilder builder = SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE);
		if (http2) {
			builder.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
					SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
					ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1));
		}
		SslContext tls = builder.build();
		this.connections.configure(customizer.apply(client.secure((spec) -> spec.sslContext(tls))));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean isOpen(Path file) throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.map(Path::toFile).anyMatch((descriptor) -> {
				try {
					return descriptor.getCanonicalPath().equals(file.toRealPath().toString());
				}
				catch (IOException ex) {
					return false;
				}
			});
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

	/**
	 * Resolves every host to the loopback address.
	 */
	private static final class LoopbackResolvers extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetNameResolver(executor) {

				@Override
				protected void doResolve(String host, Promise<InetAddress> promise) {
					promise.setSuccess(InetAddress.getLoopbackAddress());
				}

				@Override
				protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
					promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
				}

			}.asAddressResolver();
		}

	}

}
