package com.experiture.emulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * Prepares an {@link ExperitureEmulator}.
 *
 * <pre class="code">
 * ExperitureEmulator emulator = ExperitureEmulator.builder()
 *     .object(CdpObject.profiles().field("shoe_size", FieldType.NUMBER))
 *     .tokenLifetime(Duration.ofMinutes(5))
 *     .settings((settings) -&gt; settings.batchAnswers(BatchAnswers.INLINE))
 *     .start();
 * </pre>
 */
public final class ExperitureEmulatorBuilder {

	private final EmulatorSettings settings = new EmulatorSettings();

	private final Map<String, CdpObject> objects = new LinkedHashMap<>();

	private int port;

	private String basePath = ApiEngine.BASE_PATH;

	private String clientId = "emulator-client";

	private String clientSecret = Ids.uuid();

	private Set<String> scopes = Stream.of(Endpoint.values())
		.map(Endpoint::scope)
		.filter(Objects::nonNull)
		.collect(Collectors.toCollection(LinkedHashSet::new));

	private Duration tokenLifetime = Duration.ofHours(1);

	private InstantSource clock = InstantSource.system();

	private int keptRequests = 2000;

	private Exposure exposure = Exposure.loopback();

	private @Nullable StandaloneControl control;

	ExperitureEmulatorBuilder() {
		object(CdpObject.profiles());
		object(CdpObject.orders());
	}

	/**
	 * Listen on a fixed port. Default: any free one.
	 * @param port the port, 0 for any free one
	 * @return this
	 */
	public ExperitureEmulatorBuilder port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Serve the API under another path, such as that of another version. Default:
	 * {@code /public/v1}.
	 * @param basePath the path that all calls are below, such as {@code /public/v2};
	 * empty for the root
	 * @return this
	 * @throws IllegalArgumentException if it is not an absolute path without slash at its
	 * end
	 */
	public ExperitureEmulatorBuilder basePath(String basePath) {
		if (!basePath.matches("(/[A-Za-z0-9._~-]+)*")) {
			throw new IllegalArgumentException("The base path must be like /public/v2: " + basePath);
		}
		this.basePath = basePath;
		return this;
	}

	/**
	 * Set the credentials of the only API client. Default: a fixed id and a random
	 * secret.
	 * @param clientId the client id
	 * @param clientSecret the client secret, any text
	 * @return this
	 */
	public ExperitureEmulatorBuilder credentials(String clientId, String clientSecret) {
		this.clientId = clientId;
		this.clientSecret = clientSecret;
		return this;
	}

	/**
	 * Set the scopes that the API client may have. A token request that names none gets
	 * all of these. Default: the scopes of all calls.
	 * @param scopes the scopes
	 * @return this
	 */
	public ExperitureEmulatorBuilder scopes(String... scopes) {
		this.scopes = new LinkedHashSet<>(List.of(scopes));
		return this;
	}

	/**
	 * Set how long access tokens are valid. Default: one hour.
	 * @param tokenLifetime the lifetime, announced in whole seconds
	 * @return this
	 */
	public ExperitureEmulatorBuilder tokenLifetime(Duration tokenLifetime) {
		this.tokenLifetime = tokenLifetime;
		return this;
	}

	/**
	 * Set the clock that decides when tokens expire, when stored answers of idempotency
	 * keys are forgotten (24 hours) and what time answers name. Default: the system's.
	 * @param clock the clock; a {@link java.time.Clock} is one
	 * @return this
	 */
	public ExperitureEmulatorBuilder clock(InstantSource clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Set how many requests are kept for inspection. Default: 2,000. Older ones are
	 * dropped, but counted.
	 * @param keptRequests the number of requests, each with at most 32 KB of its body
	 * @return this
	 */
	public ExperitureEmulatorBuilder keptRequests(int keptRequests) {
		this.keptRequests = keptRequests;
		return this;
	}

	/**
	 * Add an object to the workspace, or replace the one of that name.
	 * @param object the object's schema
	 * @return this
	 */
	public ExperitureEmulatorBuilder object(CdpObject object) {
		this.objects.put(object.name(), object);
		return this;
	}

	/**
	 * Choose how batch writes are answered. Default: {@link BatchAnswers#JOB}.
	 * @param batchAnswers the kind of answer
	 * @return this
	 */
	public ExperitureEmulatorBuilder batchAnswers(BatchAnswers batchAnswers) {
		return settings((settings) -> settings.batchAnswers(batchAnswers));
	}

	/**
	 * Change the settings that the emulator starts with, and has again after a reset.
	 * @param changes what to change
	 * @return this
	 */
	public ExperitureEmulatorBuilder settings(Consumer<EmulatorSettings> changes) {
		changes.accept(this.settings);
		return this;
	}

	/**
	 * Start the emulator.
	 * @return the running emulator
	 */
	public ExperitureEmulator start() {
		return new ExperitureEmulator(this);
	}

	ExperitureEmulatorBuilder onlyObjects(Collection<CdpObject> objects) {
		this.objects.clear();
		objects.forEach(this::object);
		return this;
	}

	ExperitureEmulatorBuilder exposure(Exposure exposure) {
		this.exposure = exposure;
		return this;
	}

	ExperitureEmulatorBuilder control(StandaloneControl control) {
		this.control = control;
		return this;
	}

	EmulatorSettings settings() {
		return new EmulatorSettings().copyFrom(this.settings);
	}

	Collection<CdpObject> objects() {
		return this.objects.values();
	}

	String basePath() {
		return this.basePath;
	}

	int port() {
		return this.port;
	}

	String clientId() {
		return this.clientId;
	}

	String clientSecret() {
		return this.clientSecret;
	}

	Set<String> scopes() {
		return this.scopes;
	}

	Duration tokenLifetime() {
		return this.tokenLifetime;
	}

	InstantSource clock() {
		return this.clock;
	}

	Exposure exposure() {
		return this.exposure;
	}

	@Nullable StandaloneControl control() {
		return this.control;
	}

	int keptRequests() {
		return this.keptRequests;
	}

}
