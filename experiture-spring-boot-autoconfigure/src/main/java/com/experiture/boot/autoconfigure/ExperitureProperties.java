package com.experiture.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.util.unit.DataSize;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.settings.RecordValidation;
import com.experiture.client.writer.WriterOptions.WhenFull;

/**
 * Configuration properties of the Experiture client. Those of a named workspace have the
 * same type.
 */
@ConfigurationProperties("experiture")
public class ExperitureProperties {

	/**
	 * Whether to create the client. In a named workspace, whether to create its client.
	 */
	private boolean enabled = true;

	/**
	 * Base URL of the API. Plain http is accepted for loopback addresses only.
	 */
	private String baseUrl = ExperitureClient.DEFAULT_BASE_URL;

	/**
	 * URL of the API's own OpenAPI document. The default is 'openapi.json' below
	 * 'base-url', which is assumed, not documented.
	 */
	private @Nullable String openapiUrl;

	/**
	 * URL of the OAuth2 token endpoint, as the Experiture console shows it.
	 */
	private @Nullable String tokenUri;

	/**
	 * ID of the OAuth2 client of the workspace.
	 */
	private @Nullable String clientId;

	/**
	 * Secret of the OAuth2 client of the workspace.
	 */
	private @Nullable String clientSecret;

	/**
	 * OAuth2 scopes to request. If empty, the token has all scopes of the client.
	 */
	private List<String> scopes = new ArrayList<>();

	/**
	 * How to send the client ID and the secret to the token endpoint.
	 */
	private ClientAuthentication clientAuthentication = ClientAuthentication.CLIENT_SECRET_BASIC;

	/**
	 * Timeout for a call, including waits and retries.
	 */
	private Duration callTimeout = Duration.ofMinutes(2);

	/**
	 * Timeout for one attempt of a call, including the connection.
	 */
	private Duration attemptTimeout = Duration.ofSeconds(30);

	/**
	 * Timeout for establishing a TCP connection.
	 */
	private Duration connectTimeout = Duration.ofSeconds(5);

	/**
	 * Maximum size of a response body, after decompression.
	 */
	private DataSize maxResponseSize = DataSize.ofMegabytes(16);

	/**
	 * Whether to use HTTP/2 if the server supports it over TLS.
	 */
	private boolean http2 = true;

	private final Pool pool = new Pool();

	private final Ssl ssl = new Ssl();

	private final Retry retry = new Retry();

	/**
	 * Client-side rate limits by endpoint class.
	 */
	private final Map<EndpointClass, RateLimit> rateLimit = new EnumMap<>(EndpointClass.class);

	private final Records records = new Records();

	private final Writer writer = new Writer();

	/**
	 * Named workspaces. Each accepts all properties of 'experiture' and inherits those
	 * that it does not set.
	 */
	private final Map<String, ExperitureProperties> workspaces = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(String baseUrl) {
		this.baseUrl = baseUrl;
	}

	public @Nullable String getOpenapiUrl() {
		return this.openapiUrl;
	}

	public void setOpenapiUrl(@Nullable String openapiUrl) {
		this.openapiUrl = openapiUrl;
	}

	public @Nullable String getTokenUri() {
		return this.tokenUri;
	}

	public void setTokenUri(@Nullable String tokenUri) {
		this.tokenUri = tokenUri;
	}

	public @Nullable String getClientId() {
		return this.clientId;
	}

	public void setClientId(@Nullable String clientId) {
		this.clientId = clientId;
	}

	public @Nullable String getClientSecret() {
		return this.clientSecret;
	}

	public void setClientSecret(@Nullable String clientSecret) {
		this.clientSecret = clientSecret;
	}

	public List<String> getScopes() {
		return this.scopes;
	}

	public void setScopes(List<String> scopes) {
		this.scopes = scopes;
	}

	public ClientAuthentication getClientAuthentication() {
		return this.clientAuthentication;
	}

	public void setClientAuthentication(ClientAuthentication clientAuthentication) {
		this.clientAuthentication = clientAuthentication;
	}

	public Duration getCallTimeout() {
		return this.callTimeout;
	}

