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
 * Configuration properties of the Experiture client of one workspace.
 */
@ConfigurationProperties("experiture")
public class ExperitureProperties {

	/**
	 * Whether there is an Experiture client at all; of a named workspace, whether there
	 * is one for it.
	 */
	private boolean enabled = true;

	/**
	 * Address of the API. Plain http is accepted for a loopback address only.
	 */
	private String baseUrl = ExperitureClient.DEFAULT_BASE_URL;

	/**
	 * Address of the API's own OpenAPI document, openapi.json below 'base-url' if it is
	 * not set. Where the API serves it is not documented.
	 */
	private @Nullable String openapiUrl;

	/**
	 * Address of the OAuth2 token endpoint, as the Experiture console shows it.
	 */
	private @Nullable String tokenUri;

	/**
	 * Id of the OAuth2 client of the workspace.
	 */
	private @Nullable String clientId;

	/**
	 * Secret of the OAuth2 client of the workspace.
	 */
	private @Nullable String clientSecret;

	/**
	 * Scopes to ask for. Without any, the token has all scopes of the client.
	 */
	private List<String> scopes = new ArrayList<>();

	/**
	 * How the secret is sent to the token endpoint.
	 */
	private ClientAuthentication clientAuthentication = ClientAuthentication.CLIENT_SECRET_BASIC;

	/**
	 * Time that one call may take, waits and retries included.
	 */
	private Duration callTimeout = Duration.ofMinutes(2);

	/**
	 * Time that one attempt of a call may take, connecting included.
	 */
	private Duration attemptTimeout = Duration.ofSeconds(30);

	/**
	 * Time that a TCP connection may take to come about.
	 */
	private Duration connectTimeout = Duration.ofSeconds(5);

	/**
	 * Largest answer that is read, after decompression.
	 */
	private DataSize maxResponseSize = DataSize.ofMegabytes(16);

	/**
	 * Whether to use HTTP/2 where the server offers it over TLS.
	 */
	private boolean http2 = true;

	private final Pool pool = new Pool();

	private final Ssl ssl = new Ssl();

	private final Retry retry = new Retry();

	/**
	 * Limits of the endpoint classes on this side, by class.
	 */
	private final Map<EndpointClass, RateLimit> rateLimit = new EnumMap<>(EndpointClass.class);

	private final Records records = new Records();

	private final Writer writer = new Writer();

	/**
	 * Further workspaces by name. Each has all properties that are directly under
	 * 'experiture', and takes over those that it does not set.
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
	 * The connection pool.
	 */
	public static class Pool {

		/**
		 * How many connections may be open to the API at once.
		 */
		private int maxConnections = 64;

		/**
		 * How many calls may wait for a free connection.
		 */
		private int maxWaiting = 10_000;

		/**
		 * Time that a call may wait for a free connection.
		 */
		private Duration acquireTimeout = Duration.ofSeconds(30);

		/**
		 * How long an unused connection is kept. Keep it below the idle timeout of
		 * servers and load balancers on the way.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(20);

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
		}

		public int getMaxWaiting() {
			return this.maxWaiting;
		}

		public void setMaxWaiting(int maxWaiting) {
			this.maxWaiting = maxWaiting;
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
		 * Name of the SSL bundle to use. Without one, the bundle of the application's
		 * HTTP clients is used, if there is one.
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
	 * The limit of one endpoint class.
	 */
	@ConfigurationPropertiesSource
	public static class RateLimit {

		/**
		 * How many requests may be sent in a period. Without it, the limit is learned
		 * from the answers of the API.
		 */
		private @Nullable Integer permits;

		/**
		 * Length of the period.
		 */
		private Duration period = Duration.ofSeconds(1);

		/**
		 * How many calls may wait for their turn. One more fails at once.
		 */
		private int maxWaiting = 10_000;

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

		public int getMaxWaiting() {
			return this.maxWaiting;
		}

		public void setMaxWaiting(int maxWaiting) {
			this.maxWaiting = maxWaiting;
		}

	}

	/**
	 * How failed attempts are repeated.
	 */
	public static class Retry {

		/**
		 * How many attempts one call has, the first included. 1 never retries.
		 */
		private int maxAttempts = 6;

		/**
		 * Longest wait before the second attempt. It doubles with every further one.
		 */
		private Duration initialBackoff = Duration.ofMillis(500);

		/**
		 * Longest wait before any attempt, unless the API asks for more.
		 */
		private Duration maxBackoff = Duration.ofSeconds(20);

		/**
		 * How many retries of all calls together may fail before calls end with their
		 * first failure. Every five calls that succeed at once give one back.
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
	 * How records are written.
	 */
	public static class Records {

		/**
		 * How the members of record objects are named on the wire. Keys of maps are never
		 * changed.
		 */
		private RecordNaming naming = RecordNaming.AS_IS;

		/**
		 * When records are judged by the schema of their object instead of by the API.
		 */
		private RecordValidation validation = RecordValidation.ON_REJECTION;

		/**
		 * How long a schema is used before it is read again, if records are always
		 * validated.
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
	 * The bean that collects single records into batches. It is drained when the
	 * application stops, within {@code spring.lifecycle.timeout-per-shutdown-phase}.
	 */
	public static class Writer {

		/**
		 * How many records a batch may hold, at most 10,000.
		 */
		private int batchRecords = 10_000;

		/**
		 * How large the body of a batch may be, at most 10,000,000 bytes.
		 */
		private DataSize batchSize = DataSize.ofBytes(10_000_000);

		/**
		 * How long a record waits for others to share its batch.
		 */
		private Duration linger = Duration.ofMillis(100);

		/**
		 * How many records may be in memory, those in flight included.
		 */
		private int capacity = 100_000;

		/**
		 * How many bytes of JSON may be in memory, those in flight included.
		 */
		private DataSize capacitySize = DataSize.ofBytes(64_000_000);

		/**
		 * What happens to a write while there is no room.
		 */
		private WhenFull whenFull = WhenFull.WAIT;

		/**
		 * How many batches of appended records of one object may be in flight.
		 */
		private int appendConcurrency = 4;

		/**
		 * How long a batch is sent again where its call failed in a way that may pass.
		 */
		private Duration patience = Duration.ofMinutes(2);

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

		public Duration getPatience() {
			return this.patience;
		}

		public void setPatience(Duration patience) {
			this.patience = patience;
		}

	}

}
