package com.experiture.boot.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.StringUtils;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.connection.Connections;

/**
 * Creates the connector of a client from the settings of the application's reactive HTTP
 * clients: TLS, proxy and threads. Their headers and cookies are not used.
 */
class ConnectorFactory {

	private static final Set<String> OF_TRANSPORT = Set.of("host", "accept-encoding", "connection", "upgrade",
			"http2-settings", "user-agent", "accept");

	private final ObjectProvider<SslBundles> sslBundles;

	private final ObjectProvider<HttpClientSettings> settings;

	private final ObjectProvider<ClientHttpConnectorBuilder<?>> builders;

	private final ObjectProvider<ReactorResourceFactory> resources;

	ConnectorFactory(ObjectProvider<SslBundles> sslBundles, ObjectProvider<HttpClientSettings> settings,
			ObjectProvider<ClientHttpConnectorBuilder<?>> builders, ObjectProvider<ReactorResourceFactory> resources) {
		this.sslBundles = sslBundles;
		this.settings = settings;
		this.builders = builders;
		this.resources = resources;
	}

	/**
	 * Return a function that creates the connector of a client when it is first used.
	 * @param property the name of the property that names the SSL bundle
	 * @param sslBundle the name of the SSL bundle of the workspace
	 * @return a function from the connections of the client to its connector
	 * @throws ExperitureConfigurationException if there is no such bundle
	 */
	Function<Connections, ClientHttpConnector> connector(String property, @Nullable String sslBundle) {
		SslBundles bundles = this.sslBundles.getIfAvailable();
		if (!StringUtils.hasText(sslBundle)) {
			return new Connector(bundles, null);
		}
		check(property, sslBundle, (bundles != null) ? bundles.getBundleNames() : List.of());
		return new Connector(bundles, sslBundle);
	}

	private static void check(String property, String sslBundle, List<String> known) {
		if (!known.contains(sslBundle)) {
			String remedy = known.isEmpty() ? "no bundle is defined, define it under spring.ssl.bundle"
					: "one of " + String.join(", ", known) + ", or define it under spring.ssl.bundle";
			throw new ExperitureConfigurationException(
					List.of(new Problem(property, "names the SSL bundle '" + sslBundle + "', which does not exist",
							remedy)),
					new NoSuchSslBundleException(sslBundle, "SSL bundle '" + sslBundle + "' is not defined"));
		}
	}

	private ReactorClientHttpConnectorBuilder builder() {
		return (this.builders.getIfUnique() instanceof ReactorClientHttpConnectorBuilder reactor) ? reactor
				: ClientHttpConnectorBuilder.reactor();
	}

	// Headers and cookies of the application's HTTP clients are for other services,
	// including those that a callback adds. Those of the call are set afterwards.
	private static HttpClient withoutHeaders(HttpClient httpClient) {
		return httpClient.headers((headers) -> clear(headers, Set.of("accept-encoding")))
			.doOnRequest((request, connection) -> clear(request.requestHeaders(), OF_TRANSPORT));
	}

	private static void clear(HttpHeaders headers, Set<String> kept) {
		headers.names()
			.stream()
			.filter((name) -> !kept.contains(name.toLowerCase(Locale.ROOT)))
			.toList()
			.forEach(headers::remove);
	}

	private HttpClient runOnThreadsOfTheApplication(HttpClient httpClient) {
		ReactorResourceFactory resources = this.resources.getIfUnique();
		return (resources != null) ? httpClient.runOn(resources.getLoopResources()) : httpClient;
	}

	/**
	 * The connector of one client, whose connections are renewed when its SSL bundle
	 * changes.
	 */
	private final class Connector implements Function<Connections, ClientHttpConnector> {

		private final @Nullable SslBundles bundles;

		private final AtomicReference<@Nullable String> watched = new AtomicReference<>();

		private @Nullable String bundleName;

		private volatile @Nullable Connections connections;

		private Connector(@Nullable SslBundles bundles, @Nullable String bundleName) {
			this.bundles = bundles;
			this.bundleName = bundleName;
		}

		// The application's read timeout could end an attempt before its own timeout.
		@Override
		public ClientHttpConnector apply(Connections connections) {
			this.connections = connections;
			HttpClientSettings application = ConnectorFactory.this.settings.getIfUnique(HttpClientSettings::defaults);
			HttpClientSettings settings = HttpClientSettings.defaults()
				.withInetAddressFilter(application.inetAddressFilter())
				.withRedirects(HttpRedirects.DONT_FOLLOW);
			SslBundle bundle = bundle(application.sslBundle());
			UnaryOperator<HttpClient> tls = (bundle != null)
					? new SslBundleCustomizer(bundle, connections.settings().http2()) : UnaryOperator.identity();
			return builder().withHttpClientFactory(connections::httpClient)
				.withHttpClientCustomizer(ConnectorFactory::withoutHeaders)
				.withHttpClientCustomizer(ConnectorFactory.this::runOnThreadsOfTheApplication)
				.withHttpClientCustomizer(tls)
				.withHttpClientCustomizer(connections::configure)
				.build(settings);
		}

		private @Nullable SslBundle bundle(@Nullable SslBundle ofApplication) {
			if (this.bundleName == null && ofApplication != null) {
				this.bundleName = name(ofApplication);
			}
			if (this.bundles == null || this.bundleName == null) {
				return ofApplication;
			}
			if (this.watched.compareAndSet(null, this.bundleName)) {
				this.bundles.addBundleUpdateHandler(this.bundleName, (ignored) -> renew());
			}
			return this.bundles.getBundle(this.bundleName);
		}

		// A changed bundle can only be read again by its name.
		private @Nullable String name(SslBundle bundle) {
			return (this.bundles == null) ? null
					: this.bundles.getBundleNames()
						.stream()
						.filter((name) -> this.bundles.getBundle(name) == bundle)
						.findFirst()
						.orElse(null);
		}

		private void renew() {
			Connections current = this.connections;
			if (current != null) {
				current.renew();
			}
		}

	}

}
