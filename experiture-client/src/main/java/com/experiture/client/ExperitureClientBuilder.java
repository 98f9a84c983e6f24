package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.connection.Connections;
import com.experiture.client.connection.SecureUris;
import com.experiture.client.internal.auth.ClientCredentialsTokenProvider;
import com.experiture.client.internal.auth.TokenRequester;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.observation.CallObservations;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.internal.transport.LazyConnector;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.settings.DurationLimits;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.settings.RecordValidation;
import com.experiture.client.settings.Registries;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.settings.ValidationSettings;

/**
 * Builds an {@link ExperitureClient}, with or without Spring Boot. Only credentials, or a
 * token provider, have no default.
 */
public final class ExperitureClientBuilder {

	private static final Pattern WORKSPACE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	private String workspace = ExperitureClient.DEFAULT_WORKSPACE;

	private URI baseUrl = URI.create(ExperitureClient.DEFAULT_BASE_URL);

	private @Nullable URI openApiUrl;

	private @Nullable RememberedCredentials credentials;

	private @Nullable TokenProvider tokenProvider;

	private ConnectionSettings connections = ConnectionSettings.DEFAULT;

	private Duration callTimeout = Duration.ofMinutes(2);

	private Duration attemptTimeout = Duration.ofSeconds(30);

	private int maxResponseSize = 16 * 1024 * 1024;

	private RetrySettings retry = RetrySettings.DEFAULT;

	private final Map<EndpointClass, RateLimit> rateLimits = new EnumMap<>(EndpointClass.class);

	private Registries registries = Registries.ofDefaults();

	private RecordNaming recordNaming = RecordNaming.AS_IS;

	private ValidationSettings validation = ValidationSettings.DEFAULT;

	private Consumer<JsonMapper.Builder> recordMapperCustomizer = (mapper) -> {
	};

	private Function<Connections, ClientHttpConnector> connector = Connections::connector;

	private Supplier<WebClient.Builder> webClientBuilder = WebClient::builder;

	private Consumer<WebClient.Builder> webClientCustomizer = (builder) -> {
	};

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private @Nullable CallObservationConvention observationConvention;

	private final List<ClientListener> listeners = new ArrayList<>();

	private TimeSource timeSource = TimeSource.SYSTEM;

	ExperitureClientBuilder() {
	}

	/**
	 * Set the name of the workspace within the application. It is a tag of metrics, so
	 * that several clients can be distinguished; it is not sent to the API.
	 * @param name the name, {@value ExperitureClient#DEFAULT_WORKSPACE} by default:
	 * lower-case letters, digits and single hyphens between them
	 * @return this builder
	 * @throws IllegalArgumentException if the name has any other form
	 */
	public ExperitureClientBuilder workspace(String name) {
		Assert.isTrue(WORKSPACE.matcher(name).matches(),
				"The name of a workspace consists of lower-case letters, digits and single hyphens between them");
		this.workspace = name;
		return this;
	}

	/**
	 * Return the name of the workspace, so that a customizer knows which client it
	 * customizes.
	 * @return the name
	 */
	public String workspace() {
		return this.workspace;
	}

	/**
	 * Set the address of the API.
	 * @param baseUrl the base URL, {@value ExperitureClient#DEFAULT_BASE_URL} by default;
	 * plain {@code http} only to a loopback address
	 * @return this builder
	 */
	public ExperitureClientBuilder baseUrl(URI baseUrl) {
		this.baseUrl = baseUrl;
		return this;
	}

	/**
	 * Set the address of the API's OpenAPI document, for
	 * {@link ExperitureClient#openApiDocument()}. The API does not document it.
	 * @param openApiUrl the address; {@code openapi.json} below the base URL by default
	 * (assumed); plain {@code http} only to a loopback address
	 * @return this builder
	 */
	public ExperitureClientBuilder openApiUrl(URI openApiUrl) {
		this.openApiUrl = openApiUrl;
		return this;
	}

	/**
	 * Set the OAuth2 client credentials.
	 * @param credentials the credentials
	 * @return this builder
	 */
	public ExperitureClientBuilder credentials(ClientCredentials credentials) {
		return credentials(() -> credentials, credentials);
	}

	/**
	 * Set the source of the OAuth2 client credentials. It is called before every token
	 * request, so that a rotated secret is used by the next one.
	 * @param credentials supplies the credentials; may block
	 * @return this builder
	 */
	public ExperitureClientBuilder credentials(Supplier<ClientCredentials> credentials) {
		return credentials(credentials, null);
	}

	/**
	 * Set the source of the OAuth2 client credentials and its current value, so that
	 * {@link ClientSettings#tokenRequest()} has a value before the first token request.
	 * @param credentials supplies the credentials; may block
	 * @param known the current value; {@code null} if only the source knows it
	 * @return this builder
	 */
	public ExperitureClientBuilder credentials(Supplier<ClientCredentials> credentials,
			@Nullable ClientCredentials known) {
		this.credentials = new RememberedCredentials(credentials, known);
		return this;
	}

