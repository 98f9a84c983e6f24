package com.experiture.emulator;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.EmulatorConfig;
import com.experiture.emulator.internal.EmulatorCore;
import com.experiture.emulator.internal.api.LoggedRequest;
import com.experiture.emulator.internal.imports.ImportSummary;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;
import com.experiture.emulator.internal.token.TokenEndpoint;

/**
 * A stateful emulator of Experiture in this process, on a random port of the loopback
 * interface.
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
 * a token from {@link #tokenUri()} with the scope of the call. Requests are checked
 * against the documented rules: at most 10,000 records and 10,000,000 bytes (the stricter
 * reading of the documented 10 MB), known fields, typed values, timestamps with a zone,
 * known match keys, idempotency keys of UUID version 4. Import files are uploaded to the
 * {@code uploadUrl} on a second port. CSV and JSONL up to 256 MB are imported; the rows
 * of larger files and of Parquet are not stored.
 * <p>
 * {@link #fixtures()} prepares what no call can create, {@link #settings()} switches
 * between readings of the documentation, {@link #faults()} makes requests fail.
 * <p>
 * The emulator accepts what the documentation accepts. If it rejects more than that, the
 * error says so: {@code details.beyondDocumentation} contains one of the marks that the
 * testing guide lists. What the service does not document is assumed:
 * <ul>
 * <li>Responses have a correlation id of the server, and the server remembers that of the
 * client ({@link ReceivedRequest#correlationId()}).</li>
 * <li>An idempotency key that comes back with another body is rejected with 400. Only
 * successful responses are stored and replayed, byte for byte.</li>
 * <li>Fields that the documentation does not list are rejected with 400 in requests that
 * it documents in full.</li>
 * <li>Values are matched exactly, case included. If appends have created several records
 * with the same identity key, the oldest one matches. The primary key is the first
 * identity key. A field that was cleared is like one that was never set.</li>
 * <li>Batches with a job, sending and scheduling have status 202; creating campaigns and
 * import jobs has 201. Pages have at most 1,000 entries, requests for list members at
 * most 10,000.</li>
 * <li>Only drafts of campaigns can be changed. Sending publishes the campaign and needs a
 * preflight without blockers, else it is rejected with 409 {@code PREFLIGHT_FAILED}.
 * Deleted campaigns are not found.</li>
 * <li>A step of an import job that comes too early is rejected with 400, because 409
 * means that the request can be repeated.</li>
 * </ul>
 * All methods are safe for use by several threads.
 */
public class ExperitureEmulator implements AutoCloseable {

	private final EmulatorConfig.Api api;

	private final EmulatorCore core;

	private final EmulatorSettings settings;

	private final Faults faults;

	ExperitureEmulator(EmulatorConfig config, Function<RawRequest, @Nullable RawResponse> control) {
		this.api = config.api();
		this.core = new EmulatorCore(config, control);
		this.settings = new EmulatorSettings(this.core.behaviors());
		this.faults = new Faults(this.core.faults());
	}

	/**
	 * Start an emulator with default settings.
	 * @return the running emulator
	 */
	public static ExperitureEmulator start() {
		return builder().start();
	}

	/**
	 * Return a builder of an emulator.
	 * @return a builder with the default settings
	 */
	public static ExperitureEmulatorBuilder builder() {
		return new ExperitureEmulatorBuilder();
	}

	/**
	 * Return the base URL of the API.
	 * @return the URL, without a trailing slash
	 */
	public URI baseUrl() {
		return URI.create(this.core.server().origin() + this.api.basePath());
	}

	/**
	 * Return the URL of the token endpoint.
	 * @return the URL
	 */
	public URI tokenUri() {
		return URI.create(this.core.server().origin() + TokenEndpoint.PATH);
	}

	/**
	 * Return the id of the only API client.
	 * @return the client id
	 */
	public String clientId() {
		return this.api.client().id();
	}

	/**
	 * Return the secret of the only API client.
	 * @return the client secret, which is random if the builder has none
	 */
	public String clientSecret() {
		return this.api.client().secret();
	}

	/**
	 * Return the settings, which can be changed while the emulator is running.
	 * @return the settings
	 */
	public EmulatorSettings settings() {
		return this.settings;
	}

	/**
	 * Return all records of an object, oldest first. For many records, {@link #count} and
	 * {@link #record} are faster.
	 * @param object the object's name
	 * @return an immutable copy: the fields that are set, in the order of the schema, as
	 * JSON values (decimal numbers as {@link java.math.BigDecimal})
	 * @throws IllegalArgumentException if there is no such object
	 */
	public List<Map<String, Object>> records(String object) {
		return this.core.backend().workspace().named(object).all();
	}

