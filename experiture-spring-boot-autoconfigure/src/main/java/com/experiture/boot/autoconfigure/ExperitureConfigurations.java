package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClientBuilder;
import com.experiture.client.audiences.AudiencesClient;
import com.experiture.client.audiences.ReactiveAudiencesClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.http.ConnectionSettings;
import com.experiture.client.http.Connections;
import com.experiture.client.http.RateLimit;
import com.experiture.client.http.Registries;
import com.experiture.client.http.RetrySettings;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.imports.ReactiveImportsClient;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.lists.ReactiveListsClient;
import com.experiture.client.metadata.MetadataClient;
import com.experiture.client.metadata.ReactiveMetadataClient;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.profiles.ProfilesClient;
import com.experiture.client.profiles.ReactiveProfilesClient;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;

/**
 * Configurations imported by {@link ExperitureAutoConfiguration}.
 */
class ExperitureConfigurations {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(ExperitureClient.class)
	static class ClientConfiguration {

		@Bean
		@ConditionalOnMissingBean(ExperitureConnectionDetails.class)
		PropertiesExperitureConnectionDetails experitureConnectionDetails(ExperitureProperties properties) {
			return new PropertiesExperitureConnectionDetails(properties);
		}

		@Bean(destroyMethod = "close")
		ExperitureClient experitureClient(ExperitureProperties properties, ExperitureConnectionDetails details,
				ObjectProvider<WebClient.Builder> webClientBuilder,
				ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
				ObjectProvider<HttpClientSettings> httpClientSettings,
				ObjectProvider<ObservationRegistry> observationRegistry,
				ObjectProvider<CallObservationConvention> observationConvention,
				ObjectProvider<RetryRegistry> retryRegistry, ObjectProvider<RateLimiterRegistry> rateLimiterRegistry,
				ObjectProvider<SslBundles> sslBundles, ObjectProvider<ExperitureClientCustomizer> customizers) {
			ExperitureSettings.check(properties);
			credentials(properties, details);
			ExperitureClientBuilder builder = ExperitureClient.builder()
				.baseUrl(URI.create(details.getBaseUrl()))
				.credentials(() -> credentials(properties, details))
				.callTimeout(properties.getCallTimeout())
				.attemptTimeout(properties.getAttemptTimeout())
				.maxResponseSize(Math.toIntExact(properties.getMaxResponseSize().toBytes()))
				.connections(connectionSettings(properties))
				.retry(retrySettings(properties.getRetry()))
				.recordNaming(properties.getRecords().getNaming())
				.connector((connections) -> connector(connections, connectorBuilder.getIfUnique(),
						httpClientSettings.getIfUnique(HttpClientSettings::defaults),
						sslBundle(properties.getSsl().getBundle(), sslBundles.getIfAvailable())));
			properties.getRateLimit()
				.forEach((endpointClass, limit) -> builder.rateLimit(endpointClass,
						new RateLimit(limit.getPermits(), limit.getPeriod(), limit.getMaxWaiting())));
			builder.registries(new Registries("experiture", retryRegistry.getIfUnique(RetryRegistry::ofDefaults),
					rateLimiterRegistry.getIfUnique(RateLimiterRegistry::ofDefaults)));
			webClientBuilder.ifUnique(builder::webClientBuilder);
			observationRegistry.ifUnique(builder::observationRegistry);
			observationConvention.ifUnique(builder::observationConvention);
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		}

		private static ClientCredentials credentials(ExperitureProperties properties,
				ExperitureConnectionDetails details) {
			return new ClientCredentials(URI.create(details.getTokenUri()), details.getClientId(),
					details.getClientSecret(), scopes(properties), properties.getClientAuthentication());
		}

		// Both a list and the form of OAuth2, separated by spaces
		private static List<String> scopes(ExperitureProperties properties) {
			return properties.getScopes().stream().flatMap((scope) -> Stream.of(scope.trim().split("\\s+"))).toList();
		}