	/**
	 * Set the provider of access tokens, in place of the client credentials grant.
	 * @param tokenProvider the provider
	 * @return this builder
	 */
	public ExperitureClientBuilder tokenProvider(TokenProvider tokenProvider) {
		this.tokenProvider = tokenProvider;
		return this;
	}

	/**
	 * Set the settings of connections.
	 * @param connections the settings
	 * @return this builder
	 */
	public ExperitureClientBuilder connections(ConnectionSettings connections) {
		this.connections = connections;
		return this;
	}

	/**
	 * Set the maximum duration of one logical call, waits and retries included.
	 * @param callTimeout the limit, 2 minutes by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
	 */
	public ExperitureClientBuilder callTimeout(Duration callTimeout) {
		this.callTimeout = DurationLimits.positive("callTimeout", callTimeout);
		return this;
	}

	/**
	 * Set the maximum duration of one attempt, connecting included.
	 * @param attemptTimeout the limit, 30 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
	 */
	public ExperitureClientBuilder attemptTimeout(Duration attemptTimeout) {
		this.attemptTimeout = DurationLimits.positive("attemptTimeout", attemptTimeout);
		return this;
	}

	/**
	 * Set the maximum size of a response.
	 * @param bytes the size in bytes after decompression, 16 MB by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive
	 */
	public ExperitureClientBuilder maxResponseSize(int bytes) {
		Assert.isTrue(bytes > 0, "maxResponseSize must be positive");
		this.maxResponseSize = bytes;
		return this;
	}

	/**
	 * Set how failed attempts are retried.
	 * @param retry the settings
	 * @return this builder
	 */
	public ExperitureClientBuilder retry(RetrySettings retry) {
		this.retry = retry;
		return this;
	}

	/**
	 * Set the rate limit of an endpoint class, as enforced by this client.
	 * @param endpointClass the class
	 * @param limit the limit, {@link RateLimit#DEFAULT} by default
	 * @return this builder
	 */
	public ExperitureClientBuilder rateLimit(EndpointClass endpointClass, RateLimit limit) {
		this.rateLimits.put(endpointClass, limit);
		return this;
	}

	/**
	 * Set the registries for the Resilience4j instances of this client.
	 * @param registries the registries; own ones by default
	 * @return this builder
	 */
	public ExperitureClientBuilder registries(Registries registries) {
		this.registries = registries;
		return this;
	}

	/**
	 * Set how properties of record objects are named in JSON.
	 * @param recordNaming the naming, {@link RecordNaming#AS_IS} by default
	 * @return this builder
	 */
	public ExperitureClientBuilder recordNaming(RecordNaming recordNaming) {
		this.recordNaming = recordNaming;
		return this;
	}

	/**
	 * Set when records are validated against the schema of their object.
	 * @param validation the mode, {@link RecordValidation#ON_REJECTION} by default
	 * @return this builder
	 */
	public ExperitureClientBuilder recordValidation(RecordValidation validation) {
		this.validation = this.validation.mode(validation);
		return this;
	}

	/**
	 * Set how long the schema of an object is used before it is read again, for
	 * {@link RecordValidation#ALWAYS}.
	 * @param lifetime the time, 5 minutes by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
	 */
	public ExperitureClientBuilder schemaLifetime(Duration lifetime) {
		this.validation = this.validation.schemaLifetime(lifetime);
		return this;
	}

	/**
	 * Customize the mapper that writes records, for modules and mix-ins of application
	 * types. Jackson modules on the class path are used without it. It does not affect
	 * the checks of names, text and numbers.
	 * @param customizer changes the mapper's builder
	 * @return this builder
	 */
	public ExperitureClientBuilder recordMapper(Consumer<JsonMapper.Builder> customizer) {
		this.recordMapperCustomizer = this.recordMapperCustomizer.andThen(customizer);
		return this;
	}

	/**
	 * Set the factory of the connector, for custom TLS or a proxy. It must use the given
	 * connections, see {@link Connections#configure}.
	 * @param connector creates the connector, at the first call
	 * @return this builder
	 */
	public ExperitureClientBuilder connector(Function<Connections, ClientHttpConnector> connector) {
		this.connector = connector;
		return this;
	}

	/**
	 * Set the builder of the WebClient for the API, for example with filters of the
	 * application. It is not used for the token endpoint.
	 * @param webClientBuilder the builder; it is copied
	 * @return this builder
	 */
	public ExperitureClientBuilder webClientBuilder(WebClient.Builder webClientBuilder) {
		WebClient.Builder copy = webClientBuilder.clone();
		return webClientBuilder(copy::clone);
	}

