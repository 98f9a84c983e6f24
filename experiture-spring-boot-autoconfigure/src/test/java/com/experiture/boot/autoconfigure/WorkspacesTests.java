package com.experiture.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.ReactiveExperitureClient;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.connection.Connections;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecordsHandler;
import com.experiture.client.writer.WriterOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@code experiture.workspaces}.
 */
class WorkspacesTests {

	private static final String[] DEFAULT = { "experiture.client-id=id", "experiture.client-secret=s3cr3t",
			"experiture.token-uri=https://auth.example.com/token" };

	private static final String[] EU_AND_US = { "experiture.token-uri=https://auth.example.com/token",
			"experiture.workspaces.eu.client-id=eu-id", "experiture.workspaces.eu.client-secret=s3cr3t",
			"experiture.workspaces.us.client-id=us-id", "experiture.workspaces.us.client-secret=s3cr3t" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, ExperitureAutoConfiguration.class));

	@Test
	void injectsClientsByQualifier() {
		this.runner.withPropertyValues(EU_AND_US).withUserConfiguration(Injected.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Injected injected = context.getBean(Injected.class);
			assertThat(injected.eu.workspace()).isEqualTo("eu");
			assertThat(injected.us.workspace()).isEqualTo("us");
			assertThat(injected.euRecords).isSameAs(injected.eu.records());
			assertThat(injected.usRecords).isSameAs(injected.us.records());
			assertThat(injected.reactiveEu).isSameAs(injected.eu.reactive());
			assertThat(injected.reactiveEuRecords).isSameAs(injected.eu.reactive().records());
		});
	}

	@Test
	void findsClientsByWorkspaceName() {
		this.runner.withPropertyValues(DEFAULT).withPropertyValues(EU_AND_US).run((context) -> {
			ExperitureClients clients = context.getBean(ExperitureClients.class);
			assertThat(clients.workspaces()).containsExactlyInAnyOrder("default", "eu", "us");
			assertThat(clients.get("eu").workspace()).isEqualTo("eu");
			assertThat(clients.get("default")).isSameAs(context.getBean("experitureClient"));
			assertThatIllegalArgumentException().isThrownBy(() -> clients.get("uk"))
				.withMessageContaining("No ExperitureClient")
				.withMessageContaining("[");
		});
	}

	@Test
	void registersBeansOfEveryFamily() {
		this.runner.withPropertyValues(DEFAULT).run((single) -> {
			List<String> ofDefault = families(single);
			assertThat(ofDefault).hasSize(18);
			this.runner.withPropertyValues(EU_AND_US)
				.run((several) -> assertThat(families(several)).containsExactlyInAnyOrderElementsOf(
						ofDefault.stream().flatMap((name) -> List.of(name + ".eu", name + ".us").stream()).toList()));
		});
	}

	private static List<String> families(ApplicationContext context) {
		return List.of(context.getBeanDefinitionNames())
			.stream()
			.filter((name) -> context.getType(name) != ExperitureClients.class
					&& context.getType(name).getPackageName().startsWith("com.experiture.client"))
			.sorted()
			.toList();
	}

	@Test
	void injectsDefaultClientWithoutQualifier() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues(EU_AND_US)
			.withUserConfiguration(Plain.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Plain.class).client.workspace()).isEqualTo("default");
				assertThat(context.getBean(Plain.class).records)
					.isSameAs(context.getBean(Plain.class).client.records());
			});
	}

	@Test
	void failsUnqualifiedInjectionIfSeveralWorkspacesAreNamed() {
		this.runner.withPropertyValues(EU_AND_US)
			.withUserConfiguration(Plain.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContaining("found 2"));
	}

	@Test
	void injectsOnlyClientWithoutQualifier() {
		this.runner
			.withPropertyValues("experiture.workspaces.eu.client-id=id",
					"experiture.workspaces.eu.client-secret=s3cr3t",
					"experiture.workspaces.eu.token-uri=https://auth.example.com/token")
			.withUserConfiguration(Plain.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ExperitureClient.class);
				assertThat(context.getBean(Plain.class).client.workspace()).isEqualTo("eu");
			});
	}

	@Test
	void inheritsEveryProperty() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.call-timeout=7s", "experiture.max-response-size=1MB",
					"experiture.scopes=a,b", "experiture.pool.max-connections=7", "experiture.pool.max-pending-calls=8",
					"experiture.retry.max-attempts=3", "experiture.rate-limit.read.permits=5",
					"experiture.rate-limit.read.period=2s", "experiture.rate-limit.import.permits=1",
					"experiture.workspaces.eu.call-timeout=9s", "experiture.workspaces.eu.scopes=c",
					"experiture.workspaces.eu.pool.max-pending-calls=9",
					"experiture.workspaces.eu.rateLimit.READ.permits=6")
			.run((context) -> {
				ExperitureProperties properties = context.getBean(ExperitureProperties.class);
				assertThat(properties.getCallTimeout()).hasSeconds(7);
				assertThat(properties.getRateLimit().get(EndpointClass.READ).getPermits()).isEqualTo(5);
				assertThat(properties.getClientId()).isEqualTo("id");
				ExperitureProperties eu = properties.getWorkspaces().get("eu");
				assertThat(eu.getClientId()).isEqualTo("eu-id");
				assertThat(eu.getTokenUri()).isEqualTo("https://auth.example.com/token");
				assertThat(eu.getCallTimeout()).hasSeconds(9);
				assertThat(eu.getMaxResponseSize()).isEqualTo(DataSize.ofMegabytes(1));
				assertThat(eu.getScopes()).containsExactly("c");
				assertThat(eu.getPool().getMaxConnections()).isEqualTo(7);
				assertThat(eu.getPool().getMaxPendingCalls()).isEqualTo(9);
				assertThat(eu.getRetry().getMaxAttempts()).isEqualTo(3);
				assertThat(eu.getRateLimit()).containsOnlyKeys(EndpointClass.READ, EndpointClass.IMPORT);
				assertThat(eu.getRateLimit().get(EndpointClass.READ).getPermits()).isEqualTo(6);
				assertThat(eu.getRateLimit().get(EndpointClass.READ).getPeriod()).isEqualTo(Duration.ofSeconds(2));
				assertThat(eu.getRateLimit().get(EndpointClass.IMPORT).getPermits()).isEqualTo(1);
				assertThat(eu.getWorkspaces()).isEmpty();
				ExperitureProperties us = properties.getWorkspaces().get("us");
				assertThat(us.getCallTimeout()).hasSeconds(7);
				assertThat(us.getScopes()).containsExactly("a", "b");
				assertThat(us.getRateLimit().get(EndpointClass.READ).getPermits()).isEqualTo(5);
				assertThat(us.getRateLimit().get(EndpointClass.READ))
					.isNotSameAs(eu.getRateLimit().get(EndpointClass.READ));
			});
	}

	@Test
	void createsResilience4jInstancesForEachWorkspace() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.rate-limit.read.permits=5",
					"experiture.workspaces.eu.rate-limit.read.permits=6")
			.withBean(RateLimiterRegistry.class, RateLimiterRegistry::ofDefaults)
			.withBean(RetryRegistry.class, RetryRegistry::ofDefaults)
			.run((context) -> {
				RateLimiterRegistry limiters = context.getBean(RateLimiterRegistry.class);
				assertThat(limit(limiters, "experiture.read")).isEqualTo(5);
				assertThat(limit(limiters, "experiture.eu.read")).isEqualTo(6);
				assertThat(limit(limiters, "experiture.us.read")).isEqualTo(5);
				assertThat(context.getBean(RetryRegistry.class).getAllRetries()).extracting("name")
					.containsExactlyInAnyOrder("experiture", "experiture.eu", "experiture.us");
			});
	}

	@Test
	void createsConnectionsForEachWorkspace() {
		Map<String, Connections> connections = new ConcurrentHashMap<>();
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.base-url=http://127.0.0.1:1",
					"experiture.token-uri=http://127.0.0.1:1/token", "experiture.retry.max-attempts=1",
					"experiture.pool.max-connections=7", "experiture.workspaces.eu.pool.max-connections=8")
			.withBean(ExperitureClientCustomizer.class, () -> (builder) -> {
				String workspace = builder.workspace();
				builder.connector((own) -> {
					connections.put(workspace, own);
					return own.connector();
				});
			})
			.run((context) -> {
				for (ExperitureClient client : context.getBean(ExperitureClients.class)) {
					client.reactive().lists().delete("l-1").onErrorComplete().block();
				}
				assertThat(connections).containsOnlyKeys("default", "eu", "us");
				assertThat(Set.copyOf(connections.values())).hasSize(3);
				assertThat(connections.get("eu").settings().maxConnections()).isEqualTo(8);
				assertThat(connections.get("us").settings().maxConnections()).isEqualTo(7);
			});
	}

	@Test
	void usesWriterOfApplicationForWorkspace() {
		RecordWriter own = client("eu").records().writer(WriterOptions.defaults());
		RootBeanDefinition definition = new RootBeanDefinition(RecordWriter.class, () -> own);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, "eu"));
		definition.setDefaultCandidate(false);
		this.runner.withPropertyValues(EU_AND_US)
			.withInitializer((context) -> ((BeanDefinitionRegistry) context.getBeanFactory())
				.registerBeanDefinition("ownWriter", definition))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasBean("experitureRecordWriter.us")
					.doesNotHaveBean("experitureRecordWriter.eu");
				assertThat(context.getBean("experitureReactiveRecordWriter.eu")).isSameAs(own.reactive());
			});
	}

	private static int limit(RateLimiterRegistry limiters, String name) {
		return limiters.find(name).orElseThrow().getRateLimiterConfig().getLimitForPeriod();
	}

	@Test
	void appliesCustomizersByWorkspace() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues(EU_AND_US)
			.withUserConfiguration(Customizers.class)
			.run((context) -> assertThat(context.getBean(Customizers.class).customized)
				.containsExactlyInAnyOrder("first default", "all default", "first eu", "all eu", "own eu", "first us",
						"all us")
				.containsSubsequence("first eu", "all eu")
				.containsSubsequence("first us", "all us"));
	}

	@Test
	void usesConnectionDetailsOfQualifiedWorkspace() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues("experiture.workspaces.eu.call-timeout=1s")
			.withUserConfiguration(EuDetails.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("experitureClient")
				.hasBean("experitureClient.eu"));
	}

	@Test
	void ignoresUnqualifiedConnectionDetailsForNamedWorkspace() {
		this.runner.withPropertyValues("experiture.workspaces.eu.client-id=eu-id")
			.withBean(ExperitureConnectionDetails.class, Details::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ExperitureConfigurationException.class)
				.hasMessageContaining("experiture.workspaces.eu.client-secret is missing")
				.hasMessageContaining("experiture.workspaces.eu.token-uri is missing"));
	}

	@ParameterizedTest
	@ValueSource(classes = { ExperitureConnectionDetails.class, CredentialsSupplier.class })
	<T> void failsIfWorkspaceHasSeveralBeans(Class<T> type) {
		this.runner.withPropertyValues(DEFAULT)
			.withBean("one", type, () -> mock(type))
			.withBean("two", type, () -> mock(type))
			.run((context) -> {
				var analysis = new ConflictingBeansFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).isEqualTo("""
						The Experiture workspace 'default' needs a single %s, but 2 beans of this type belong to it:

						    - one
						    - two""".formatted(type.getSimpleName()));
				assertThat(analysis.getAction()).contains("@Primary").contains("@Qualifier(\"<workspace>\")");
			});
	}

	@Test
	void usesPrimaryBean() {
		this.runner.withPropertyValues(DEFAULT)
			.withBean("one", ExperitureConnectionDetails.class, Details::new)
			.withBean("two", ExperitureConnectionDetails.class, Details::new,
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ExperitureClient.class));
	}

	@Test
	void backsOffIfBeansOfWorkspaceAreDefined() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues(EU_AND_US)
			.withUserConfiguration(OwnEu.class)
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasBean("experitureClient")
					.hasBean("experitureClient.us")
					.doesNotHaveBean("experitureClient.eu")
					.doesNotHaveBean("experitureReactiveRecordsClient.eu");
				ExperitureClients clients = context.getBean(ExperitureClients.class);
				assertThat(clients.get("eu")).isSameAs(context.getBean("ownEu"));
				assertThat(context.getBean("experitureRecordsClient.eu")).isSameAs(clients.get("eu").records());
			});
	}

	@Test
	void createsNamedClientsIfDefaultClientIsDefined() {
		this.runner.withPropertyValues(EU_AND_US)
			.withBean("own", ExperitureClient.class, () -> client("default"))
			.withUserConfiguration(Plain.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("experitureClient").hasBean("experitureClient.eu");
				assertThat(context.getBean(Plain.class).client).isSameAs(context.getBean("own"));
				assertThat(context.getBean(Plain.class).records)
					.isSameAs(context.getBean("own", ExperitureClient.class).records());
			});
	}

	@Test
	void createsNoClientIfDisabled() {
		this.runner.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.workspaces.us.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ExperitureClient.class)
				.hasBean("experitureClient.eu"));
		this.runner.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ExperitureClient.class)
				.doesNotHaveBean(ExperitureClients.class));
	}

	@Test
	void ignoresBeansOfDisabledWorkspace() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.workspaces.us.enabled=false")
			.withUserConfiguration(BeansOfUs.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ExperitureClients.class).workspaces()).containsExactlyInAnyOrder("default",
						"eu");
				assertThat(context.getBean(BeansOfUs.class).customized).isEmpty();
				assertThat(context.getBean(ExperitureClients.class).get("default").settings().baseUrl())
					.hasToString(ExperitureClient.DEFAULT_BASE_URL);
				WorkspaceBeans beans = new WorkspaceBeans(context.getBeanFactory(),
						Workspaces.of(context.getEnvironment(), context.getBeanFactory()).configured());
				assertThat(Stream
					.of(CredentialsSupplier.class, ExperitureConnectionDetails.class, UndeliveredRecordsHandler.class)
					.map((type) -> beans.find(type, "default"))).containsOnlyNulls();
			});
	}

	@Test
	void createsNoDefaultClientForBeansOfDisabledWorkspace() {
		this.runner.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.workspaces.us.enabled=false")
			.withUserConfiguration(BeansOfUs.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ExperitureClient.class).hasBean("experitureClient.eu");
				assertThat(context.getBean(BeansOfUs.class).customized).isEmpty();
			});
	}

	@Test
	void createsNoDefaultClientIfOnlyWorkspaceIsDisabled() {
		this.runner
			.withPropertyValues("experiture.workspaces.us.client-id=us-id", "experiture.workspaces.us.enabled=false")
			.withUserConfiguration(BeansOfUs.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ExperitureClient.class));
	}

	@Test
	void createsNoWorkspaceForVariablesOfDisabledWorkspace() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues("experiture.workspaces.eu-west.enabled=false")
			.withInitializer((context) -> environment(context.getEnvironment(),
					Map.of("EXPERITURE_WORKSPACES_EUWEST_CLIENTSECRET", "s3cr3t")))
			.run((context) -> assertThat(context.getBean(ExperitureClients.class).workspaces())
				.containsExactly("default"));
	}

	@ParameterizedTest
	@CsvSource({ "[EU], is not a valid workspace name", "[eu.west], is not a valid workspace name",
			"[a b], is not a valid workspace name", "default, is not a valid workspace name",
			"eu.workspaces.us, workspaces is out of range" })
	void failsIfWorkspaceNameIsInvalid(String name, String reason) {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues("experiture.workspaces." + name + ".client-id=id")
			.run((context) -> {
				var analysis = new ExperitureConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("experiture.workspaces.").contains(reason);
			});
	}

	@Test
	void namesPropertiesOfWorkspaceInProblems() {
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues("experiture.workspaces.eu.retry.max-attempts=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("experiture.workspaces.eu.retry.max-attempts is out of range"));
		this.runner.withPropertyValues(DEFAULT)
			.withPropertyValues("experiture.workspaces.eu.no-such-property=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("experiture.workspaces.eu has no known property"));
	}

	@ParameterizedTest
	@CsvSource({ "eu-west, EXPERITURE_WORKSPACES_EUWEST_CLIENTSECRET",
			"eu-west, EXPERITURE_WORKSPACES_EU_WEST_CLIENT_SECRET",
			"eu-west-1, EXPERITURE_WORKSPACES_EUWEST1_CLIENTSECRET",
			"eu-west-1, EXPERITURE_WORKSPACES_EU_WEST_1_CLIENT_SECRET" })
	void bindsSecretOfHyphenatedWorkspaceFromEnvironment(String workspace, String variable) {
		this.runner
			.withPropertyValues("experiture.token-uri=https://auth.example.com/token",
					"experiture.workspaces." + workspace + ".client-id=id")
			.withInitializer((context) -> environment(context.getEnvironment(), Map.of(variable, "s3cr3t")))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ExperitureClient.class);
				assertThat(context.getBean(ExperitureClients.class).workspaces()).containsExactly(workspace);
				assertThat(context.getBean(ExperitureProperties.class).getWorkspaces().get(workspace).getClientSecret())
					.isEqualTo("s3cr3t");
			});
	}

	@Test
	void keepsWorkspaceWhoseNameIsPrefixOfAnother() {
		this.runner.withPropertyValues(EU_AND_US)
			.withPropertyValues("experiture.workspaces.eu-west.client-id=id")
			.withInitializer((context) -> environment(context.getEnvironment(),
					Map.of("EXPERITURE_WORKSPACES_EU_WEST_CLIENT_SECRET", "s3cr3t")))
			.run((context) -> assertThat(context.getBean(ExperitureClients.class).workspaces())
				.containsExactlyInAnyOrder("eu", "eu-west", "us"));
	}

	@Test
	void explainsVariableNamesIfWorkspaceHasNoProperties() {
		this.runner.withPropertyValues(DEFAULT)
			.withInitializer((context) -> environment(context.getEnvironment(),
					Map.of("EXPERITURE_WORKSPACES_EU_WEST_CLIENT_ID", "id")))
			.run((context) -> {
				var analysis = new ExperitureConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("experiture.workspaces.eu has no known property");
				assertThat(analysis.getAction()).contains("EXPERITURE_WORKSPACES_EU_CLIENTID")
					.contains("a name with hyphens");
			});
	}

	private static void environment(ConfigurableEnvironment environment, Map<String, Object> variables) {
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
	}

	@Test
	void failsLookupIfSeveralClientsHaveTheSameName() {
		ExperitureClient one = client("default");
		ExperitureClients clients = new ExperitureClients(List.of(one, client("default"), client("eu")));
		assertThat(clients).hasSize(3);
		assertThat(clients.get("eu").workspace()).isEqualTo("eu");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> clients.get("default"))
			.withMessageContaining("More than one");
	}

	private static ExperitureClient client(String workspace) {
		return ExperitureClient.builder().workspace(workspace).credentials(() -> {
			throw new IllegalStateException("not asked for while starting");
		}).build();
	}

	static class Injected {

		@Autowired
		@Qualifier("eu")
		private ExperitureClient eu;

		@Autowired
		@Qualifier("us")
		private ExperitureClient us;

		@Autowired
		@Qualifier("eu")
		private ReactiveExperitureClient reactiveEu;

		@Autowired
		@Qualifier("eu")
		private RecordsClient euRecords;

		@Autowired
		@Qualifier("us")
		private RecordsClient usRecords;

		@Autowired
		@Qualifier("eu")
		private ReactiveRecordsClient reactiveEuRecords;

	}

	static class Plain {

		private final ExperitureClient client;

		private final RecordsClient records;

		Plain(ExperitureClient client, RecordsClient records) {
			this.client = client;
			this.records = records;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final List<String> customized = new ArrayList<>();

		@Bean
		ExperitureClientCustomizer all() {
			return (builder) -> this.customized.add("all " + builder.workspace());
		}

		@Bean
		@Qualifier("eu")
		ExperitureClientCustomizer own() {
			return (builder) -> this.customized.add("own " + builder.workspace());
		}

		@Bean
		@Order(1)
		ExperitureClientCustomizer first() {
			return (builder) -> this.customized.add("first " + builder.workspace());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EuDetails {

		@Bean
		@Qualifier("eu")
		ExperitureConnectionDetails euDetails() {
			return new Details();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeansOfUs {

		private final List<String> customized = new ArrayList<>();

		@Bean
		@Qualifier("us")
		CredentialsSupplier usCredentials() {
			return mock();
		}

		@Bean
		@Qualifier("us")
		ExperitureConnectionDetails usDetails() {
			return new Details();
		}

		@Bean
		@Qualifier("us")
		UndeliveredRecordsHandler usUndelivered() {
			return mock();
		}

		@Bean
		@Qualifier("us")
		ExperitureClientCustomizer usCustomizer() {
			return (builder) -> this.customized.add(builder.workspace());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEu {

		@Bean(defaultCandidate = false)
		@Qualifier("eu")
		ExperitureClient ownEu() {
			return client("eu");
		}

		@Bean(defaultCandidate = false)
		@Qualifier("eu")
		ReactiveRecordsClient ownEuRecords() {
			return mock();
		}

	}

	private static final class Details implements ExperitureConnectionDetails {

		@Override
		public String getBaseUrl() {
			return "http://localhost:1";
		}

		@Override
		public String getTokenUri() {
			return "http://localhost:1/token";
		}

		@Override
		public String getClientId() {
			return "id";
		}

		@Override
		public String getClientSecret() {
			return "secret";
		}

	}

}