	/**
	 * Return the oldest record that has a value in a field. By an identity key, the time
	 * does not depend on the number of records.
	 * @param object the object's name
	 * @param field the field's name
	 * @param value the value, as in JSON
	 * @return an immutable copy of the record, if there is one
	 * @throws IllegalArgumentException if there is no such object or field
	 */
	public Optional<Map<String, Object>> record(String object, String field, Object value) {
		return this.core.backend().workspace().named(object).find(field, value);
	}

	/**
	 * Return the number of records of an object.
	 * @param object the object's name
	 * @return the number
	 * @throws IllegalArgumentException if there is no such object
	 */
	public int count(String object) {
		return this.core.backend().workspace().named(object).size();
	}

	/**
	 * Insert a record into an object without a request, to prepare a test.
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
	 * Return the fixtures, which put audiences, templates and records into the workspace.
	 * @return the fixtures
	 */
	public Fixtures fixtures() {
		return new Fixtures(this.core.backend());
	}

	/**
	 * Return the members of a static list.
	 * @param name the list's name; if several lists have it, the oldest one is used
	 * @return the normalized contact keys and record ids
	 * @throws IllegalArgumentException if there is no such list
	 */
	public Set<String> listMembers(String name) {
		return this.core.backend().lists().members(name);
	}

	/**
	 * Return the requests to upload URLs, oldest first.
	 * @return the requests since the start or the last reset
	 */
	public List<ReceivedUpload> uploads() {
		return this.core.uploads().log().stream().map(ReceivedUpload::of).toList();
	}

	/**
	 * Return the last requests to the API, oldest first. Token requests are not included.
	 * @return the requests, at most as many as are kept
	 * @see ExperitureEmulatorBuilder#keptRequests
	 */
	public List<ReceivedRequest> requests() {
		return requests((request) -> true);
	}

	/**
	 * Return the last requests of one call, oldest first.
	 * @param endpoint the call
	 * @return the requests among the kept ones
	 */
	public List<ReceivedRequest> requests(Endpoint endpoint) {
		return requests((request) -> request.endpoint() == endpoint);
	}

	/**
	 * Return how many requests to the API there were, kept or not. Token requests are not
	 * included.
	 * @return the exact number since the start or the last reset
	 */
	public int requestCount() {
		return this.core.log().count(null);
	}

	/**
	 * Return how many requests of one call there were, kept or not.
	 * @param endpoint the call
	 * @return the exact number since the start or the last reset
	 */
	public int requestCount(Endpoint endpoint) {
		return this.core.log().count(endpoint);
	}

	/**
	 * Return how many requests the token endpoint has received, rejected ones included.
	 * @return the exact number since the start or the last reset
	 */
	public int tokenRequests() {
		return this.core.log().tokenRequests();
	}

	/**
	 * Revoke all access tokens. From now on the API rejects them with 401
	 * {@code CDP_ETL.AUTH.TOKEN_INVALID}.
	 */
	public void revokeTokens() {
		this.core.tokens().revokeAll();
	}

	/**
	 * Return the faults, which make requests fail.
	 * @return the faults
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Close all connections to the API and the token endpoint now, like a server that
	 * closes idle connections.
	 */
	public void closeConnections() {
		this.core.server().closeConnections();
	}

	/**
	 * Return the HTTP server, to add stubs. Stubs of any usual priority take precedence
	 * over the emulator, which handles the requests that no stub matches, also after a
	 * reset of WireMock. Stubs stay until {@link #reset()}. Requests that a stub handles
	 * are not part of {@link #requests()}, and the request journal is off.
	 * @return the WireMock server
	 */
	public WireMockServer wireMock() {
		return this.core.server().wireMock();
	}

	/**
	 * Forget everything that has happened: records, jobs, lists, campaigns, uploads,
	 * fixtures, faults, stubs of WireMock, requests and their counts, stored responses of
	 * idempotency keys. The settings are those of the start again. Issued tokens stay
	 * valid, so that a client can be used by several tests.
	 */
	public void reset() {
		this.core.reset();
	}

	/**
	 * Stop the emulator and free its port.
	 */
	@Override
	public void close() {
		this.core.stop();
	}

	List<ImportSummary> imports() {
		return this.core.backend().imports();
	}

	/**
	 * Return the names of campaigns, oldest first.
	 * @param launched whether to return those that were sent or scheduled, or the others
	 * @return the names
	 */
	List<String> campaigns(boolean launched) {
		return this.core.backend().campaigns().names(launched);
	}

	private List<ReceivedRequest> requests(Predicate<LoggedRequest> filter) {
		return this.core.log().matching(filter).stream().map(ReceivedRequest::new).toList();
	}

	@Override
	public String toString() {
		return "ExperitureEmulator[" + baseUrl() + "]";
	}

}
