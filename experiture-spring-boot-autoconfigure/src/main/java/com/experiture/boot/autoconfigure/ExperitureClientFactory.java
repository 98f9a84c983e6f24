package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.webclient.observation.ObservationWebClientCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClientBuilder;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.internal.time.DurationLimits;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.Registries;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecordsHandler;
import com.experiture.client.writer.WriterOptions;

/**
 * Makes the client of a workspace from the properties and the beans of the application.
 */
class ExperitureClientFactory {

	private static final Log logger = LogFactory.getLog(ExperitureClientFactory.class);

	private final ExperitureProperties properties;

	private final ConfigurableListableBeanFactory beanFactory;

	private final WorkspaceBeans beans;

	private final PropertyOrigins origins;

	ExperitureClientFactory(ExperitureProperties properties, ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		Workspaces workspaces = Workspaces.of(environment, beanFactory);
		this.origins = new PropertyOrigins(environment);
		this.properties = properties;
		this.beanFactory = beanFactory;
		this.beans = new WorkspaceBeans(beanFactory, workspaces);
	}

	/**
	 * Create the client of a workspace.
	 * @param workspace the name of the workspace
	 * @return the client, to be closed at the end
	 */
	ExperitureClient create(String workspace) {
		try {
			return build(workspace);
		}
		catch (ExperitureConfigurationException ex) {
			throw ex.locatedBy(this.origins);
		}
	}

