package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.netty.handler.ssl.SslContextBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.TokenException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.settings.RetrySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for connections through a company's proxy, which resolves external host names.
 */
class ProxyTests {

	private static final List<String> requests = new CopyOnWriteArrayList<>();

	@TempDir
	static Path directory;

	private static Path keys;

	private static DisposableServer server;

	@BeforeAll
	static void startServer() throws Exception {
		keys = TestCertificates.create(directory.resolve("keys.p12"),
				List.of("localhost", "api.outside.test", "auth.outside.test", "upload.outside.test"));
		GenericSslContextSpec<SslContextBuilder> tls = Http11SslContextSpec.forServer(TestCertificates.keys(keys));
		server = HttpServer.create()
			.host("127.0.0.1")
			.secure((spec) -> spec.sslContext(tls))
			.handle((request, response) -> {
				requests.add(request.requestHeaders().get("Host"));
				String body = request.uri().contains("token")
						? "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}"
						: "{\"success\":true,\"data\":{\"accepted\":true,\"jobId\":\"job_01\",\"status\":\"completed\","
								+ "\"uploadUrl\":\"https://upload.outside.test/landing?signature=1\"}}";
				return request.receive()
					.then()
					.then(response.header("Content-Type", "application/json").sendString(Mono.just(body)).then());
			})
			.bindNow();
	}

	@AfterAll
	static void stopServer() {
		server.disposeNow(Duration.ofSeconds(5));
	}

	@BeforeEach
	void resetRequests() {
		requests.clear();
	}

