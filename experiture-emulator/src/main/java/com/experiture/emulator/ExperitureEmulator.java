package com.experiture.emulator;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.github.tomakehurst.wiremock.WireMockServer;

import com.experiture.client.call.Endpoint;

/**
 * A stateful Experiture in this process, on a random port of the loopback interface.
 *
 * <pre class="code">
 * try (ExperitureEmulator emulator = ExperitureEmulator.start()) {
 *     // experiture.base-url      = emulator.baseUrl()
 *     // experiture.token-uri     = emulator.tokenUri()
 *     // experiture.client-id     = emulator.clientId()
 *     // experiture.client-secret = emulator.clientSecret()
 *     ...
 *     assertThat(emulator.record("profiles", "email", "ada@example.com")).isPresent();
 * }
 * </pre>
 *
 * It starts with two empty objects, {@link CdpObject#profiles() profiles} and
 * {@link CdpObject#orders() orders}; {@link #builder()} declares others. Every call needs
 * a token from {@link #tokenUri()} with the call's scope. Requests are checked against
 * the documented rules: at most 10,000 records and 10,000,000 bytes (the stricter reading
 * of the documented 10 MB), known fields, typed values, timestamps with a zone, known
 * match keys, idempotency keys of UUID version 4. Import files go to {@code uploadUrl} on
 * a second port; CSV and JSONL up to 256 MB are really imported, of larger ones and of
 * Parquet nothing is stored.
 * <p>
 * {@link #fixtures()} prepares what no call can make, {@link #settings()} switches
 * between readings of the documentation, {@link #faults()} lets requests fail.
 * <p>
 * What the documentation accepts is accepted. What is refused beyond it says so: the
 * error's {@code details.beyondDocumentation} names one of the refusals that the guide
 * for tests lists. Where the service is undocumented the emulator assumes:
 * <ul>
 * <li>The server answers with a correlation id of its own and remembers the caller's
 * ({@link ReceivedRequest#correlationId()}).</li>
 * <li>An idempotency key that comes back with another body is refused with 400; only
 * successful answers are kept for replay, and replayed byte for byte.</li>
 * <li>Members that the documentation does not list are refused with 400 in requests
 * documented in full.</li>
 * <li>Values are matched exactly, case included; if appends have put several records
 * under one identity key, the oldest one matches. The primary key is the first identity
 * key. A field that was cleared is like one that was never set.</li>
 * <li>Batches answered with a job have status 202, and so do sending and scheduling;
 * creating campaigns and import jobs has 201. Pages have at most 1,000 entries, requests
 * for list members at most 10,000.</li>
 * <li>Changing a campaign needs a draft; sending one publishes it and needs a preflight
 * without blockers, else 409 {@code PREFLIGHT_FAILED}. Deleted campaigns are not found
 * any more.</li>
 * <li>A step of an import job that comes too early is refused with 400, since 409 means
 * that the request may be repeated.</li>
 * </ul>
 * All methods are safe for use by several threads.
 */
public class ExperitureEmulator implements AutoCloseable {

	private final EmulatorServer server;

	private final String basePath;

	private final String clientId;

	private final String clientSecret;

	private final AccessTokens tokens;

	private final Backend backend;

	private final IdempotencyStore idempotency = new IdempotencyStore();

	private final Faults faults = new Faults();

	private final RequestLog log;

	private final EmulatorSettings initialSettings;

	private final EmulatorSettings settings;

	ExperitureEmulator(ExperitureEmulatorBuilder builder) {
		InstantSource clock = builder.clock();
		this.basePath = builder.basePath();
		this.clientId = builder.clientId();
		this.clientSecret = builder.clientSecret();
		this.initialSettings = builder.settings();
		this.settings = new EmulatorSettings().copyFrom(this.initialSettings);
		this.log = new RequestLog(builder.keptRequests());
		this.tokens = new AccessTokens(builder.tokenLifetime());
		this.backend = new Backend(builder.objects(), this.settings, this.faults, clock, builder.exposure());
		ApiEngine engine = new ApiEngine(this.basePath, this.backend.handlers(), this.tokens, this.idempotency,
				new Envelope(this.settings), this.log, this.faults, clock);
		TokenEndpoint tokenEndpoint = new TokenEndpoint(this.clientId, this.clientSecret, builder.scopes(), this.tokens,
				this.faults, clock);
		StandaloneControl control = builder.control();
		this.server = new EmulatorServer(builder.port(), builder.exposure(), this.backend.uploads(), (call) -> {
			if (call.path().equals(TokenEndpoint.PATH)) {
				this.log.addTokenRequest();
				return tokenEndpoint.answer(call);
			}
			if (control != null && call.path().startsWith(StandaloneControl.PATH)) {
				return control.answer(call);
			}
			return engine.answer(call);
		});
	}

	/**
	 * Start an emulator with default settings.
	 * @return the running emulator
	 */
	public static ExperitureEmulator start() {
		return builder().start();
	}

	/**
	 * Prepare an emulator.
	 * @return a builder whose settings are the defaults
	 */
	public static ExperitureEmulatorBuilder builder() {
		return new ExperitureEmulatorBuilder();
	}

	/**
	 * Return the base URL of the API.
	 * @return the URL, without a slash at its end
	 */
	public URI baseUrl() {
		return URI.create(this.server.origin() + this.basePath);
	}

	/**
	 * Return the address of the token endpoint.
	 * @return the URL
	 */
	public URI tokenUri() {
		return URI.create(this.server.origin() + TokenEndpoint.PATH);
	}

	/**
	 * Return the id of the only API client.
	 * @return the client id
	 */
	public String clientId() {
		return this.clientId;
	}

