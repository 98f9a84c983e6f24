package com.experiture.boot.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.BeanFactory;
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
 * Makes the connector of a client from what the application sets for its reactive HTTP
 * clients: TLS, proxy, threads. Nothing that belongs into a request is taken over.
 */
final class ConnectorFactory {

	private static final Set<String> OF_TRANSPORT = Set.of("host", "accept-encoding", "connection", "upgrade",
			"http2-settings", "user-agent", "accept");

	private final BeanFactory beanFactory;

	private final @Nullable SslBundles bundles;

	private final AtomicReference<@Nullable String> watched = new AtomicReference<>();

	private @Nullable String bundleName;

	private volatile @Nullable Connections connections;

	/**
	 * Create a factory.
	 * @param beanFactory has the beans of the application
	 * @param property the name of the property that names the SSL bundle
	 * @param sslBundle the name of the SSL bundle of the workspace
	 */
	ConnectorFactory(BeanFactory beanFactory, String property, @Nullable String sslBundle) {
		this.beanFactory = beanFactory;
		this.bundles = beanFactory.getBeanProvider(SslBundles.class).getIfAvailable();
		if (StringUtils.hasText(sslBundle)) {
			check(property, sslBundle);
			this.bundleName = sslBundle;
		}
	}

	private void check(String property, String sslBundle) {
		List<String> known = (this.bundles != null) ? this.bundles.getBundleNames() : List.of();
		if (!known.contains(sslBundle)) {
			String remedy = known.isEmpty() ? "no bundle is defined, define it under spring.ssl.bundle"
					: "one of " + String.join(", ", known) + ", or define it under spring.ssl.bundle";
			throw new ExperitureConfigurationException(
					List.of(new Problem(property, "names the SSL bundle '" + sslBundle + "', which does not exist",
							remedy)),
					new NoSuchSslBundleException(sslBundle, "SSL bundle '" + sslBundle + "' is not defined"));
		}
	}

	// The application's read timeout would end an attempt earlier than this client's own
	// limit says.
	ClientHttpConnector create(Connections connections) {
		this.connections = connections;
		HttpClientSettings application = this.beanFactory.getBeanProvider(HttpClientSettings.class)
			.getIfUnique(HttpClientSettings::defaults);
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withInetAddressFilter(application.inetAddressFilter())
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		SslBundle bundle = bundle(application.sslBundle());
		UnaryOperator<HttpClient> tls = (bundle != null)
				? new SslBundleCustomizer(bundle, connections.settings().http2()) : UnaryOperator.identity();
		return builder().withHttpClientFactory(connections::httpClient)
			.withHttpClientCustomizer(ConnectorFactory::withoutHeaders)
			.withHttpClientCustomizer(this::runOnThreadsOfTheApplication)
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

	// Only with its name it can be asked for again when it has changed.
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

	private ReactorClientHttpConnectorBuilder builder() {
		return (this.beanFactory.getBeanProvider(ClientHttpConnectorBuilder.class)
			.getIfUnique() instanceof ReactorClientHttpConnectorBuilder reactor) ? reactor
					: ClientHttpConnectorBuilder.reactor();
	}

	// Headers and cookies of the application's own HTTP clients are for other services,
	// also those that a callback adds. Those of the call are set afterwards.
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
		ReactorResourceFactory resources = this.beanFactory.getBeanProvider(ReactorResourceFactory.class).getIfUnique();
		return (resources != null) ? httpClient.runOn(resources.getLoopResources()) : httpClient;
	}

}