		private static ConnectionSettings connectionSettings(ExperitureProperties properties) {
			ExperitureProperties.Pool pool = properties.getPool();
			return new ConnectionSettings(properties.getConnectTimeout(), pool.getMaxConnections(),
					pool.getMaxWaiting(), pool.getAcquireTimeout(), pool.getMaxIdleTime(), properties.isHttp2());
		}

		private static RetrySettings retrySettings(ExperitureProperties.Retry retry) {
			return new RetrySettings(retry.getMaxAttempts(), retry.getInitialBackoff(), retry.getMaxBackoff(),
					retry.getBudget());
		}

		private static @Nullable SslBundle sslBundle(@Nullable String name, @Nullable SslBundles bundles) {
			if (!StringUtils.hasText(name)) {
				return null;
			}
			Assert.state(bundles != null, "experiture.ssl.bundle is set, but the application has no SSL bundles");
			return bundles.getBundle(name);
		}

		// The application's read timeout would end an attempt earlier than this client's
		// own limit says.
		private static ClientHttpConnector connector(Connections connections,
				@Nullable ClientHttpConnectorBuilder<?> applicationBuilder, HttpClientSettings applicationSettings,
				@Nullable SslBundle sslBundle) {
			ReactorClientHttpConnectorBuilder builder = (applicationBuilder instanceof ReactorClientHttpConnectorBuilder reactor)
					? reactor : ClientHttpConnectorBuilder.reactor();
			HttpClientSettings settings = HttpClientSettings.defaults()
				.withInetAddressFilter(applicationSettings.inetAddressFilter())
				.withRedirects(HttpRedirects.DONT_FOLLOW);
			SslBundle bundle = (sslBundle != null) ? sslBundle : applicationSettings.sslBundle();
			UnaryOperator<HttpClient> tls = (bundle != null)
					? new SslBundleCustomizer(bundle, connections.settings().http2()) : UnaryOperator.identity();
			return builder.withHttpClientFactory(connections::httpClient)
				.withHttpClientCustomizer(tls)
				.withHttpClientCustomizer(connections::configure)
				.build(settings);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSingleCandidate(ExperitureClient.class)
	static class FamiliesConfiguration {

		private final ExperitureClient client;

		FamiliesConfiguration(ExperitureClient client) {
			this.client = client;
		}

		@Bean
		@ConditionalOnMissingBean
		RecordsClient experitureRecordsClient() {
			return this.client.records();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveRecordsClient experitureReactiveRecordsClient() {
			return this.client.reactive().records();
		}

		@Bean
		@ConditionalOnMissingBean
		ProfilesClient experitureProfilesClient() {
			return this.client.profiles();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveProfilesClient experitureReactiveProfilesClient() {
			return this.client.reactive().profiles();
		}

		@Bean
		@ConditionalOnMissingBean
		ImportsClient experitureImportsClient() {
			return this.client.imports();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveImportsClient experitureReactiveImportsClient() {
			return this.client.reactive().imports();
		}

		@Bean
		@ConditionalOnMissingBean
		MetadataClient experitureMetadataClient() {
			return this.client.metadata();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveMetadataClient experitureReactiveMetadataClient() {
			return this.client.reactive().metadata();
		}

		@Bean
		@ConditionalOnMissingBean
		ListsClient experitureListsClient() {
			return this.client.lists();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveListsClient experitureReactiveListsClient() {
			return this.client.reactive().lists();
		}

		@Bean
		@ConditionalOnMissingBean
		AudiencesClient experitureAudiencesClient() {
			return this.client.audiences();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveAudiencesClient experitureReactiveAudiencesClient() {
			return this.client.reactive().audiences();
		}

		@Bean
		@ConditionalOnMissingBean
		CampaignsClient experitureCampaignsClient() {
			return this.client.campaigns();
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveCampaignsClient experitureReactiveCampaignsClient() {
			return this.client.reactive().campaigns();
		}

	}

}