	@ParameterizedTest
	@CsvSource({ "true, https.proxyHost, https.proxyPort", "true, http.proxyHost, http.proxyPort",
			"true, socksProxyHost, socksProxyPort", "false, https.proxyHost, https.proxyPort",
			"false, socksProxyHost, socksProxyPort" })
	void resolvesHostNamesAtProxy(boolean boot, String host, String port) throws Exception {
		Path file = Files.writeString(directory.resolve("people.csv"), "email\njane@example.com\n");
		try (CompanyProxy proxy = new CompanyProxy(server.port())) {
			proxy.with(host, "127.0.0.1").with(port, proxy.port());
			withClient(boot, "https://api.outside.test",
					(client) -> client.imports().importFile(file, ImportOptions.builder("profiles").build()));
			assertThat(proxy.targets()).contains("auth.outside.test:443", "api.outside.test:443",
					"upload.outside.test:443");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void resolvesNonProxyHostsLocally(boolean boot) throws Exception {
		try (CompanyProxy proxy = new CompanyProxy(server.port())) {
			proxy.with("https.proxyHost", "127.0.0.1")
				.with("https.proxyPort", proxy.port())
				.with("http.nonProxyHosts", "local*|*.inside.test");
			withClient(boot, "https://localhost:" + server.port(), this::append);
			assertThat(proxy.targets()).containsExactly("auth.outside.test:443");
			assertThat(requests).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "https.proxyHost, https.proxyPort, https.proxyUser, https.proxyPassword",
			"http.proxyHost, http.proxyPort, http.proxyUser, http.proxyPassword" })
	void authenticatesToProxyWithSystemProperties(String host, String port, String user, String password)
			throws Exception {
		try (CompanyProxy proxy = new CompanyProxy(server.port())) {
			proxy.requireCredentials("jane:s3cr3t")
				.with(host, "127.0.0.1")
				.with(port, proxy.port())
				.with(user, "jane")
				.with(password, "s3cr3t");
			withClient(true, "https://api.outside.test", this::append);
			assertThat(requests).hasSize(2);
		}
	}

	@Test
	void usesProxyOfCustomizerWithCredentials() throws Exception {
		try (CompanyProxy proxy = new CompanyProxy(server.port())) {
			proxy.requireCredentials("jane:s3cr3t");
			runner("https://api.outside.test")
				.withBean(ExperitureClientCustomizer.class, () -> (builder) -> builder.connector(
						(connections) -> new ReactorClientHttpConnector(connections.configure(connections.httpClient()
							.secure((spec) -> spec.sslContext(trusting()))
							.proxy((spec) -> spec.type(reactor.netty.transport.ProxyProvider.Proxy.HTTP)
								.host("127.0.0.1")
								.port(proxy.port())
								.username("jane")
								.password((name) -> "s3cr3t"))))))
				.run((context) -> {
					append(context.getBean(ExperitureClient.class));
					assertThat(proxy.targets()).containsExactly("auth.outside.test:443", "api.outside.test:443");
				});
		}
	}

	private static GenericSslContextSpec<SslContextBuilder> trusting() {
		return Http11SslContextSpec.forClient().configure((builder) -> {
			try {
				builder.trustManager(TestCertificates.trust(keys));
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "407 Proxy Authentication Required, https.proxyUser", "503 Service Unavailable, 503",
			"403 Forbidden, allows connections" })
	void namesProxyRejection(String status, String hint) throws Exception {
		try (CompanyProxy proxy = new CompanyProxy(server.port())) {
			proxy.refuse(status).with("https.proxyHost", "127.0.0.1").with("https.proxyPort", proxy.port());
			withClient(true, "https://api.outside.test",
					(client) -> assertThat(failure(client)).isInstanceOf(TokenException.class)
						.hasMessageContaining("the proxy did not establish a connection")
						.hasMessageContaining(status.substring(0, 3))
						.hasMessageContaining(hint));
			proxy.with("http.nonProxyHosts", "auth.outside.test|localhost");
			runner("https://api.outside.test")
				.withPropertyValues("experiture.token-uri=https://localhost:" + server.port() + "/token")
				.run((context) -> assertThat(failure(context.getBean(ExperitureClient.class)))
					.isInstanceOf(ConnectionFailedException.class)
					.hasMessageContaining("the proxy did not establish a connection")
					.hasMessageContaining(hint));
		}
	}

	@Test
	void namesUnknownProxyHost() throws Exception {
		try (CompanyProxy proxy = new CompanyProxy(server.port())) {
			proxy.with("https.proxyHost", "proxy.invalid")
				.with("https.proxyPort", 3128)
				.with("http.nonProxyHosts", "localhost");
			withClient(true, "https://api.outside.test",
					(client) -> assertThat(failure(client)).hasMessageContaining("host name of the proxy"));
			runner("https://api.outside.test")
				.withPropertyValues("experiture.token-uri=https://localhost:" + server.port() + "/token")
				.run((context) -> assertThat(failure(context.getBean(ExperitureClient.class)))
					.isInstanceOf(ConnectionFailedException.class)
					.hasMessageContaining("host name of the proxy"));
		}
	}

	private ExperitureException failure(ExperitureClient client) {
		ExperitureException failure = catchThrowableOfType(ExperitureException.class, () -> append(client));
		assertThat(failure.effect()).isEqualTo(Effect.NONE);
		return failure;
	}

	private void append(ExperitureClient client) {
		client.records().append("orders", Map.of("order_id", "o-1"));
	}

	private void withClient(boolean boot, String baseUrl, Consumer<ExperitureClient> use) throws Exception {
		if (boot) {
			runner(baseUrl).run((context) -> {
				assertThat(context).hasNotFailed();
				use.accept(context.getBean(ExperitureClient.class));
			});
			return;
		}
		try (ExperitureClient client = ExperitureClient.builder()
			.baseUrl(URI.create(baseUrl))
			.credentials(new ClientCredentials(URI.create("https://auth.outside.test/token"), "id", "s", List.of(),
					ClientAuthentication.CLIENT_SECRET_BASIC))
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
			.connector((connections) -> new ReactorClientHttpConnector(
					connections.configure(connections.httpClient().secure((spec) -> spec.sslContext(trusting())))))
			.build()) {
			use.accept(client);
		}
	}

	private ApplicationContextRunner runner(String baseUrl) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, ExperitureAutoConfiguration.class))
			.withPropertyValues("spring.ssl.bundle.jks.test.truststore.location=file:" + keys,
					"spring.ssl.bundle.jks.test.truststore.password=" + TestCertificates.PASSWORD,
					"experiture.ssl.bundle=test", "experiture.client-id=id", "experiture.client-secret=s",
					"experiture.base-url=" + baseUrl, "experiture.token-uri=https://auth.outside.test/token",
					"experiture.retry.max-attempts=1");
	}

}
