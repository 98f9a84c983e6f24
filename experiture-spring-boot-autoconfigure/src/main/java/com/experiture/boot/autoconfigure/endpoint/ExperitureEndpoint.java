package com.experiture.boot.autoconfigure.endpoint;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import com.experiture.boot.autoconfigure.ExperitureProperties;
import com.experiture.boot.autoconfigure.ExperitureSettings;
import com.experiture.client.ExperitureClient;
import com.experiture.client.observation.CallsStatus;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.EndpointClassStatus;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.TokenStatus;

/**
 * {@link Endpoint} to expose the state of the clients: token, rate limits, failures and
 * configuration. It never contains the token or the secret.
 */
@Endpoint(id = "experiture")
public class ExperitureEndpoint {

	private final Map<String, ExperitureClient> clients = new TreeMap<>();

	private final @Nullable ExperitureProperties properties;

	private final Sanitizer sanitizer;

	private final Show showValues;

	/**
	 * Create an endpoint.
	 * @param clients the clients, one per workspace
	 * @param properties the properties, for the settings that the clients do not know;
	 * {@code null} omits them
	 * @param sanitizingFunctions the functions that sanitize values of the configuration
	 * @param showValues when to show URLs, client IDs and scopes
	 */
	public ExperitureEndpoint(Iterable<ExperitureClient> clients, @Nullable ExperitureProperties properties,
			Iterable<SanitizingFunction> sanitizingFunctions, Show showValues) {
		this.properties = properties;
		clients.forEach((client) -> this.clients.put(client.workspace(), client));
		this.sanitizer = new Sanitizer(sanitizingFunctions);
		this.showValues = showValues;
	}

	/**
	 * Return the state of all workspaces.
	 * @return the state
	 */
	@ReadOperation
	public WorkspacesDescriptor workspaces() {
		return workspaces(this.showValues.isShown(true));
	}

	/**
	 * Return the state of one workspace.
	 * @param workspace the name of the workspace
	 * @return the state, or {@code null} if there is no such workspace
	 */
	@ReadOperation
	public @Nullable WorkspaceDescriptor workspace(@Selector String workspace) {
		return workspace(workspace, this.showValues.isShown(true));
	}

	WorkspacesDescriptor workspaces(boolean showUnsanitized) {
		Map<String, WorkspaceDescriptor> workspaces = new LinkedHashMap<>();
		this.clients.forEach((name, client) -> workspaces.put(name, descriptor(client, showUnsanitized)));
		return new WorkspacesDescriptor(workspaces);
	}

	@Nullable WorkspaceDescriptor workspace(String name, boolean showUnsanitized) {
		ExperitureClient client = this.clients.get(name);
		return (client != null) ? descriptor(client, showUnsanitized) : null;
	}

	private WorkspaceDescriptor descriptor(ExperitureClient client, boolean showUnsanitized) {
		ClientStatus status = client.status();
		Map<String, EndpointClassStatus> endpointClasses = new LinkedHashMap<>();
		status.endpointClasses().forEach((name) -> endpointClasses.put(name, status.endpointClass(name)));
		return new WorkspaceDescriptor(status.token(), status.calls(), endpointClasses, status.retriesLeft(),
				status.queue(), configuration(client, showUnsanitized));
	}

	// Numbers, durations and enums are always shown, texts only if authorized.
	private Map<String, @Nullable Object> configuration(ExperitureClient client, boolean showUnsanitized) {
		Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
		ExperitureSettings.inForce(client.settings(), properties(client.workspace()))
			.forEach((name, value) -> configuration.put(name, this.sanitizer
				.sanitize(new SanitizableData(null, "experiture." + name, value), showUnsanitized || !isText(value))));
		return configuration;
	}

	private static boolean isText(@Nullable Object value) {
		return value instanceof CharSequence || value instanceof URI || value instanceof Collection<?>;
	}

	private @Nullable ExperitureProperties properties(String workspace) {
		return (this.properties != null) ? this.properties.getWorkspaces().getOrDefault(workspace, this.properties)
				: null;
	}

	/**
	 * The state of all workspaces.
	 *
	 * @param workspaces the states by the names of the workspaces
	 */
	public record WorkspacesDescriptor(Map<String, WorkspaceDescriptor> workspaces) implements OperationResponseBody {
	}

	/**
	 * The state of one workspace.
	 *
	 * @param token the state of the access token
	 * @param calls the last success and the last failures
	 * @param endpointClasses the state of the endpoint classes by their names
	 * @param retriesLeft the number of retries that can fail before calls fail without a
	 * retry
	 * @param queue the state of the record writers
	 * @param configuration the configuration in force, by the names of the properties
	 */
	public record WorkspaceDescriptor(TokenStatus token, CallsStatus calls,
			Map<String, EndpointClassStatus> endpointClasses, int retriesLeft, QueueStatus queue,
			Map<String, @Nullable Object> configuration) implements OperationResponseBody {
	}

}
