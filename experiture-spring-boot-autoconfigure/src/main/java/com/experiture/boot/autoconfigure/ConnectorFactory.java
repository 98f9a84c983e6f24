package com.experiture.boot.autoconfigure;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import com.experiture.client.http.Connections;

/**
 * Makes the connector of a client from what the application sets for its reactive HTTP
 * clients.
 */
final class ConnectorFactory {

	private final BeanFactory beanFactory;

	private final @Nullable SslBundle sslBundle;

	/**
	 * Create a factory.
	 * @param beanFactory has the beans of the application
	 * @param sslBundle the name of the SSL bundle of the workspace
	 */
	ConnectorFactory(BeanFactory beanFactory, @Nullable String sslBundle) {
		this.beanFactory = beanFactory;
		this.sslBundle = sslBundle(beanFactory, sslBundle);
	}

	private static @Nullable SslBundle sslBundle(BeanFactory beanFactory, @Nullable String name) {
		if (!StringUtils.hasText(name)) {
			return null;
		}
		SslBundles bundles = beanFactory.getBeanProvider(SslBundles.class).getIfAvailable();
		Assert.state(bundles != null, "experiture.ssl.bundle is set, but the application has no SSL bundles");
		return bundles.getBundle(name);
	}

	// The application's read timeout would end an attempt earlier than this client's own
	// limit says.
	ClientHttpConnector create(Connections connections) {
		HttpClientSettings application = this.beanFactory.getBeanProvider(HttpClientSettings.class)
			.getIfUnique(HttpClientSettings::defaults);
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withInetAddressFilter(application.inetAddressFilter())
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		SslBundle bundle = (this.sslBundle != null) ? this.sslBundle : application.sslBundle();
		UnaryOperator<HttpClient> tls = (bundle != null)
				? new SslBundleCustomizer(bundle, connections.settings().http2()) : UnaryOperator.identity();
		return builder().withHttpClientFactory(connections::httpClient)
			.withHttpClientCustomizer(this::runOnThreadsOfTheApplication)
			.withHttpClientCustomizer(tls)
			.withHttpClientCustomizer(connections::configure)
			.build(settings);
	}

	private ReactorClientHttpConnectorBuilder builder() {
		return (this.beanFactory.getBeanProvider(ClientHttpConnectorBuilder.class)
			.getIfUnique() instanceof ReactorClientHttpConnectorBuilder reactor) ? reactor
					: ClientHttpConnectorBuilder.reactor();
	}

	private HttpClient runOnThreadsOfTheApplication(HttpClient httpClient) {
		ReactorResourceFactory resources = this.beanFactory.getBeanProvider(ReactorResourceFactory.class).getIfUnique();
		return (resources != null) ? httpClient.runOn(resources.getLoopResources()) : httpClient;
	}

}
