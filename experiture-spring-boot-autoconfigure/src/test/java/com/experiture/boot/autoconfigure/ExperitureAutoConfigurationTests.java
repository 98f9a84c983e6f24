package com.experiture.boot.autoconfigure;

import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.ExperitureClient;
import com.experiture.client.audiences.AudiencesClient;
import com.experiture.client.audiences.ReactiveAudiencesClient;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.error.TokenException;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.imports.ReactiveImportsClient;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.lists.ReactiveListsClient;
import com.experiture.client.metadata.MetadataClient;
import com.experiture.client.metadata.ReactiveMetadataClient;
import com.experiture.client.observation.CallObservationContext;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.observation.DefaultCallObservationConvention;
import com.experiture.client.profiles.ProfilesClient;
import com.experiture.client.profiles.ReactiveProfilesClient;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordWriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ExperitureAutoConfiguration}.
 */
class ExperitureAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
			WebClientAutoConfiguration.class, ExperitureAutoConfiguration.class);

	private static final String[] REQUIRED = { "experiture.client-id=id", "experiture.client-secret=s3cr3t",
			"experiture.token-uri=https://auth.example.com/token" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void registersClientAndFamilies() {
		this.runner.withPropertyValues(REQUIRED)
			.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
				.hasSingleBean(RecordsClient.class)
				.hasSingleBean(ReactiveRecordsClient.class)
				.hasSingleBean(ProfilesClient.class)
				.hasSingleBean(ReactiveProfilesClient.class)
				.hasSingleBean(ImportsClient.class)
				.hasSingleBean(ReactiveImportsClient.class)
				.hasSingleBean(MetadataClient.class)
				.hasSingleBean(ReactiveMetadataClient.class)
				.hasSingleBean(ListsClient.class)
				.hasSingleBean(ReactiveListsClient.class)
				.hasSingleBean(AudiencesClient.class)
				.hasSingleBean(ReactiveAudiencesClient.class)
				.hasSingleBean(CampaignsClient.class)
				.hasSingleBean(ReactiveCampaignsClient.class));
	}

	@Test
	void registersNoBeansThatAffectTheApplication() {
		this.runner.withPropertyValues(REQUIRED)
			.run((context) -> assertThat(context).doesNotHaveBean(ObjectMapper.class)
				.doesNotHaveBean(ReactiveClientRegistrationRepository.class)
				.doesNotHaveBean(ReactiveOAuth2AuthorizedClientService.class));
	}

	@Test
	void startsInAReactiveWebApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(REQUIRED)
			.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class));
	}

	@Test
	void backsOffIfDisabled() {
		this.runner.withPropertyValues("experiture.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ExperitureClient.class)
				.doesNotHaveBean(RecordsClient.class)
				.doesNotHaveBean(ReactiveListsClient.class)
				.doesNotHaveBean(RecordWriter.class)
				.doesNotHaveBean(ReactiveRecordWriter.class)
				.doesNotHaveBean(ExperitureClientFactory.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { RecordsClient.class, ReactiveRecordsClient.class, ProfilesClient.class,
			ReactiveProfilesClient.class, ImportsClient.class, ReactiveImportsClient.class, MetadataClient.class,
			ReactiveMetadataClient.class, ListsClient.class, ReactiveListsClient.class, AudiencesClient.class,
			ReactiveAudiencesClient.class, CampaignsClient.class, ReactiveCampaignsClient.class })
	<T> void backsOffIfFamilyClientIsDefined(Class<T> type) {
		this.runner.withPropertyValues(REQUIRED)
			.withBean("own", type, () -> mock(type))
			.run((context) -> assertThat(context).hasSingleBean(type)
				.hasBean("own")
				.hasSingleBean(ExperitureClient.class));
	}

	@Test
	void backsOffIfClientIsDefined() {
		this.runner.withUserConfiguration(OwnClient.class).run((context) -> {
			assertThat(context).hasSingleBean(ExperitureClient.class).hasBean("ownClient");
			assertThat(context.getBean(RecordsClient.class))
				.isSameAs(context.getBean(ExperitureClient.class).records());
		});
	}

	@Test
	void usesConnectionDetailsInsteadOfProperties() {
		this.runner
			.withBean(ExperitureConnectionDetails.class,
					() -> new OwnDetails("http://localhost:1", "http://localhost:1/token", "id", "secret"))
			.run((context) -> assertThat(context).hasSingleBean(ExperitureConnectionDetails.class)
				.hasSingleBean(RecordsClient.class));
	}

	@Test
	void appliesCustomizers() {
		AtomicInteger applied = new AtomicInteger();
		this.runner.withPropertyValues(REQUIRED)
			.withBean(ExperitureClientCustomizer.class, () -> (builder) -> applied.incrementAndGet())
			.run((context) -> assertThat(applied).hasValue(1));
	}

	@Test
	void startsWithoutWebClientBuilderAndConnector() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class))
			.withPropertyValues(REQUIRED)
			.run((context) -> assertThat(context).hasSingleBean(RecordsClient.class)
				.doesNotHaveBean(WebClient.Builder.class));
	}

	@Test
	void usesObservationRegistryOfApplication() {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("experiture.base-url=http://127.0.0.1:1", "experiture.retry.max-attempts=1",
					"experiture.token-uri=http://127.0.0.1:1/token")
			.withBean(TestObservationRegistry.class, TestObservationRegistry::create)
			.run((context) -> {
				context.getBean(ReactiveProfilesClient.class).upsert(Map.of("email", "x")).onErrorComplete().block();
				assertThat(context.getBean(TestObservationRegistry.class))
					.hasObservationWithNameEqualTo("experiture.client.calls")
					.that()
					.hasLowCardinalityKeyValue("workspace", "default")
					.hasLowCardinalityKeyValue("endpoint", "profiles.upsert")
					.hasLowCardinalityKeyValue("outcome", "error")
					.hasBeenStopped();
			});
	}

	@Test
	void usesObservationConventionOfApplication() {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("experiture.base-url=http://127.0.0.1:1", "experiture.retry.max-attempts=1",
					"experiture.token-uri=http://127.0.0.1:1/token")
			.withBean(TestObservationRegistry.class, TestObservationRegistry::create)
			.withBean(CallObservationConvention.class, OwnConvention::new)
			.run((context) -> {
				context.getBean(ReactiveProfilesClient.class).upsert(Map.of("email", "x")).onErrorComplete().block();
				assertThat(context.getBean(TestObservationRegistry.class)).hasObservationWithNameEqualTo("own.calls")
					.that()
					.hasLowCardinalityKeyValue("tenant", "default")
					.hasLowCardinalityKeyValue("endpoint", "profiles.upsert")
					.doesNotHaveHighCardinalityKeyValueWithKey("correlation.id")
					.hasBeenStopped();
			});
	}

	@Test
	void opensNoConnectionOnStart() {
		AtomicInteger connectors = new AtomicInteger();
		this.runner.withPropertyValues(REQUIRED)
			.withBean(ExperitureClientCustomizer.class, () -> (builder) -> builder.connector((connections) -> {
				connectors.incrementAndGet();
				return mock(ClientHttpConnector.class,
						(call) -> Mono.error(new ConnectException("what is sent goes through here")));
			}))
			.run((context) -> {
				assertThat(context).hasSingleBean(RecordWriter.class);
				assertThat(connectors).hasValue(0);
				context.getBean(ReactiveProfilesClient.class).upsert(Map.of("email", "x")).onErrorComplete().block();
				assertThat(connectors).hasValue(1);
			});
	}

	@Test
	void namesTokenUriIfTokenEndpointIsUnreachable() {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("experiture.token-uri=http://127.0.0.1:1/token", "experiture.retry.max-attempts=1")
			.run((context) -> assertThatExceptionOfType(TokenException.class)
				.isThrownBy(() -> context.getBean(ProfilesClient.class).upsert(Map.of("email", "x")))
				.withMessageContaining("the token endpoint cannot be reached (")
				.withMessageContaining("ConnectException")
				.withMessageContaining("check experiture.token-uri, the network and the proxy")
				.withMessageContaining("profiles.upsert")
				.withMessageNotContaining("s3cr3t"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate", "org.springframework.boot.health",
			"io.micrometer.core", "io.micrometer.tracing", "io.github.resilience4j.micrometer",
			"org.springframework.web.reactive.config", "reactor.netty.http.server", "jakarta.servlet",
			"com.fasterxml.jackson.databind", "org.springframework.security.config" })
	void startsWithoutOptionalClasses(String packageName) {
		this.runner.withPropertyValues(REQUIRED)
			.withClassLoader(new FilteredClassLoader(packageName))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RecordsClient.class));
	}

	@Test
	void registersItsResilience4jInstancesWithTheApplication() {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("experiture.rate-limit.batch-write.permits=7",
					"experiture.rate-limit.batch-write.period=2s", "experiture.retry.max-attempts=4")
			.withBean(RateLimiterRegistry.class, RateLimiterRegistry::ofDefaults)
			.withBean(RetryRegistry.class, RetryRegistry::ofDefaults)
			.run((context) -> {
				RateLimiterRegistry limiters = context.getBean(RateLimiterRegistry.class);
				assertThat(limiters.getAllRateLimiters()).hasSize(EndpointClass.values().length);
				RateLimiter limiter = limiters.find("experiture.batch-write").orElseThrow();
				assertThat(limiter.getRateLimiterConfig().getLimitForPeriod()).isEqualTo(7);
				assertThat(limiter.getRateLimiterConfig().getLimitRefreshPeriod()).hasSeconds(2);
				assertThat(context.getBean(RetryRegistry.class).find("experiture").orElseThrow().getRetryConfig())
					.satisfies((config) -> assertThat(config.getMaxAttempts()).isEqualTo(4));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "call-timeout=0s", "attempt-timeout=-1s", "connect-timeout=0s", "max-response-size=0B",
			"max-response-size=3GB", "openapi-url=openapi.json", "openapi-url=http://api.example.com/a",
			"openapi-url=ht tp:", "pool.max-connections=0", "pool.max-idle-time=0s", "retry.max-attempts=0",
			"retry.budget=2000000000", "rate-limit.read.permits=0", "connect-timeout=40d", "call-timeout=366d",
			"attempt-timeout=1us", "writer.batch-records=10001", "writer.batch-size=11MB",
			"client-id=${NO_SUCH_VARIABLE}" })
	void failsIfSettingIsOutOfRange(String setting) {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("experiture." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ExperitureConfigurationException.class)
				.hasMessageContaining("experiture." + setting.substring(0, setting.indexOf('='))));
	}

	@Test
	void startsWithSeveralWebClientBuildersAndRegistries() {
		this.runner.withPropertyValues(REQUIRED)
			.withBean("first", WebClient.Builder.class, WebClient::builder)
			.withBean("second", WebClient.Builder.class, WebClient::builder)
			.withBean("retries", RetryRegistry.class, RetryRegistry::ofDefaults)
			.withBean("moreRetries", RetryRegistry.class, RetryRegistry::ofDefaults)
			.run((context) -> assertThat(context).hasSingleBean(RecordsClient.class));
	}

	@Test
	void analyzesInvalidConnectionDetails() {
		this.runner
			.withBean("production", ExperitureConnectionDetails.class,
					() -> new OwnDetails("https://exa mple?key=s3cr3t", "http://auth.example.com/token", " ", "s3cr3t"))
			.run((context) -> {
				var analysis = new ExperitureConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
				// The index differs between JDKs.
				assertThat(analysis.getDescription().replaceFirst("index \\d+", "index 8")).isEqualTo(
						"""
								The connection details 'production' of the Experiture client cannot be used:

								    getBaseUrl() is not a valid URL (Illegal character in authority at index 8)
								    getTokenUri() is plain http; credentials and data are only sent over https, except to a loopback address
								    getClientId() is missing""");
				assertThat(analysis.getAction()).isEqualTo("""
						Update this bean to return:

						    getBaseUrl(): the https URL of the API
						    getTokenUri(): the token URL that the Experiture console shows for the client
						    getClientId(): the id of the OAuth2 client that the Experiture console shows

						Alternatively, disable the client with experiture.enabled=false.""");
			});
	}

	@Test
	void failsIfSecretOfConnectionDetailsIsMissing() {
		this.runner
			.withBean("production", ExperitureConnectionDetails.class,
					() -> new OwnDetails("https://api.example.com", "https://auth.example.com/token", "id", ""))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ExperitureConfigurationException.class)
				.hasMessage("The connection details 'production': getClientSecret() is missing"));
	}

	@Test
	void failsIfSslBundleIsUnknown() {
		this.runner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues(REQUIRED)
			.withPropertyValues("experiture.ssl.bundle=missing")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoSuchSslBundleException.class));
	}

	@Test
	void namesAllMissingSettings() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(ExperitureConfigurationException.class)
			.hasMessageContaining("experiture.token-uri is missing")
			.hasMessageContaining("experiture.client-id is missing")
			.hasMessageContaining("experiture.client-secret is missing"));
	}

	@ParameterizedTest
	@CsvSource({ "experiture.base-url, http://api.example.com, is plain http",
			"experiture.token-uri, http://auth.example.com/token, is plain http",
			"experiture.base-url, api.example.com, is not an absolute https URL",
			"experiture.base-url, ftp://api.example.com, is not an absolute https URL",
			"experiture.base-url, https://user:s3cr3t@api.example.com, contains user information",
			"experiture.token-uri, https://auth.example.com/token?key=s3cr3t, contains a query",
			"experiture.token-uri, https://exa mple, is not a valid URL" })
	void rejectsInvalidUrlsWithoutShowingThem(String property, String value, String reason) {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ExperitureConfigurationException.class)
				.hasMessageContaining(property + " " + reason)
				.hasMessageNotContaining("s3cr3t"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080", "http://127.0.0.1:8080/public/v1", "http://[::1]:8080" })
	void acceptsPlainHttpForLoopbackAddress(String baseUrl) {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("experiture.base-url=" + baseUrl)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void analyzesFailure() {
		this.runner.withPropertyValues("experiture.client-id=id", "experiture.token-uri=http://auth.example.com/token")
			.run((context) -> {
				var analysis = new ExperitureConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
				// The index differs between JDKs.
				assertThat(analysis.getDescription().replaceFirst("index \\d+", "index 8")).isEqualTo(
						"""
								The Experiture client cannot be configured:

								    experiture.token-uri is plain http; credentials and data are only sent over https, except to a loopback address
								    experiture.client-secret is missing""");
				assertThat(analysis.getAction()).isEqualTo("""
						Set these properties, for example in application.yml:

						    experiture.token-uri: the token URL that the Experiture console shows for the client
						    experiture.client-secret: a reference to the secret, such as ${EXPERITURE_CLIENT_SECRET}

						Alternatively, disable the client with experiture.enabled=false.""");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		ExperitureClient ownClient() {
			return ExperitureClient.builder().credentials(() -> {
				throw new IllegalStateException("not asked for while starting");
			}).build();
		}

	}

	// As in docs/observability.md
	private static final class OwnConvention implements CallObservationConvention {

		private final CallObservationConvention usual = new DefaultCallObservationConvention();

		@Override
		public String getName() {
			return "own.calls";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(CallObservationContext call) {
			return this.usual.getLowCardinalityKeyValues(call).and("tenant", call.getWorkspace());
		}

	}

	private record OwnDetails(String baseUrl, String tokenUri, String clientId,
			String clientSecret) implements ExperitureConnectionDetails {

		@Override
		public String getBaseUrl() {
			return this.baseUrl;
		}

		@Override
		public String getTokenUri() {
			return this.tokenUri;
		}

		@Override
		public String getClientId() {
			return this.clientId;
		}

		@Override
		public String getClientSecret() {
			return this.clientSecret;
		}

	}

}
