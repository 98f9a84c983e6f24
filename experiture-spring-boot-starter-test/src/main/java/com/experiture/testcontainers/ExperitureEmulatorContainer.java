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
 * The Experiture emulator as a container. No registry has its image: build it from the
 * {@code Dockerfile} of this module, and give it the name that is used here.
 *
 * <pre class="code">
 * &#64;Container
 * &#64;ServiceConnection
 * static ExperitureEmulatorContainer experiture = new ExperitureEmulatorContainer("experiture-emulator");
 * </pre>
 *
 * The client sends credentials over plain http to loopback addresses only, which is where
 * a local Docker engine maps the ports of its containers to. With an engine on another
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
	 * Create a container of an image that is being built, such as an
	 * {@link org.testcontainers.images.builder.ImageFromDockerfile}.
	 * @param image the name of the image, when it is there
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
	 * Set the credentials of the only API client. Default: a fixed id and a random
	 * secret.
	 * @param clientId the client id
	 * @param clientSecret the client secret
	 * @return this
	 */
	public ExperitureEmulatorContainer withCredentials(String clientId, String clientSecret) {
		this.clientId = clientId;
		this.clientSecret = clientSecret;
		return this;
	}

	/**
	 * Set the workspace: objects, records, audiences and templates. A reset brings it
	 * back.
	 * @param fixtures a JSON file, such as
	 * {@link org.testcontainers.utility.MountableFile#forClasspathResource(String)}
	 * @return this
	 */
	public ExperitureEmulatorContainer withFixtures(Transferable fixtures) {
		withEnv("EXPERITURE_EMULATOR_FIXTURES", FIXTURES);
		return withCopyToContainer(fixtures, FIXTURES);
	}

	/**
	 * Return the base URL of the API as this machine reaches it.
	 * @return the URL, without a slash at its end
	 */
	public String getBaseUrl() {
		return origin() + "/public/v1";
	}

	/**
	 * Return the address of the token endpoint as this machine reaches it.
	 * @return the URL
	 */
	public String getTokenUri() {
		return origin() + "/oauth2/token";
	}

	/**
	 * Return the id of the only API client.
	 * @return the client id
	 */
	public String getClientId() {
		return this.clientId;
	}

	/**
	 * Return the secret of the only API client.
	 * @return the client secret
	 */
	public String getClientSecret() {
		return this.clientSecret;
	}

	/**
	 * Return all records of an object, oldest first.
	 * @param object the object's name
	 * @return the fields that are set, as JSON values
	 * @throws IllegalArgumentException if there is no such object
	 */
	public List<Map<String, Object>> records(String object) {
		HttpResponse<byte[]> response = ask("GET", "/emulator/records/" + object);
		if (response.statusCode() != 200) {
			throw new IllegalArgumentException("No object '" + object + "'");
		}
		return JsonMapper.shared().readValue(response.body(), new TypeReference<>() {
		});
	}

	/**
	 * Forget everything that has happened and bring back the fixtures.
	 */
	public void reset() {
		HttpResponse<byte[]> response = ask("POST", "/emulator/reset");
		if (response.statusCode() != 200) {
			throw new IllegalStateException("The emulator was not reset: status " + response.statusCode());
		}
	}

	private String origin() {
		return "http://" + getHost() + ":" + getMappedPort(PORT);
	}

	private HttpResponse<byte[]> ask(String method, String path) {
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
			throw new IllegalStateException("Interrupted while asking the emulator", ex);
		}
	}

}
