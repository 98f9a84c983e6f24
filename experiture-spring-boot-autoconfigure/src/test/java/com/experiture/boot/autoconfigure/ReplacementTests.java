package com.experiture.boot.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.invocation.InvocationOnMock;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.writer.ReactiveRecordWriter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for beans that an application can customize or replace.
 */
class ReplacementTests {

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, ExperitureAutoConfiguration.class))
		.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t");

	@BeforeEach
	void stubApi() {
		api.stubFor(post(anyUrl())
			.willReturn(okJson("{\"access_token\":\"t-1\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
		api.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
	}

	@Test
	void backsOffForEveryBean() {
		this.runner.withPropertyValues(addresses()).run((context) -> {
			assertThat(context).hasNotFailed();
			Set<Class<?>> types = new LinkedHashSet<>();
			for (String name : context.getBeanDefinitionNames()) {
				Class<?> type = context.getType(name);
				if (type != null && type.getName().startsWith("com.experiture.client.")) {
					types.add((type.getInterfaces().length > 0 && !type.isInterface() && type != ExperitureClient.class
							&& type != ExperitureClients.class) ? type.getInterfaces()[0] : type);
				}
			}
			assertThat(types).hasSize(19);
			types.forEach(this::assertReplaced);
			assertReplaced(ExperitureConnectionDetails.class);
		});
	}

	private <T> void assertReplaced(Class<T> type) {
		T own = instance(type);
		this.runner.withPropertyValues(addresses())
			.withBean("own", type, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(type).getBean(type).isSameAs(own));
	}

	private static <T> T instance(Class<T> type) {
		ExperitureClient client = ExperitureClient.builder().credentials(() -> null).build();
		return type.isInterface() ? mock(type, ReplacementTests::defaultAnswer)
				: List.of(client, client.reactive(), new ExperitureClients(List.of(client)))
					.stream()
					.filter(type::isInstance)
					.map(type::cast)
					.findFirst()
					.orElseThrow();
	}

	private static Object defaultAnswer(InvocationOnMock call) {
		Class<?> type = call.getMethod().getReturnType();
		return (type == String.class) ? "http://localhost:1" : (type == Mono.class) ? Mono.empty()
				: (type == ReactiveRecordWriter.class) ? mock(type, ReplacementTests::defaultAnswer) : null;
	}

	@Test
	void customizesWebClientForApiCallsOnly() {
		this.runner.withPropertyValues(addresses())
			.withBean(WebClientCustomizer.class, () -> (builder) -> builder.filter(header("of-all-web-clients")))
			.withBean(ExperitureClientCustomizer.class,
					() -> (builder) -> builder.webClient((webClient) -> webClient.filter(header("of-this-client"))))
			.run((context) -> {
				call(context);
				LoggedRequest request = api.findAll(deleteRequestedFor(anyUrl())).get(0);
				assertThat(request.containsHeader("of-this-client")).isTrue();
				assertThat(request.containsHeader("of-all-web-clients")).isFalse();
				LoggedRequest token = api.findAll(postRequestedFor(anyUrl())).get(0);
				assertThat(token.getUrl()).isEqualTo("/token");
				assertThat(token.containsHeader("of-all-web-clients")).isFalse();
				assertThat(token.containsHeader("of-this-client")).isFalse();
			});
	}

	@Test
	void doesNotUseWebClientBuilderOfApplication() {
		this.runner.withPropertyValues(addresses())
			.withBean(WebClient.Builder.class, ReplacementTests::builderForAnotherService)
			.run((context) -> assertNothingForAnotherServiceIsSent(context));
	}

	@Test
	void doesNotUseWebClientCustomizerOfApplication() {
		this.runner.withPropertyValues(addresses())
			.withBean(WebClientCustomizer.class,
					() -> (builder) -> builder.defaultHeader("X-Api-Key", "key-of-the-crm")
						.defaultCookie("session", "of-the-crm")
						.uriBuilderFactory(new DefaultUriBuilderFactory("http://localhost:1"))
						.defaultRequest((request) -> request.header("X-Tenant", "crm"))
						.exchangeFunction((request) -> Mono.error(new IllegalStateException("of the CRM")))
						.filter(header("X-Filter")))
			.run((context) -> assertNothingForAnotherServiceIsSent(context));
	}

	private static WebClient.Builder builderForAnotherService() {
		return WebClient.builder()
			.baseUrl("http://localhost:1")
			.defaultHeader("X-Api-Key", "key-of-the-crm")
			.defaultCookie("session", "of-the-crm")
			.defaultRequest((request) -> request.header("X-Tenant", "crm"))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(1))
			.filter(header("X-Filter"));
	}

	private static void assertNothingForAnotherServiceIsSent(AssertableApplicationContext context) {
		call(context);
		assertThat(api.findAll(anyRequestedFor(anyUrl()))).hasSize(2)
			.allSatisfy((request) -> assertThat(request.getHeaders().keys()).doesNotContain("X-Api-Key", "Cookie",
					"X-Tenant", "X-Filter"));
	}

	private static ExchangeFilterFunction header(String name) {
		return (request, next) -> next.exchange(ClientRequest.from(request).header(name, "yes").build());
	}

	@Test
	void usesConnectorBuilderOfApplication() {
		List<String> built = new ArrayList<>();
		this.runner.withPropertyValues(addresses())
			.withBean(ClientHttpConnectorBuilder.class,
					() -> ClientHttpConnectorBuilder.reactor().withHttpClientCustomizer((httpClient) -> {
						built.add("customized");
						return httpClient.headers((headers) -> headers.set("X-Api-Key", "key-of-the-crm"))
							.cookie(new DefaultCookie("session", "of-the-crm"));
					}))
			.withBean(HttpClientSettings.class, HttpClientSettings::defaults)
			.run((context) -> {
				assertThat(built).as("created by the first call").isEmpty();
				assertNothingForAnotherServiceIsSent(context);
				assertThat(built).hasSize(1);
				assertThat(api.findAll(deleteRequestedFor(anyUrl())).get(0).getHeader("Accept-Encoding"))
					.isEqualTo("gzip");
			});
	}

	@Test
	void bindsRelaxedNames() {
		this.runner
			.withPropertyValues("experiture.tokenUri=https://auth.example.com/token", "experiture.call_timeout=90s",
					"experiture.maxResponseSize=1MB", "experiture.client-authentication=client-secret-post")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("EXPERITURE_RECORDS_NAMING", "snake-case", "EXPERITURE_RATELIMIT_BATCHWRITE_PERMITS",
								"3", "EXPERITURE_POOL_MAXIDLETIME", "PT1M", "EXPERITURE_SCOPES", "a,b"))))
			.run((context) -> {
				ExperitureProperties properties = context.getBean(ExperitureProperties.class);
				assertThat(properties.getCallTimeout()).hasSeconds(90);
				assertThat(properties.getMaxResponseSize()).isEqualTo(DataSize.ofMegabytes(1));
				assertThat(properties.getPool().getMaxIdleTime()).hasMinutes(1);
				assertThat(properties.getRecords().getNaming()).isEqualTo(RecordNaming.SNAKE_CASE);
				assertThat(properties.getRateLimit().get(EndpointClass.BATCH_WRITE).getPermits()).isEqualTo(3);
				assertThat(properties.getScopes()).containsExactly("a", "b");
			});
	}

	private static String[] addresses() {
		return new String[] { "experiture.base-url=" + api.baseUrl(),
				"experiture.token-uri=" + api.baseUrl() + "/token" };
	}

	private static void call(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		context.getBean(ExperitureClient.class).lists().delete("l-1");
	}

}
