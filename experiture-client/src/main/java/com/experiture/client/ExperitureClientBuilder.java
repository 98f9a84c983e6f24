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
import com.experiture.client.internal.auth.ClientCredentialsTokenProvider;
import com.experiture.client.internal.auth.TokenRequester;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.observation.CallObservations;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.text.SecureUris;
import com.experiture.client.internal.time.DurationLimits;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.internal.transport.LazyConnector;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.observation.ClientListener;
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
	 * Set what the application calls the workspace. It tags metrics, so that several
	 * clients can be told apart; the API never sees it.
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
	 * Return what the application calls the workspace, so that a customizer knows whom it
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
	 * Set where the API serves its own OpenAPI document, for
	 * {@link ExperitureClient#openApiDocument()}. Under which host and prefix that is, is
	 * not documented.
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
	 * Set the source of the OAuth2 client credentials. It is asked before every token
	 * request, so that a rotated secret is used by the next one.
	 * @param credentials supplies the credentials; may block
	 * @return this builder
	 */
	public ExperitureClientBuilder credentials(Supplier<ClientCredentials> credentials) {
		return credentials(credentials, null);
	}

	/**
	 * Set the source of the OAuth2 client credentials, and what it is known to return, so
	 * that {@link ClientSettings#tokenRequest()} has an answer before the first request.
	 * @param credentials supplies the credentials; may block
	 * @param known what it would return now; {@code null} if only asking it would tell
	 * @return this builder
	 */
	public ExperitureClientBuilder credentials(Supplier<ClientCredentials> credentials,
			@Nullable ClientCredentials known) {
		this.credentials = new RememberedCredentials(credentials, known);
		return this;
	}

	/**
	 * Set what supplies the access tokens, in place of the client-credentials grant.
	 * @param tokenProvider the provider
	 * @return this builder
	 */
	public ExperitureClientBuilder tokenProvider(TokenProvider tokenProvider) {
		this.tokenProvider = tokenProvider;
		return this;
	}

	/**
	 * Set how connections are made and kept.
	 * @param connections the settings
	 * @return this builder
	 */
	public ExperitureClientBuilder connections(ConnectionSettings connections) {
		this.connections = connections;
		return this;
	}

	/**
	 * Set how long one logical call may take, waits and retries included.
	 * @param callTimeout the limit, 2 minutes by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
	 */
	public ExperitureClientBuilder callTimeout(Duration callTimeout) {
		this.callTimeout = DurationLimits.positive("callTimeout", callTimeout);
		return this;
	}

	/**
	 * Set how long one attempt may take, connecting included.
	 * @param attemptTimeout the limit, 30 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
	 */
	public ExperitureClientBuilder attemptTimeout(Duration attemptTimeout) {
		this.attemptTimeout = DurationLimits.positive("attemptTimeout", attemptTimeout);
		return this;
	}

	/**
	 * Set the size of the largest answer that is read.
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
	 * Set how failed attempts are repeated.
	 * @param retry the settings
	 * @return this builder
	 */
	public ExperitureClientBuilder retry(RetrySettings retry) {
		this.retry = retry;
		return this;
	}

	/**
	 * Set the limit of an endpoint class on this client's side.
	 * @param endpointClass the class
	 * @param limit the limit, {@link RateLimit#DEFAULT} by default
	 * @return this builder
	 */
	public ExperitureClientBuilder rateLimit(EndpointClass endpointClass, RateLimit limit) {
		this.rateLimits.put(endpointClass, limit);
		return this;
	}

	/**
	 * Set where the Resilience4j instances of this client are registered.
	 * @param registries the registries; ones of its own by default
	 * @return this builder
	 */
	public ExperitureClientBuilder registries(Registries registries) {
		this.registries = registries;
		return this;
	}

	/**
	 * Set how the members of record objects are named on the wire.
	 * @param recordNaming the naming, {@link RecordNaming#AS_IS} by default
	 * @return this builder
	 */
	public ExperitureClientBuilder recordNaming(RecordNaming recordNaming) {
		this.recordNaming = recordNaming;
		return this;
	}

	/**
	 * Set when records are judged by the schema of their object instead of by the API.
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
	 * Customize the mapper that writes records, for modules and mix-ins of the
	 * application's own types. Jackson modules on the class path are used without it. The
	 * checks of names, text and numbers hold whatever it changes.
	 * @param customizer changes the mapper's builder
	 * @return this builder
	 */
	public ExperitureClientBuilder recordMapper(Consumer<JsonMapper.Builder> customizer) {
		this.recordMapperCustomizer = this.recordMapperCustomizer.andThen(customizer);
		return this;
	}

	/**
	 * Set what makes the connector, for TLS or a proxy of its own. It must build upon the
	 * given connections, see {@link Connections#configure}.
	 * @param connector makes the connector, at the first call
	 * @return this builder
	 */
	public ExperitureClientBuilder connector(Function<Connections, ClientHttpConnector> connector) {
		this.connector = connector;
		return this;
	}

	/**
	 * Set the builder that the WebClient for the API is made from, with filters of the
	 * application's own. The token endpoint is never reached through it.
	 * @param webClientBuilder the builder; it is copied
	 * @return this builder
	 */
	public ExperitureClientBuilder webClientBuilder(WebClient.Builder webClientBuilder) {
		WebClient.Builder copy = webClientBuilder.clone();
		return webClientBuilder(copy::clone);
	}

	/**
	 * Set the source of the builder that the WebClient for the API is made from.
	 * @param webClientBuilder returns a builder of this client alone; asked at the first
	 * call
	 * @return this builder
	 */
	public ExperitureClientBuilder webClientBuilder(Supplier<WebClient.Builder> webClientBuilder) {
		this.webClientBuilder = webClientBuilder;
		return this;
	}

	/**
	 * Customize the WebClient for the API, for filters of this client alone. The token
	 * endpoint is never reached through it.
	 * @param customizer changes the builder of the WebClient, at the first call; what the
	 * pipeline relies on is set afterwards
	 * @return this builder
	 */
	public ExperitureClientBuilder webClient(Consumer<WebClient.Builder> customizer) {
		this.webClientCustomizer = this.webClientCustomizer.andThen(customizer);
		return this;
	}

	/**
	 * Set where observations of the calls go.
	 * @param registry the registry; none by default
	 * @return this builder
	 */
	public ExperitureClientBuilder observationRegistry(ObservationRegistry registry) {
		this.observationRegistry = registry;
		return this;
	}

	/**
	 * Set what names the observations.
	 * @param convention the convention, or {@code null} for the default
	 * @return this builder
	 */
	public ExperitureClientBuilder observationConvention(@Nullable CallObservationConvention convention) {
		this.observationConvention = convention;
		return this;
	}

	/**
	 * Add somebody who is told what the client does.
	 * @param listener the listener
	 * @return this builder
	 */
	public ExperitureClientBuilder listener(ClientListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Set the source of time.
	 * @param timeSource the source; this machine's by default
	 * @return this builder
	 */
	public ExperitureClientBuilder timeSource(TimeSource timeSource) {
		this.timeSource = timeSource;
		return this;
	}

	/**
	 * Build the client. Nothing is sent before the first call.
	 * @return the client, to be closed at the end
	 * @throws IllegalArgumentException if a setting is missing or wrong
	 */
	public ExperitureClient build() {
		String problem = SecureUris.problem(this.baseUrl);
		Assert.isTrue(problem == null, () -> "The base URL " + problem);
		URI openApiUrl = (this.openApiUrl != null) ? this.openApiUrl
				: URI.create(this.baseUrl.toString().replaceAll("/+$", "") + "/openapi.json");
		String openApiProblem = SecureUris.transportProblem(openApiUrl);
		Assert.isTrue(openApiProblem == null, () -> "The address of the OpenAPI document " + openApiProblem);
		LazyConnector connector = new LazyConnector(this.connections, this.connector);
		CallSettings settings = new CallSettings(this.workspace, this.baseUrl, this.callTimeout, this.attemptTimeout,
				this.maxResponseSize, this.retry, Map.copyOf(this.rateLimits), this.registries);
		ClientMonitor monitor = new ClientMonitor(this.listeners, this.timeSource.clock());
		BlockingExecutor executor = new BlockingExecutor(this.timeSource.threads());
		TokenProvider given = this.tokenProvider;
		ClientCredentialsTokenProvider own = (given == null) ? tokens(connector, executor, monitor.listener()) : null;
		ClientRuntime runtime = new ClientRuntime(settings,
				ExperitureJson.create(this.recordNaming, this.recordMapperCustomizer), monitor, executor,
				this.timeSource);
		CallPipeline pipeline = new CallPipeline(runtime, webClient(connector), (own != null) ? own : given,
				new CallObservations(this.workspace, this.observationRegistry, this.observationConvention));
		ExperitureClient client = new ExperitureClient(pipeline, runtime, connector,
				new ClientSettings(settings, openApiUrl, this.connections, this.recordNaming, this.validation,
						(own != null) ? this.credentials : null),
				own);
		monitor.listener().opened(client.status());
		return client;
	}

	// Made at the first call: an application that starts has made none yet.
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
				// The details would be the token.
				.codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(false))
				.build();
		};
	}

	private ClientCredentialsTokenProvider tokens(ClientHttpConnector connector, BlockingExecutor executor,
			ClientListener listener) {
		Supplier<ClientCredentials> credentials = this.credentials;
		Assert.notNull(credentials, "Either credentials or a token provider must be set");
		TokenRequester requester = new TokenRequester(() -> WebClient.builder().clientConnector(connector).build(),
				this.attemptTimeout, credentials, executor::scheduler);
		return new ClientCredentialsTokenProvider(requester, this.timeSource.nanoTime(), listener);
	}

}