	/**
	 * Set the source of the builder of the WebClient for the API.
	 * @param webClientBuilder returns a builder for this client only; called at the first
	 * call
	 * @return this builder
	 */
	public ExperitureClientBuilder webClientBuilder(Supplier<WebClient.Builder> webClientBuilder) {
		this.webClientBuilder = webClientBuilder;
		return this;
	}

	/**
	 * Customize the WebClient for the API, for filters of this client only. It is not
	 * used for the token endpoint.
	 * @param customizer changes the builder of the WebClient, at the first call; the
	 * settings that the client requires are applied afterwards
	 * @return this builder
	 */
	public ExperitureClientBuilder webClient(Consumer<WebClient.Builder> customizer) {
		this.webClientCustomizer = this.webClientCustomizer.andThen(customizer);
		return this;
	}

	/**
	 * Set the registry for observations of calls.
	 * @param registry the registry; none by default
	 * @return this builder
	 */
	public ExperitureClientBuilder observationRegistry(ObservationRegistry registry) {
		this.observationRegistry = registry;
		return this;
	}

	/**
	 * Set the convention for the names and key values of observations.
	 * @param convention the convention, or {@code null} for the default
	 * @return this builder
	 */
	public ExperitureClientBuilder observationConvention(@Nullable CallObservationConvention convention) {
		this.observationConvention = convention;
		return this;
	}

	/**
	 * Add a listener for the events of the client.
	 * @param listener the listener
	 * @return this builder
	 */
	public ExperitureClientBuilder listener(ClientListener listener) {
		this.listeners.add(listener);
		return this;
	}

	// For tests on virtual time, or to repeat a run exactly.
	ExperitureClientBuilder timeSource(TimeSource timeSource) {
		this.timeSource = timeSource;
		return this;
	}

	/**
	 * Build the client. Nothing is sent before the first call.
	 * @return the client; it must be closed
	 * @throws IllegalArgumentException if a setting is missing or not valid
	 */
	public ExperitureClient build() {
		String problem = SecureUris.problem(this.baseUrl);
		Assert.isTrue(problem == null, () -> "The base URL " + problem);
		URI openApiUrl = (this.openApiUrl != null) ? this.openApiUrl
				: URI.create(this.baseUrl.toString().replaceAll("/+$", "") + "/openapi.json");
		String openApiProblem = SecureUris.transportProblem(openApiUrl);
		Assert.isTrue(openApiProblem == null, () -> "The address of the OpenAPI document " + openApiProblem);
		LazyConnector connector = new LazyConnector(this.connections, this.connector);
		ClientRuntime runtime = runtime();
		TokenProvider given = this.tokenProvider;
		ClientCredentialsTokenProvider own = (given == null) ? tokens(connector, runtime) : null;
		CallPipeline pipeline = new CallPipeline(runtime, webClient(connector), (own != null) ? own : given,
				new CallObservations(this.workspace, this.observationRegistry, this.observationConvention));
		ClientSettings settings = new ClientSettings(runtime.settings(), openApiUrl, this.connections,
				this.recordNaming, this.validation, (own != null) ? this.credentials : null);
		ExperitureClient client = new ExperitureClient(pipeline, runtime, connector, settings, own);
		runtime.monitor().listener().opened(client.status());
		return client;
	}

	private ClientRuntime runtime() {
		CallSettings settings = new CallSettings(this.workspace, this.baseUrl, this.callTimeout, this.attemptTimeout,
				this.maxResponseSize, this.retry, Map.copyOf(this.rateLimits), this.registries);
		return new ClientRuntime(settings, ExperitureJson.create(this.recordNaming, this.recordMapperCustomizer),
				new ClientMonitor(this.listeners, this.timeSource.clock()),
				new BlockingExecutor(this.timeSource.threads()), this.timeSource);
	}

	// Created at the first call: an application that starts has made none yet.
	private Supplier<WebClient> webClient(ClientHttpConnector connector) {
		Supplier<WebClient.Builder> source = this.webClientBuilder;
		Consumer<WebClient.Builder> customizer = this.webClientCustomizer;
		ObservationRegistry observations = this.observationRegistry;
		return () -> {
			WebClient.Builder builder = source.get();
			if (!observations.isNoop()) {
				builder.observationRegistry(observations);
			}
			customizer.accept(builder);
			return builder.clientConnector(connector)
				// The details would include the token.
				.codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(false))
				.build();
		};
	}

	private ClientCredentialsTokenProvider tokens(ClientHttpConnector connector, ClientRuntime runtime) {
		Supplier<ClientCredentials> credentials = this.credentials;
		Assert.notNull(credentials, "Either credentials or a token provider must be set");
		TokenRequester requester = new TokenRequester(() -> WebClient.builder().clientConnector(connector).build(),
				this.attemptTimeout, credentials, runtime.executor()::scheduler);
		return new ClientCredentialsTokenProvider(requester, this.timeSource.nanoTime(), runtime.monitor().listener());
	}

}
