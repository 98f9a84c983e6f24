package com.experiture.client.internal.upload;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import javax.net.ssl.KeyManagerFactory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslContextBuilder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/**
 * A storage that keeps only the digests of the uploaded files.
 */
final class UploadTarget implements AutoCloseable {

	static final String PASSWORD = "changeit";

	static final String PATH = "/landing/a%20b.csv?sig=s3cr3t%2Bv%2F4%3D&x=1";

	private final List<Received> received;

	private final DisposableServer server;

	private final String scheme;

	private UploadTarget(HttpServer server, String scheme,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler, List<Received> received) {
		this.received = received;
		this.scheme = scheme;
		this.server = server.handle(handler).bindNow();
	}

	static UploadTarget plain(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		return new UploadTarget(server(), "http", handler, List.of());
	}

	static UploadTarget of(String scheme, Path keyStore,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) throws Exception {
		return new UploadTarget(server(scheme, keyStore), protocol(scheme), handler, List.of());
	}

	/**
	 * A storage that closes the connection without a response after a number of bytes.
	 */
	static UploadTarget closingAfter(long bytes, String scheme, Path keyStore) throws Exception {
		return of(scheme, keyStore, (request, response) -> {
			AtomicLong left = new AtomicLong(bytes);
			return Flux.<Object>just(Unpooled.EMPTY_BUFFER)
				.concatWith(request.receive())
				.takeUntil((piece) -> left.addAndGet(-((ByteBuf) piece).readableBytes()) <= 0)
				.then(Mono.<Void>fromRunnable(() -> request.withConnection(UploadTarget::kill)))
				.then(Mono.never());
		});
	}

	private static void kill(Connection connection) {
		Channel channel = connection.channel();
		Channel killed = (channel.parent() instanceof ServerChannel) ? channel : channel.parent();
		killed.pipeline().firstContext().close();
	}

	static UploadTarget accepting(String scheme, Path keyStore) throws Exception {
		List<Received> received = new CopyOnWriteArrayList<>();
		return new UploadTarget(server(scheme, keyStore), protocol(scheme),
				(request, response) -> accept(request, response, received), received);
	}

	// HTTP/2 frames arrive without being read, so they are received, but not responded
	// to.
	static UploadTarget unresponsive(String scheme, Path keyStore) throws Exception {
		return of(scheme, keyStore,
				(request, response) -> scheme.equals("https-h2") ? request.receive().then(Mono.never()) : Mono.never());
	}

	private static HttpServer server(String scheme, Path keyStore) throws Exception {
		return switch (scheme) {
			case "http" -> server();
			case "https" -> tls(Http11SslContextSpec.forServer(keys(keyStore)), HttpProtocol.HTTP11);
			default -> tls(Http2SslContextSpec.forServer(keys(keyStore)), HttpProtocol.H2);
		};
	}

	private static String protocol(String scheme) {
		return scheme.startsWith("https") ? "https" : "http";
	}

	private static HttpServer server() {
		return HttpServer.create().host("127.0.0.1");
	}

	private static HttpServer tls(GenericSslContextSpec<SslContextBuilder> tls, HttpProtocol protocol) {
		return server().protocol(protocol).secure((spec) -> spec.sslContext(tls));
	}

	private static KeyManagerFactory keys(Path keyStore) throws Exception {
		KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, PASSWORD.toCharArray());
		return factory;
	}

	private static Mono<Void> accept(HttpServerRequest request, HttpServerResponse response, List<Received> received) {
		return request.receive()
			.asByteArray()
			.collect(UploadTarget::sha256, MessageDigest::update)
			.flatMap((digest) -> {
				received.add(new Received(request.method().name(), request.uri(), request.version().text(),
						HexFormat.of().formatHex(digest.digest()), headers(request.requestHeaders())));
				return response.send();
			});
	}

	private static Map<String, String> headers(HttpHeaders headers) {
		Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((header) -> copy.put(header.getKey(), header.getValue()));
		return copy;
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String address() {
		return address("localhost");
	}

	String address(String host) {
		return this.scheme + "://" + host + ":" + this.server.port() + PATH;
	}

	int port() {
		return this.server.port();
	}

	List<Received> received() {
		return this.received;
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
	}

	record Received(String method, String uri, String version, String sha256, Map<String, String> headers) {
	}

}
