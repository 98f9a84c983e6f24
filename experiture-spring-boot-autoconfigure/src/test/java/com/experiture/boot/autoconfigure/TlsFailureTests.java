package com.experiture.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.error.ConnectionFailedException;
import com.experiture.client.error.TokenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for rejected certificates of both sides, and for certificates that change while
 * the application runs.
 */
class TlsFailureTests {

	@TempDir
	static Path directory;

	private static Path good;

	private static Path unknown;

	private final List<String> clients = new CopyOnWriteArrayList<>();

	private final List<DisposableServer> servers = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void createCertificates() throws Exception {
		good = TestCertificates.create(directory.resolve("good.p12"), List.of("localhost"));
		unknown = TestCertificates.create(directory.resolve("unknown.p12"),
				List.of("unknown.example.com", "localhost"));
	}

	@AfterEach
	void stopServers() {
		this.servers.forEach((server) -> server.disposeNow(Duration.ofSeconds(5)));
	}

	@ParameterizedTest
	@CsvSource({ "unknown, certification path", "other-host, localhost" })
	void namesRejectedCertificate(String kind, String reason) throws Exception {
		Path keys = certificate(kind);
		DisposableServer wrong = server(keys, List.of(), false);
		DisposableServer right = server(good, List.of(), false);
		ApplicationContextRunner runner = runner(right, right)
			.withPropertyValues("spring.ssl.bundle.jks.test.truststore.location=file:" + trustStore(kind));
		runner.withPropertyValues("experiture.token-uri=https://localhost:" + wrong.port() + "/token")
			.run((context) -> assertThatExceptionOfType(TokenException.class)
				.isThrownBy(() -> append(context.getBean(ExperitureClient.class)))
				.withMessageContaining(reason)
				.withMessageContaining("experiture.ssl.bundle"));
		if (!kind.equals("unknown")) {
			return;
		}
		runner.withPropertyValues("experiture.base-url=https://localhost:" + wrong.port())
			.run((context) -> assertThatExceptionOfType(ConnectionFailedException.class)
				.isThrownBy(() -> append(context.getBean(ExperitureClient.class)))
				.withMessageContaining(reason)
				.withMessageContaining("Nothing was sent"));
	}

	private static Path certificate(String kind) throws Exception {
		return kind.equals("unknown") ? unknown
				: TestCertificates.create(directory.resolve("other-host.p12"), List.of("example.com"));
	}

	private static Path trustStore(String kind) {
		return kind.equals("unknown") ? good : directory.resolve(kind + ".p12");
	}

	@Test
	void namesUnsupportedProtocol() throws Exception {
		DisposableServer server = server(good, List.of(), true);
		runner(server, server).withPropertyValues("spring.ssl.bundle.jks.test.options.enabled-protocols=TLSv1.2")
			.run((context) -> assertThatExceptionOfType(TokenException.class)
				.isThrownBy(() -> append(context.getBean(ExperitureClient.class)))
				.withMessageContaining("protocol"));
	}

