package com.experiture.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;

import io.netty.handler.ssl.SslContextBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import com.experiture.client.error.TokenException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.records.RecordsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for TLS with SSL bundles, and for HTTP/2.
 */
class TlsTests {

	private static final String PASSWORD = "changeit";

	private static final List<String> versions = new CopyOnWriteArrayList<>();

	private static final List<String> uploads = new CopyOnWriteArrayList<>();

	@TempDir
	static Path directory;

	private static DisposableServer server;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
				ExperitureAutoConfiguration.class))
		.withPropertyValues("spring.ssl.bundle.jks.test.truststore.location=file:" + keyStore(),
				"spring.ssl.bundle.jks.test.truststore.password=" + PASSWORD, "experiture.client-id=id",
				"experiture.client-secret=secret", "experiture.base-url=https://localhost:" + server.port(),
				"experiture.token-uri=https://localhost:" + server.port() + "/token",
				"experiture.retry.max-attempts=1");

	@BeforeAll
	static void startServer() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=DNS:localhost",
				"-storepass", PASSWORD, "-keystore", keyStore().toString())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor()).isZero();
		GenericSslContextSpec<SslContextBuilder> tls = Http2SslContextSpec.forServer(keyManagers());
		server = HttpServer.create()
			.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
			.secure((spec) -> spec.sslContext(tls))
			.handle((request, response) -> {
				versions.add(request.version().text());
				if (request.uri().contains("landing")) {
					return request.receive().aggregate().asString().doOnNext(uploads::add).then(response.send().then());
				}
				String body = request.uri().contains("token")
						? "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}"
						: "{\"success\":true,\"data\":{\"accepted\":true,\"jobId\":\"job_01\",\"status\":\"completed\","
								+ "\"uploadUrl\":\"https://localhost:" + server.port() + "/landing?signature=1\"}}";
				return response.header("Content-Type", "application/json").sendString(Mono.just(body));
			})
			.bindNow();
	}

	@AfterAll
	static void stopServer() {
		server.disposeNow(Duration.ofSeconds(5));
	}

	@BeforeEach
	void resetRequests() {
		versions.clear();
		uploads.clear();
	}

	@ParameterizedTest
	@CsvSource({ "true, HTTP/2.0", "false, HTTP/1.1" })
	void usesBundleAndHttp2IfOffered(boolean http2, String version) {
		this.runner.withPropertyValues("experiture.ssl.bundle=test", "experiture.http2=" + http2).run((context) -> {
			context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			assertThat(versions).hasSize(2).containsOnly(version);
		});
	}

	@Test
	void usesBundleOfHttpClients() {
		this.runner.withPropertyValues("spring.http.clients.ssl.bundle=test").run((context) -> {
			context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1"));
			assertThat(versions).hasSize(2);
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, HTTP/2.0", "false, HTTP/1.1" })
	void usesBundleForUploads(boolean http2, String version) throws IOException {
		Path file = Files.writeString(directory.resolve("people.csv"), "email\njane@example.com\n");
		this.runner.withPropertyValues("experiture.ssl.bundle=test", "experiture.http2=" + http2).run((context) -> {
			context.getBean(ImportsClient.class).importFile(file, ImportOptions.builder("profiles").build());
			assertThat(uploads).containsExactly("email\njane@example.com\n");
			// Includes the requests for the token and the schema.
			assertThat(versions).hasSize(7).containsOnly(version);
		});
	}

	@Test
	void trustsOnlyCertificatesOfBundle() {
		this.runner.run((context) -> assertThatExceptionOfType(TokenException.class)
			.isThrownBy(() -> context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "o-1")))
			.withMessageContaining("SSL"));
		assertThat(versions).isEmpty();
	}

	private static KeyManagerFactory keyManagers() throws GeneralSecurityException, IOException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(keyStore())) {
			keys.load(input, PASSWORD.toCharArray());
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, PASSWORD.toCharArray());
		return factory;
	}

	private static Path keyStore() {
		return directory.resolve("test.p12");
	}

}