	private ExperitureClient build(String workspace) {
		ExperitureProperties current = properties(workspace);
		ExperitureSettings.check(Workspaces.prefix(workspace), current);
		ExperitureConnectionDetails used = details(workspace);
		List<Problem> missing = (used instanceof PropertiesExperitureConnectionDetails own)
				? missing(workspace, current, own) : List.of();
		Supplier<ClientCredentials> credentials = missing.isEmpty() ? credentials(workspace, used)
				: () -> incomplete(missing);
		ConnectorFactory connectors = new ConnectorFactory(this.beanFactory,
				Workspaces.prefix(workspace) + ".ssl.bundle", current.getSsl().getBundle());
		ExperitureClientBuilder builder = ExperitureClient.builder()
			.workspace(workspace)
			.baseUrl(URI.create(missing.isEmpty() ? used.getBaseUrl() : ExperitureClient.DEFAULT_BASE_URL))
			.credentials(credentials, (missing.isEmpty() && !isAskedForTokensOnly(used)) ? credentials.get() : null)
			.callTimeout(current.getCallTimeout())
			.attemptTimeout(current.getAttemptTimeout())
			.maxResponseSize(Math.toIntExact(current.getMaxResponseSize().toBytes()))
			.connections(connectionSettings(current))
			.retry(retrySettings(current.getRetry()))
			.recordNaming(current.getRecords().getNaming())
			.recordValidation(current.getRecords().getValidation())
			.schemaLifetime(current.getRecords().getSchemaLifetime())
			.webClientBuilder(this::webClientBuilder)
			.connector(connectors::create)
			.registries(registries(workspace));
		if (current.getOpenapiUrl() != null) {
			builder.openApiUrl(URI.create(current.getOpenapiUrl()));
		}
		current.getRateLimit()
			.forEach((endpointClass, limit) -> builder.rateLimit(endpointClass,
					new RateLimit(limit.getPermits(), limit.getPeriod(), limit.getMaxWaiting())));
		this.beanFactory.getBeanProvider(ObservationRegistry.class).ifUnique(builder::observationRegistry);
		this.beanFactory.getBeanProvider(CallObservationConvention.class).ifUnique(builder::observationConvention);
		this.beans.all(ExperitureClientCustomizer.class, workspace)
			.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	/**
	 * Create a writer for a client.
	 * @param client the client, made here or by the application
	 * @return the writer, to be closed before the client
	 */
	RecordWriter writer(ExperitureClient client) {
		ExperitureProperties.Writer settings = this.properties.getWorkspaces()
			.getOrDefault(client.workspace(), this.properties)
			.getWriter();
		WriterOptions.Builder options = WriterOptions.builder()
			.batchSize(settings.getBatchRecords(), Math.toIntExact(settings.getBatchSize().toBytes()))
			.linger(settings.getLinger())
			.capacity(settings.getCapacity(), settings.getCapacitySize().toBytes())
			.whenFull(settings.getWhenFull())
			.appendConcurrency(settings.getAppendConcurrency())
			.retryTimeout(settings.getPatience())
			.drainTimeout(drainTimeout());
		UndeliveredRecordsHandler handler = handler(client.workspace());
		return client.records().writer(((handler != null) ? options.onUndelivered(handler) : options).build());
	}

	private @Nullable UndeliveredRecordsHandler handler(String workspace) {
		UndeliveredRecordsHandler own = this.beans.find(UndeliveredRecordsHandler.class, workspace);
		return (own != null) ? own
				: this.beans.find(UndeliveredRecordsHandler.class, ExperitureClient.DEFAULT_WORKSPACE);
	}

	// What is left of the phase is for handing back what could not be sent.
	private Duration drainTimeout() {
		Duration phase = this.beanFactory.getBeanProvider(LifecycleProperties.class)
			.stream()
			.findFirst()
			.map(LifecycleProperties::getTimeoutPerShutdownPhase)
			.orElse(Duration.ofSeconds(30));
		Duration bounded = (phase.compareTo(DurationLimits.LONGEST) > 0) ? DurationLimits.LONGEST : phase;
		return bounded.multipliedBy(9).dividedBy(10);
	}

	private ExperitureConnectionDetails details(String workspace) {
		String name = this.beans.name(ExperitureConnectionDetails.class, workspace);
		if (name == null) {
			return propertiesDetails(workspace);
		}
		ExperitureConnectionDetails details = this.beanFactory.getBean(name, ExperitureConnectionDetails.class);
		if (!(details instanceof PropertiesExperitureConnectionDetails)) {
			ConnectionCheck.check(name, details);
		}
		return details;
	}

	// If something may stand in for the client, it fails when it is used.
	private List<Problem> missing(String workspace, ExperitureProperties current,
			PropertiesExperitureConnectionDetails details) {
		ConnectionCheck check = ConnectionCheck.of(Workspaces.prefix(workspace), current,
				!details.hasCredentialsSupplier());
		StandIns standIns = new StandIns(this.beanFactory);
		boolean nothingIsSet = !StringUtils.hasText(current.getClientId())
				&& !StringUtils.hasText(current.getClientSecret()) && !StringUtils.hasText(current.getTokenUri());
		if (standIns.ofTest() || (nothingIsSet && standIns.ofApplication())) {
			check.refuseWrong();
			if (!check.missing().isEmpty()) {
				logger
					.info("The Experiture workspace '" + workspace + "' cannot be called, since something may stand in"
							+ " for its clients: " + ExperitureConfigurationException.text(check.missing()));
			}
			return check.missing();
		}
		check.refuse();
		return List.of();
	}

	private static ClientCredentials incomplete(List<Problem> missing) {
		throw new TokenFailure("the client is not configured: " + ExperitureConfigurationException.text(missing), null,
				false);
	}

	private static boolean isAskedForTokensOnly(ExperitureConnectionDetails details) {
		return details instanceof PropertiesExperitureConnectionDetails own && own.hasCredentialsSupplier();
	}

	/**
	 * Return connection details from the properties of a workspace.
	 * @param workspace the name of the workspace
	 * @return the details, which follow the properties while the application runs
	 */
	PropertiesExperitureConnectionDetails propertiesDetails(String workspace) {
		return new PropertiesExperitureConnectionDetails(() -> properties(workspace),
				this.beans.find(CredentialsSupplier.class, workspace));
	}

	private ExperitureProperties properties(String workspace) {
		if (workspace.equals(ExperitureClient.DEFAULT_WORKSPACE)) {
			return this.properties;
		}
		ExperitureProperties named = this.properties.getWorkspaces().get(workspace);
		if (named == null) {
			String prefix = Workspaces.prefix(workspace);
			throw new ExperitureConfigurationException(List.of(new Problem(prefix, "holds no known property",
					"the properties of the workspace, such as client-id, as a variable of the environment "
							+ prefix.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT)
							+ "_CLIENTID; a name with hyphens needs a property elsewhere as well")));
		}
		return named;
	}

