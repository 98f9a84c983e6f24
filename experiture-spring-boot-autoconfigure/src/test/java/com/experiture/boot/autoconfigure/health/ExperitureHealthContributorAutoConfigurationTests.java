package com.experiture.boot.autoconfigure.health;

import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.boot.autoconfigure.ClientOfAWorkspaceConfiguration;
import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.ExperitureClient;
import com.experiture.client.error.TokenException;
import com.experiture.client.profiles.ProfilesClient;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExperitureHealthContributorAutoConfiguration}.
 */
class ExperitureHealthContributorAutoConfigurationTests {

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class,
				ExperitureHealthContributorAutoConfiguration.class))
		.withPropertyValues(properties());

	@Test
	void contributesIndicatorForOneWorkspace() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(HealthContributor.class).hasBean("experitureHealthContributor");
			assertThat(context.getBean(HealthContributor.class)).isInstanceOf(HealthIndicator.class);
		});
	}

	@Test
	void contributesCompositeForSeveralWorkspaces() {
		this.runner.withPropertyValues("experiture.workspaces.eu.client-id=eu", "experiture.workspaces.us.client-id=us")
			.run((context) -> assertThat(context.getBean(CompositeHealthContributor.class).stream())
				.extracting(HealthContributors.Entry::name)
				.containsExactly("default", "eu", "us"));
	}

	@Test
	void contributesReplacedClientOfNamedWorkspace() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class,
					ExperitureHealthContributorAutoConfiguration.class))
			.withPropertyValues("experiture.workspaces.eu.client-id=eu")
			.withUserConfiguration(ClientOfAWorkspaceConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(HealthContributor.class));
	}

	@Test
	void contributesNothingIfAllWorkspacesAreDisabled() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class,
					ExperitureHealthContributorAutoConfiguration.class))
			.withPropertyValues("experiture.workspaces.eu.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void contributesClientOfParentContext() {
		this.runner.run((parent) -> new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ExperitureHealthContributorAutoConfiguration.class))
			.withParent(parent)
			.run((context) -> assertThat(context.getBean("experitureHealthContributor"))
				.isInstanceOf(HealthIndicator.class)));
	}

	@Test
	void backsOffIfDisabled() {
		this.runner.withPropertyValues("management.health.experiture.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
				.doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void backsOffIfClientIsDisabled() {
		this.runner.withPropertyValues("experiture.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void backsOffIfBeanIsDefined() {
		HealthIndicator own = () -> null;
		this.runner.withBean("experitureHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).getBean(HealthContributor.class).isSameAs(own));
	}

	@Test
	void backsOffWithoutHealth() {
		new ApplicationContextRunner().withUserConfiguration(ImportedByName.class)
			.withPropertyValues(properties())
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasSingleBean(ExperitureClient.class)
				.doesNotHaveBean("experitureHealthContributor"));
	}

	@Test
	void sendsNothing() {
		this.runner.run((context) -> {
			assertThat(context.getBean(HealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
			assertThat(api.getAllServeEvents()).isEmpty();
		});
	}

	@Test
	void isDownWhileCredentialsAreRejectedAndNotPartOfGroups() {
		this.runner
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
					HealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					EndpointAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class,
					AvailabilityHealthContributorAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class))
			.withPropertyValues("management.endpoint.health.probes.enabled=true",
					"management.endpoint.health.show-details=always")
			.run((context) -> {
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				HealthEndpoint health = context.getBean(HealthEndpoint.class);
				api.stubFor(any(anyUrl()).willReturn(okJson("{\"success\":true,\"data\":{\"accepted\":true}}")));
				api.stubFor(post("/token").willReturn(jsonResponse("{\"error\":\"invalid_client\"}", 401)));
				assertThat(health.health().getStatus()).isEqualTo(Status.UP);
				ProfilesClient profiles = context.getBean(ProfilesClient.class);
				assertThatExceptionOfType(TokenException.class)
					.isThrownBy(() -> profiles.upsert(Map.of("email", "jane@example.com")));
				assertThat(health.healthForPath("experiture").getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.healthForPath("liveness").getStatus()).isEqualTo(Status.UP);
				assertThat(health.healthForPath("readiness").getStatus()).isEqualTo(Status.UP);
				HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
				assertThat(groups.getNames()).containsExactlyInAnyOrder("liveness", "readiness")
					.allSatisfy((name) -> assertThat(groups.get(name).isMember("experiture")).isFalse());
				api.stubFor(post("/token")
					.willReturn(okJson("{\"access_token\":\"token\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
				profiles.upsert(Map.of("email", "jane@example.com"));
				assertThat(health.healthForPath("experiture").getStatus()).isEqualTo(Status.UP);
			});
	}

	private static String[] properties() {
		return new String[] { "experiture.client-id=id", "experiture.client-secret=s3cr3t",
				"experiture.base-url=" + api.baseUrl(), "experiture.token-uri=" + api.baseUrl() + "/token" };
	}

	// As in an application: missing classes are never loaded.
	@ImportAutoConfiguration({ ExperitureAutoConfiguration.class, ExperitureHealthContributorAutoConfiguration.class })
	private static final class ImportedByName {

	}

}
