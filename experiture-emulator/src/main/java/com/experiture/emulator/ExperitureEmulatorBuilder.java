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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.EmulatorConfig;
import com.experiture.emulator.internal.api.ApiEndpoint;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;
import com.experiture.emulator.internal.server.NetworkBinding;
import com.experiture.emulator.internal.store.StoredSchema;
import com.experiture.emulator.internal.token.RegisteredClient;

/**
 * Builds an {@link ExperitureEmulator}.
 *
 * <pre class="code">
 * ExperitureEmulator emulator = ExperitureEmulator.builder()
 *     .object(CdpObject.profiles().field("shoe_size", FieldType.NUMBER))
 *     .tokenLifetime(Duration.ofMinutes(5))
 *     .settings((settings) -&gt; settings.batchResponseMode(BatchResponseMode.INLINE))
 *     .start();
 * </pre>
 */
public final class ExperitureEmulatorBuilder {

	private final Behaviors behaviors = new Behaviors();

	private final EmulatorSettings settings = new EmulatorSettings(this.behaviors);

	private final Map<String, CdpObject> objects = new LinkedHashMap<>();

	private NetworkBinding binding = NetworkBinding.loopback(0);

	private String basePath = ApiEndpoint.BASE_PATH;

	private String clientId = "emulator-client";

	private String clientSecret = Ids.uuid();

	private Set<String> scopes = Stream.of(Endpoint.values())
		.map(Endpoint::scope)
		.filter(Objects::nonNull)
		.collect(Collectors.toCollection(LinkedHashSet::new));

	private Duration tokenLifetime = Duration.ofHours(1);

	private InstantSource clock = InstantSource.system();

	private int keptRequests = 2000;

	private Function<RawRequest, @Nullable RawResponse> control = (request) -> null;

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
		this.binding = NetworkBinding.loopback(port);
		return this;
	}

	/**
	 * Serve the API under another path, for example that of another version. Default:
	 * {@code /public/v1}.
	 * @param basePath the path that all calls are below, such as {@code /public/v2};
	 * empty for the root
	 * @return this
	 * @throws IllegalArgumentException if it is not an absolute path, or if it has a
	 * trailing slash
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
	 * Set the scopes that the API client can have. A token request without scopes gets
	 * all of them. Default: the scopes of all calls.
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
	 * Set the clock. It decides when tokens expire and when stored responses of
	 * idempotency keys are removed (after 24 hours), and responses contain its time.
	 * Default: the system clock.
	 * @param clock the clock, such as a {@link java.time.Clock}
	 * @return this
	 */
	public ExperitureEmulatorBuilder clock(InstantSource clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Set how many requests are kept for inspection. Default: 2,000. Older requests are
	 * removed, but counted.
	 * @param keptRequests the number of requests, each with at most 32 KB of its body
	 * @return this
	 */
	public ExperitureEmulatorBuilder keptRequests(int keptRequests) {
		this.keptRequests = keptRequests;
		return this;
	}

	/**
	 * Add an object to the workspace, or replace the one of the same name.
	 * @param object the object's schema
	 * @return this
	 */
	public ExperitureEmulatorBuilder object(CdpObject object) {
		this.objects.put(object.name(), object);
		return this;
	}

	/**
	 * Choose the response of batch writes. Default: {@link BatchResponseMode#JOB}.
	 * @param batchResponseMode the kind of response
	 * @return this
	 */
	public ExperitureEmulatorBuilder batchResponseMode(BatchResponseMode batchResponseMode) {
		return settings((settings) -> settings.batchResponseMode(batchResponseMode));
	}

	/**
	 * Change the settings that the emulator has at its start and after a reset.
	 * @param changes changes the settings
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
		Behaviors initial = new Behaviors();
		initial.copyFrom(this.behaviors);
		EmulatorConfig.Api api = new EmulatorConfig.Api(this.basePath,
				new RegisteredClient(this.clientId, this.clientSecret, this.scopes), this.tokenLifetime,
				this.keptRequests);
		List<StoredSchema> schemas = this.objects.values().stream().map(CdpObject::schema).toList();
		return new ExperitureEmulator(new EmulatorConfig(this.binding, api, schemas, initial, this.clock),
				this.control);
	}

	ExperitureEmulatorBuilder onlyObjects(Collection<CdpObject> objects) {
		this.objects.clear();
		objects.forEach(this::object);
		return this;
	}

	ExperitureEmulatorBuilder binding(NetworkBinding binding) {
		this.binding = binding;
		return this;
	}

	/**
	 * Set what handles requests that are for the emulator itself.
	 * @param control returns {@code null} for all other requests
	 * @return this
	 */
	ExperitureEmulatorBuilder control(Function<RawRequest, @Nullable RawResponse> control) {
		this.control = control;
		return this;
	}

}