	public void setCallTimeout(Duration callTimeout) {
		this.callTimeout = callTimeout;
	}

	public Duration getAttemptTimeout() {
		return this.attemptTimeout;
	}

	public void setAttemptTimeout(Duration attemptTimeout) {
		this.attemptTimeout = attemptTimeout;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public DataSize getMaxResponseSize() {
		return this.maxResponseSize;
	}

	public void setMaxResponseSize(DataSize maxResponseSize) {
		this.maxResponseSize = maxResponseSize;
	}

	public boolean isHttp2() {
		return this.http2;
	}

	public void setHttp2(boolean http2) {
		this.http2 = http2;
	}

	public Pool getPool() {
		return this.pool;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public Map<EndpointClass, RateLimit> getRateLimit() {
		return this.rateLimit;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public Map<String, ExperitureProperties> getWorkspaces() {
		return this.workspaces;
	}

	public Records getRecords() {
		return this.records;
	}

	public Writer getWriter() {
		return this.writer;
	}

	/**
	 * Connection pool.
	 */
	public static class Pool {

		/**
		 * Maximum number of open connections to the API.
		 */
		private int maxConnections = 64;

		/**
		 * Maximum number of calls that wait for a connection.
		 */
		private int maxPendingCalls = 10_000;

		/**
		 * Timeout for acquiring a connection from the pool.
		 */
		private Duration acquireTimeout = Duration.ofSeconds(30);

		/**
		 * Maximum time that an idle connection is kept. Should be shorter than the idle
		 * timeout of servers and load balancers.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(20);

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
		}

		public int getMaxPendingCalls() {
			return this.maxPendingCalls;
		}

		public void setMaxPendingCalls(int maxPendingCalls) {
			this.maxPendingCalls = maxPendingCalls;
		}

		public Duration getAcquireTimeout() {
			return this.acquireTimeout;
		}

		public void setAcquireTimeout(Duration acquireTimeout) {
			this.acquireTimeout = acquireTimeout;
		}

		public Duration getMaxIdleTime() {
			return this.maxIdleTime;
		}

		public void setMaxIdleTime(Duration maxIdleTime) {
			this.maxIdleTime = maxIdleTime;
		}

	}

	/**
	 * TLS.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle to use. The default is the bundle of the application's
		 * HTTP clients, if any.
		 */
		private @Nullable String bundle;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

	/**
	 * Rate limit of an endpoint class.
	 */
	@ConfigurationPropertiesSource
	public static class RateLimit {

		/**
		 * Maximum number of requests in a period. If not set, the limit adapts to the
		 * responses of the API.
		 */
		private @Nullable Integer permits;

		/**
		 * Length of a period.
		 */
		private Duration period = Duration.ofSeconds(1);

		/**
		 * Maximum number of calls that wait for a permit. Further calls fail immediately.
		 */
		private int maxPendingCalls = 10_000;

		public @Nullable Integer getPermits() {
			return this.permits;
		}

		public void setPermits(@Nullable Integer permits) {
			this.permits = permits;
		}

		public Duration getPeriod() {
			return this.period;
		}

		public void setPeriod(Duration period) {
			this.period = period;
		}

		public int getMaxPendingCalls() {
			return this.maxPendingCalls;
		}

		public void setMaxPendingCalls(int maxPendingCalls) {
			this.maxPendingCalls = maxPendingCalls;
		}

	}

	/**
	 * Retries of failed attempts.
	 */
	public static class Retry {

		/**
		 * Maximum number of attempts of a call, including the first. Use 1 to disable
		 * retries.
		 */
		private int maxAttempts = 6;

		/**
		 * Maximum backoff before the second attempt. Doubles with each further attempt.
		 */
		private Duration initialBackoff = Duration.ofMillis(500);

		/**
		 * Maximum backoff before any attempt, unless the API requests a longer one.
		 */
		private Duration maxBackoff = Duration.ofSeconds(20);

		/**
		 * Number of failed retries, across all calls, after which calls fail without a
		 * retry. Every five calls that succeed at the first attempt restore one.
		 */
		private int budget = 100;

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public Duration getInitialBackoff() {
			return this.initialBackoff;
		}

		public void setInitialBackoff(Duration initialBackoff) {
			this.initialBackoff = initialBackoff;
		}

		public Duration getMaxBackoff() {
			return this.maxBackoff;
		}

		public void setMaxBackoff(Duration maxBackoff) {
			this.maxBackoff = maxBackoff;
		}

		public int getBudget() {
			return this.budget;
		}

		public void setBudget(int budget) {
			this.budget = budget;
		}

	}

	/**
	 * Mapping and validation of records.
	 */
	public static class Records {

		/**
		 * How to name the properties of record objects in JSON. Keys of maps are never
		 * changed.
		 */
		private RecordNaming naming = RecordNaming.AS_IS;

		/**
		 * When to validate records against the schema of their object.
		 */
		private RecordValidation validation = RecordValidation.ON_REJECTION;

		/**
		 * Time to use a schema before it is read again, if records are always validated.
		 */
		private Duration schemaLifetime = Duration.ofMinutes(5);

		public RecordNaming getNaming() {
			return this.naming;
		}

		public void setNaming(RecordNaming naming) {
			this.naming = naming;
		}

		public RecordValidation getValidation() {
			return this.validation;
		}

		public void setValidation(RecordValidation validation) {
			this.validation = validation;
		}

		public Duration getSchemaLifetime() {
			return this.schemaLifetime;
		}

		public void setSchemaLifetime(Duration schemaLifetime) {
			this.schemaLifetime = schemaLifetime;
		}

	}

	/**
	 * Record writer, which collects single records into batches. It is drained when the
	 * application stops, within {@code spring.lifecycle.timeout-per-shutdown-phase}.
	 */
	public static class Writer {

		/**
		 * Maximum number of records in a batch, at most 10,000.
		 */
		private int batchRecords = 10_000;

		/**
		 * Maximum size of the request body of a batch, at most 10,000,000 bytes.
		 */
		private DataSize batchSize = DataSize.ofBytes(10_000_000);

		/**
		 * Maximum time that a record waits for its batch to fill.
		 */
		private Duration linger = Duration.ofMillis(100);

		/**
		 * Maximum number of records in memory, including those in flight.
		 */
		private int capacity = 100_000;

		/**
		 * Maximum size of JSON in memory, including batches in flight.
		 */
		private DataSize capacitySize = DataSize.ofBytes(64_000_000);

		/**
		 * What to do with a write if the capacity is reached.
		 */
		private WhenFull whenFull = WhenFull.WAIT;

		/**
		 * Maximum number of batches of appended records in flight for each object.
		 */
		private int appendConcurrency = 4;

		/**
		 * Maximum time to retry a batch after transient failures.
		 */
		private Duration retryTimeout = Duration.ofMinutes(2);

		public int getBatchRecords() {
			return this.batchRecords;
		}

		public void setBatchRecords(int batchRecords) {
			this.batchRecords = batchRecords;
		}

		public DataSize getBatchSize() {
			return this.batchSize;
		}

		public void setBatchSize(DataSize batchSize) {
			this.batchSize = batchSize;
		}

		public Duration getLinger() {
			return this.linger;
		}

		public void setLinger(Duration linger) {
			this.linger = linger;
		}

		public int getCapacity() {
			return this.capacity;
		}

		public void setCapacity(int capacity) {
			this.capacity = capacity;
		}

		public DataSize getCapacitySize() {
			return this.capacitySize;
		}

		public void setCapacitySize(DataSize capacitySize) {
			this.capacitySize = capacitySize;
		}

		public WhenFull getWhenFull() {
			return this.whenFull;
		}

		public void setWhenFull(WhenFull whenFull) {
			this.whenFull = whenFull;
		}

		public int getAppendConcurrency() {
			return this.appendConcurrency;
		}

		public void setAppendConcurrency(int appendConcurrency) {
			this.appendConcurrency = appendConcurrency;
		}

		public Duration getRetryTimeout() {
			return this.retryTimeout;
		}

		public void setRetryTimeout(Duration retryTimeout) {
			this.retryTimeout = retryTimeout;
		}

	}

}
