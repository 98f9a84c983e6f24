package com.experiture.boot.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.boot.autoconfigure.endpoint.ExperitureEndpointAutoConfiguration;
import com.experiture.boot.autoconfigure.health.ExperitureHealthContributorAutoConfiguration;
import com.experiture.boot.autoconfigure.metrics.ExperitureMetricsAutoConfiguration;
import com.experiture.boot.autoconfigure.metrics.ExperitureResilience4jMetricsAutoConfiguration;
import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.ReactiveExperitureClient;
import com.experiture.client.call.CallOptions;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.writer.ReactiveRecordWriter;
import com.experiture.client.writer.RecordWriter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for aspects of the application that apply to the clients.
 */
class ProxiedBeansTests {

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private ApplicationContextRunner runner(Class<?> aspect) {
		api.stubFor(post(anyUrl())
			.willReturn(okJson("{\"access_token\":\"t-1\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
		api.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, ExperitureAutoConfiguration.class))
			.withUserConfiguration(aspect)
			.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
					"experiture.workspaces.eu.client-id=eu", "experiture.base-url=" + api.baseUrl(),
					"experiture.token-uri=" + api.baseUrl() + "/token");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void proxiesEveryClientOfEveryWorkspace(boolean proxyTargetClass) {
		runner(AroundBeans.class).withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				int proxies = 0;
				for (String name : context.getBeanDefinitionNames()) {
					Object bean = context.getBean(name);
					if (name.matches("experiture\\w*Client(\\.eu)?") || bean instanceof RecordWriter
							|| bean instanceof ReactiveRecordWriter) {
						assertThat(AopUtils.isAopProxy(bean)).as(name).isTrue();
						proxies++;
					}
				}
				// 14 family clients, 2 writers and 2 clients of each workspace
				assertThat(proxies).isEqualTo(36);
				context.getBean(ExperitureClient.class).lists().delete("l-1");
				context.getBean(ListsClient.class).with(CallOptions.none()).delete("l-1");
				context.getBean("experitureListsClient.eu", ListsClient.class).delete("l-1");
				context.getBean(ReactiveExperitureClient.class).lists().delete("l-1").block();
				context.getBean(ExperitureClients.class).get("eu").lists().delete("l-1");
				assertThat(context.getBean(RecordWriter.class).stats()).isNotNull();
				assertThat(context.getBean(AroundBeans.class).called).contains("delete", "with", "lists", "stats");
			});
	}

	@Test
	void supportsAspectOfOneMethod() {
		runner(AroundDelete.class).run((context) -> {
			context.getBean(ListsClient.class).delete("l-1");
			assertThat(context.getBean(AroundDelete.class).calls).isOne();
		});
	}

	@Test
	void closesProxiedClientsWithContext() {
		runner(AroundBeans.class).run((context) -> {
			ExperitureClient client = context.getBean(ExperitureClient.class);
			client.lists().delete("l-1");
			context.close();
			assertThat(catchThrowable(() -> client.lists().delete("l-1"))).isInstanceOf(IllegalStateException.class);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void supportsAspectOfEveryBean(boolean proxyTargetClass) {
		runner(AroundEveryBean.class)
			.withConfiguration(AutoConfigurations.of(ExperitureMetricsAutoConfiguration.class,
					ExperitureResilience4jMetricsAutoConfiguration.class,
					ExperitureHealthContributorAutoConfiguration.class, ExperitureEndpointAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass,
					"management.endpoints.web.exposure.include=*")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(ListsClient.class).delete("l-1");
				assertThat(context.getBean(AroundEveryBean.class).calls).isPositive();
			});
	}

	@Aspect
	static class AroundEveryBean {

		private int calls;

		@Before("within(com.experiture.client..*) || within(com.experiture.boot.autoconfigure..*) || bean(*xperiture*)")
		void count() {
			this.calls++;
		}

	}

	@Aspect
	static class AroundBeans {

		private final Set<String> called = ConcurrentHashMap.newKeySet();

		@Before("bean(*Client) || bean(*Client.*) || bean(*Writer) || bean(*Writer.*) || bean(*ConnectionDetails)")
		void note(JoinPoint call) {
			this.called.add(call.getSignature().getName());
		}

	}

	@Aspect
	static class AroundDelete {

		private int calls;

		@Before("execution(* com.experiture.client.lists.ListsClient.delete(..))")
		void count() {
			this.calls++;
		}

	}

}