	@Test
	void usesClientCertificateOfBundle() throws Exception {
		Path own = TestCertificates.create(directory.resolve("client.p12"), List.of("feed.example.com"));
		DisposableServer server = server(good, List.of(own), false);
		runner(server, server)
			.withPropertyValues("spring.ssl.bundle.jks.test.keystore.location=file:" + own,
					"spring.ssl.bundle.jks.test.keystore.password=" + TestCertificates.PASSWORD)
			.run((context) -> {
				append(context.getBean(ExperitureClient.class));
				assertThat(this.clients).hasSize(2).containsOnly("CN=feed.example.com");
			});
		runner(server, server).run((context) -> assertThatExceptionOfType(TokenException.class)
			.isThrownBy(() -> append(context.getBean(ExperitureClient.class)))
			.withMessageMatching("(?s).*(certificate|SSL|TLS).*"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "eu" })
	void usesReloadedBundleForNewConnections(String workspace) throws Exception {
		Path first = TestCertificates.create(directory.resolve("first-" + workspace + ".p12"), List.of("first"));
		Path second = TestCertificates.create(directory.resolve("second-" + workspace + ".p12"), List.of("second"));
		DisposableServer server = server(good, List.of(first, second), false);
		DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry("test", bundle(first));
		runner(server, server).withBean("registry", DefaultSslBundleRegistry.class, () -> registry)
			.withPropertyValues("experiture.workspaces.eu.client-id=eu")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				ExperitureClient client = context.getBean(ExperitureClients.class).get(workspace);
				append(client);
				append(client);
				assertThat(this.clients).hasSize(3).containsOnly("CN=first");
				registry.updateBundle("test", bundle(second));
				append(client);
				append(client);
				assertThat(this.clients).hasSize(5).endsWith("CN=second", "CN=second");
			});
	}

	@Test
	void usesReloadedBundleOfHttpClients() throws Exception {
		Path first = TestCertificates.create(directory.resolve("http-first.p12"), List.of("first"));
		Path second = TestCertificates.create(directory.resolve("http-second.p12"), List.of("second"));
		DisposableServer server = server(good, List.of(first, second), false);
		DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry("test", bundle(first));
		runner(server, server).withBean("registry", DefaultSslBundleRegistry.class, () -> registry)
			.withPropertyValues("experiture.ssl.bundle=", "spring.http.clients.ssl.bundle=test")
			.run((context) -> {
				ExperitureClient client = context.getBean(ExperitureClient.class);
				append(client);
				registry.updateBundle("test", bundle(second));
				append(client);
				assertThat(this.clients).containsExactly("CN=first", "CN=first", "CN=second");
			});
	}

	private static void append(ExperitureClient client) {
		client.records().append("orders", Map.of("order_id", "o-1"));
	}

	private static SslBundle bundle(Path keys) {
		SslStoreBundle stores = new JksSslStoreBundle(
				new JksSslStoreDetails(null, null, "file:" + keys, TestCertificates.PASSWORD),
				new JksSslStoreDetails(null, null, "file:" + good, TestCertificates.PASSWORD));
		return SslBundle.of(stores);
	}

	private DisposableServer server(Path keys, List<Path> trustedClients, boolean onlyTls13) throws Exception {
		GenericSslContextSpec<SslContextBuilder> tls = Http11SslContextSpec.forServer(TestCertificates.keys(keys));
		if (!trustedClients.isEmpty()) {
			var trust = TestCertificates.trust(trustedClients.toArray(Path[]::new));
			tls.configure((builder) -> builder.trustManager(trust).clientAuth(ClientAuth.REQUIRE));
		}
		if (onlyTls13) {
			tls.configure((builder) -> builder.protocols("TLSv1.3"));
		}
		DisposableServer server = HttpServer.create()
			.host("localhost")
			.secure((spec) -> spec.sslContext(tls))
			.handle((request, response) -> {
				request.withConnection((connection) -> this.clients
					.add(client(connection.channel().pipeline().get(SslHandler.class))));
				String body = request.uri().contains("token")
						? "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}"
						: "{\"success\":true,\"data\":{\"accepted\":true}}";
				return response.header("Content-Type", "application/json").sendString(Mono.just(body));
			})
			.bindNow();
		this.servers.add(server);
		return server;
	}

	private static String client(SslHandler handler) {
		try {
			return handler.engine().getSession().getPeerPrincipal().getName();
		}
		catch (SSLPeerUnverifiedException ex) {
			return "unknown";
		}
	}

	private ApplicationContextRunner runner(DisposableServer api, DisposableServer tokens) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, ExperitureAutoConfiguration.class))
			.withPropertyValues("spring.ssl.bundle.jks.test.truststore.location=file:" + good,
					"spring.ssl.bundle.jks.test.truststore.password=" + TestCertificates.PASSWORD,
					"experiture.ssl.bundle=test", "experiture.client-id=id", "experiture.client-secret=s",
					"experiture.base-url=https://localhost:" + api.port(),
					"experiture.token-uri=https://localhost:" + tokens.port() + "/token",
					"experiture.retry.max-attempts=1");
	}

}