	/**
	 * Return the secret of the only API client.
	 * @return the client secret, random unless the builder was given one
	 */
	public String clientSecret() {
		return this.clientSecret;
	}

	/**
	 * Return what can be changed while the emulator runs.
	 * @return the settings
	 */
	public EmulatorSettings settings() {
		return this.settings;
	}

	/**
	 * Return all records of an object, oldest first. For many records {@link #count} and
	 * {@link #record} cost less.
	 * @param object the object's name
	 * @return an immutable copy: the fields that are set, in the order of the schema, as
	 * JSON values (decimal numbers as {@link java.math.BigDecimal})
	 * @throws IllegalArgumentException if there is no such object
	 */
	public List<Map<String, Object>> records(String object) {
		return this.backend.workspace().named(object).all();
	}

	/**
	 * Return the oldest record that has a value in a field. By an identity key this takes
	 * the same short time however many records there are.
	 * @param object the object's name
	 * @param field the field's name
	 * @param value the value as JSON has it
	 * @return an immutable copy of the record, if there is one
	 * @throws IllegalArgumentException if there is no such object or field
	 */
	public Optional<Map<String, Object>> record(String object, String field, Object value) {
		return this.backend.workspace().named(object).find(field, value);
	}

	/**
	 * Return the number of records of an object.
	 * @param object the object's name
	 * @return the number
	 * @throws IllegalArgumentException if there is no such object
	 */
	public int count(String object) {
		return this.backend.workspace().named(object).size();
	}

	/**
	 * Put a record into an object without any request, to prepare a test.
	 * @param object the object's name
	 * @param record the record, which must fit the schema
	 * @return this
	 * @see Fixtures#record
	 */
	public ExperitureEmulator insert(String object, Map<String, ?> record) {
		fixtures().record(object, record);
		return this;
	}

	/**
	 * Return what puts audiences, templates and records into the workspace.
	 * @return the fixtures
	 */
	public Fixtures fixtures() {
		return new Fixtures(this.backend);
	}

	/**
	 * Return the members of a static list.
	 * @param name the list's name; of several lists with one name the oldest is meant
	 * @return the normalized contact keys and record ids
	 * @throws IllegalArgumentException if there is no such list
	 */
	public Set<String> listMembers(String name) {
		return this.backend.lists().members(name);
	}

	/**
	 * Return the requests to upload addresses, oldest first.
	 * @return the requests since the start or the last reset
	 */
	public List<ReceivedUpload> uploads() {
		return this.backend.uploads().received();
	}

	/**
	 * Return the last requests to the API, oldest first. Token requests are not among
	 * them.
	 * @return the requests, at most as many as the builder was told to keep
	 */
	public List<ReceivedRequest> requests() {
		return this.log.matching((request) -> true);
	}

	/**
	 * Return the last requests of one call, oldest first.
	 * @param endpoint the call
	 * @return the requests among the kept ones
	 */
	public List<ReceivedRequest> requests(Endpoint endpoint) {
		return this.log.matching((request) -> request.endpoint() == endpoint);
	}

	/**
	 * Return how many requests to the API there were, kept or not, token requests
	 * excepted.
	 * @return the exact number since the start or the last reset
	 */
	public int requestCount() {
		return this.log.count(null);
	}

	/**
	 * Return how many requests of one call there were, kept or not.
	 * @param endpoint the call
	 * @return the exact number since the start or the last reset
	 */
	public int requestCount(Endpoint endpoint) {
		return this.log.count(endpoint);
	}

	/**
	 * Return how many requests the token endpoint has had, refused ones included.
	 * @return the exact number since the start or the last reset
	 */
	public int tokenRequests() {
		return this.log.tokenRequests();
	}

	/**
	 * Revoke all access tokens: the API refuses them from now on with 401
	 * {@code CDP_ETL.AUTH.TOKEN_INVALID}.
	 */
	public void revokeTokens() {
		this.tokens.revokeAll();
	}

	/**
	 * Return what makes requests fail.
	 * @return the faults
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Close all connections to the API and the token endpoint now, as a server does that
	 * has found them idle for too long.
	 */
	public void closeConnections() {
		this.server.closeConnections();
	}

	/**
	 * Return the HTTP server, to add stubs of your own. Stubs of any usual priority come
	 * before the emulator; what no stub matches is the emulator's, also after a reset of
	 * WireMock. They stay until {@link #reset()}. Requests that a stub answers are not
	 * among {@link #requests()}, and the request journal is off.
	 * @return the WireMock server
	 */
	public WireMockServer wireMock() {
		return this.server.wireMock();
	}

	/**
	 * Forget everything that has happened: records, jobs, lists, campaigns, uploads,
	 * fixtures, faults, stubs of WireMock, requests and their counts, stored answers of
	 * idempotency keys; settings are back at those of the start. Issued tokens stay
	 * valid, so that a client that lives longer than one test goes on.
	 */
	public void reset() {
		this.faults.clear();
		this.server.dropStubs();
		this.backend.clear();
		this.idempotency.clear();
		this.log.clear();
		this.settings.copyFrom(this.initialSettings);
	}

	/**
	 * Stop the emulator and free its port.
	 */
	@Override
	public void close() {
		this.faults.clear();
		this.server.stop();
		this.backend.stop();
	}

	List<ImportSummary> imports() {
		return this.backend.imports();
	}

	List<String> campaigns(boolean launched) {
		return this.backend.campaigns(launched);
	}

	@Override
	public String toString() {
		return "ExperitureEmulator[" + baseUrl() + "]";
	}

}
