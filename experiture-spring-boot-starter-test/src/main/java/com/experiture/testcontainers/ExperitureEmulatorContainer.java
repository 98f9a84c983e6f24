package com.experiture.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Testcontainers container for the Experiture emulator. Its image is not published: build
 * it from the {@code Dockerfile} of this module.
 *
 * <pre class="code">
 * &#64;Container
 * &#64;ServiceConnection
 * static ExperitureEmulatorContainer experiture = new ExperitureEmulatorContainer("experiture-emulator");
 * </pre>
 *
 * The client sends credentials over plain http to loopback addresses only, to which a
 * local Docker engine maps the ports of its containers. If the engine is on another
 * machine, forward the port and set {@code TESTCONTAINERS_HOST_OVERRIDE}.
 */
public final class ExperitureEmulatorContainer extends GenericContainer<ExperitureEmulatorContainer> {

	private static final int PORT = 8080;

	private static final String FIXTURES = "/emulator/fixtures.json";

	private String clientId = "emulator-client";

	private String clientSecret = UUID.randomUUID().toString();

	/**
	 * Create a container.
	 * @param image the name of the image
	 */
	public ExperitureEmulatorContainer(String image) {
		this(DockerImageName.parse(image));
	}

	/**
	 * Create a container.
	 * @param image the name of the image
	 */
	public ExperitureEmulatorContainer(DockerImageName image) {
		super(image);
		prepare();
	}

	/**
	 * Create a container of an image that is built first, such as an
	 * {@link org.testcontainers.images.builder.ImageFromDockerfile}.
	 * @param image the future name of the image
	 */
	public ExperitureEmulatorContainer(Future<String> image) {
		super(image);
		prepare();
	}

	private void prepare() {
		withExposedPorts(PORT);
		waitingFor(Wait.forHttp("/emulator/health").forPort(PORT));
	}

	@Override
	protected void configure() {
		withEnv("EXPERITURE_EMULATOR_CLIENT_ID", this.clientId);
		withEnv("EXPERITURE_EMULATOR_CLIENT_SECRET", this.clientSecret);
	}

	/**
	 * Set the credentials of the API client. By default, the ID is fixed and the secret
	 * is random.
	 * @param clientId the client ID
	 * @param clientSecret the client secret
	 * @return this
	 */
	public ExperitureEmulatorContainer withCredentials(String clientId, String clientSecret) {
		this.clientId = clientId;
		this.clientSecret = clientSecret;
		return this;
	}

	/**
	 * Set the initial workspace: objects, records, audiences and templates. A reset
	 * restores it.
	 * @param fixtures a JSON file, such as
	 * {@link org.testcontainers.utility.MountableFile#forClasspathResource(String)}
	 * @return this
	 */
	public ExperitureEmulatorContainer withFixtures(Transferable fixtures) {
		withEnv("EXPERITURE_EMULATOR_FIXTURES", FIXTURES);
		return withCopyToContainer(fixtures, FIXTURES);
	}

	/**
	 * Return the base URL of the API for clients on this machine.
	 * @return the URL, without a trailing slash
	 */
	public String getBaseUrl() {
		return origin() + "/public/v1";
	}

	/**
	 * Return the URL of the token endpoint for clients on this machine.
	 * @return the URL
	 */
	public String getTokenUri() {
		return origin() + "/oauth2/token";
	}

	/**
	 * Return the ID of the API client.
	 * @return the client ID
	 */
	public String getClientId() {
		return this.clientId;
	}

	/**
	 * Return the secret of the API client.
	 * @return the client secret
	 */
	public String getClientSecret() {
		return this.clientSecret;
	}

	/**
	 * Return all records of an object, oldest first.
	 * @param object the name of the object
	 * @return the fields of each record, as JSON values
	 * @throws IllegalArgumentException if there is no such object
	 */
	public List<Map<String, Object>> records(String object) {
		HttpResponse<byte[]> response = call("GET", "/emulator/records/" + object);
		if (response.statusCode() != 200) {
			throw new IllegalArgumentException("There is no object '" + object + "'");
		}
		return JsonMapper.shared().readValue(response.body(), new TypeReference<>() {
		});
	}

	/**
	 * Reset the emulator to its fixtures.
	 * @throws IllegalStateException if it cannot be reset
	 */
	public void reset() {
		HttpResponse<byte[]> response = call("POST", "/emulator/reset");
		if (response.statusCode() != 200) {
			throw new IllegalStateException("The emulator could not be reset: status " + response.statusCode());
		}
	}

	private String origin() {
		return "http://" + getHost() + ":" + getMappedPort(PORT);
	}

	private HttpResponse<byte[]> call(String method, String path) {
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(origin() + path))
					.method(method, BodyPublishers.noBody())
					.build(), BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while calling the emulator", ex);
		}
	}

}
