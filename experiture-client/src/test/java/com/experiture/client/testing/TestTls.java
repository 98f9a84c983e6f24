package com.experiture.client.testing;

import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schemes between a test and its own server: {@code http}, {@code https} and
 * {@code https-h2}.
 */
public final class TestTls {

	private static final String PASSWORD = "changeit";

	private final KeyManagerFactory keys;

	private TestTls(KeyManagerFactory keys) {
		this.keys = keys;
	}

	public static TestTls create(Path directory) throws Exception {
		Path keyStore = directory.resolve("keys.p12");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=DNS:localhost",
				"-storepass", PASSWORD, "-keystore", keyStore.toString())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor()).isZero();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
		return new TestTls(keys);
	}

	public HttpServer server(String scheme) {
		HttpServer server = HttpServer.create().host("127.0.0.1");
		return switch (scheme) {
			case "http" -> server;
			case "https" -> secure(server, Http11SslContextSpec.forServer(this.keys), HttpProtocol.HTTP11);
			default -> secure(server, Http2SslContextSpec.forServer(this.keys), HttpProtocol.H2);
		};
	}

	/**
	 * Make a client trust every server.
	 */
	public HttpClient trusting(HttpClient client, String scheme) {
		GenericSslContextSpec<SslContextBuilder> tls = scheme.equals("https-h2") ? Http2SslContextSpec.forClient()
				: Http11SslContextSpec.forClient();
		tls.configure((builder) -> builder.trustManager(InsecureTrustManagerFactory.INSTANCE));
		return client.secure((spec) -> spec.sslContext(tls));
	}

	public static String address(String scheme, int port) {
		return (scheme.startsWith("https") ? "https" : "http") + "://localhost:" + port + "/";
	}

	private static HttpServer secure(HttpServer server, GenericSslContextSpec<SslContextBuilder> tls,
			HttpProtocol protocol) {
		return server.protocol(protocol).secure((spec) -> spec.sslContext(tls));
	}

}