	Supplier<ClientCredentials> credentials(String workspace, ExperitureConnectionDetails details) {
		if (details instanceof PropertiesExperitureConnectionDetails own && !own.hasCredentialsSupplier()) {
			return new StableCredentials(() -> bound(workspace));
		}
		return () -> credentials(properties(workspace), details.getTokenUri(), supplied(details));
	}

	// While the properties are bound again, any of them may be missing.
	private @Nullable ClientCredentials bound(String workspace) {
		ExperitureProperties current = workspace.equals(ExperitureClient.DEFAULT_WORKSPACE) ? this.properties
				: this.properties.getWorkspaces().get(workspace);
		if (current == null) {
			return null;
		}
		String id = current.getClientId();
		String secret = current.getClientSecret();
		String tokenUri = current.getTokenUri();
		boolean complete = StringUtils.hasText(id) && StringUtils.hasText(secret) && StringUtils.hasText(tokenUri)
				&& id.equals(current.getClientId());
		return complete ? credentials(current, tokenUri, new CredentialsSupplier.Credentials(id, secret)) : null;
	}

	// Two methods of a bean: if the id is another one afterwards, the secret may be, too.
	private static CredentialsSupplier.Credentials supplied(ExperitureConnectionDetails details) {
		if (details instanceof PropertiesExperitureConnectionDetails own) {
			return own.getCredentials();
		}
		String id = details.getClientId();
		String secret = details.getClientSecret();
		String next = details.getClientId();
		for (int i = 0; i < 3 && !next.equals(id); i++) {
			id = next;
			secret = details.getClientSecret();
			next = details.getClientId();
		}
		return new CredentialsSupplier.Credentials(id, secret);
	}

	private static ClientCredentials credentials(ExperitureProperties current, String tokenUri,
			CredentialsSupplier.Credentials credentials) {
		return new ClientCredentials(URI.create(tokenUri), credentials.clientId(), credentials.clientSecret(),
				scopes(current), current.getClientAuthentication());
	}

	// Both a list and the form of OAuth2, separated by spaces
	private static List<String> scopes(ExperitureProperties properties) {
		return properties.getScopes()
			.stream()
			.flatMap((scope) -> Stream.of(scope.split("\\s+")))
			.filter((scope) -> !scope.isEmpty())
			.toList();
	}

	private static ConnectionSettings connectionSettings(ExperitureProperties properties) {
		ExperitureProperties.Pool pool = properties.getPool();
		return new ConnectionSettings(properties.getConnectTimeout(), pool.getMaxConnections(), pool.getMaxWaiting(),
				pool.getAcquireTimeout(), pool.getMaxIdleTime(), properties.isHttp2());
	}

	private static RetrySettings retrySettings(ExperitureProperties.Retry retry) {
		return new RetrySettings(retry.getMaxAttempts(), retry.getInitialBackoff(), retry.getMaxBackoff(),
				retry.getBudget());
	}

	// Builders and customizers of the application are for its other services: they have
	// their keys, cookies and addresses. Only the observation is taken over.
	private WebClient.Builder webClientBuilder() {
		WebClient.Builder builder = WebClient.builder();
		this.beanFactory.getBeanProvider(ObservationWebClientCustomizer.class)
			.orderedStream()
			.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private Registries registries(String workspace) {
		String prefix = workspace.equals(ExperitureClient.DEFAULT_WORKSPACE) ? "experiture" : "experiture." + workspace;
		return new Registries(prefix,
				this.beanFactory.getBeanProvider(RetryRegistry.class).getIfUnique(RetryRegistry::ofDefaults),
				this.beanFactory.getBeanProvider(RateLimiterRegistry.class)
					.getIfUnique(RateLimiterRegistry::ofDefaults));
	}

}
