package com.experiture.boot.autoconfigure.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import com.experiture.boot.autoconfigure.ExperitureProperties;
import com.experiture.client.ExperitureClient;
import com.experiture.client.observation.CallsStatus;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.EndpointClassStatus;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.TokenStatus;

/**
 * {@link Endpoint} to see what the clients do: token, limits, failures, configuration.
 * Neither the token nor the secret is ever part of it.
 */
@Endpoint(id = "experiture")
public class ExperitureEndpoint {

	private final Map<String, ExperitureClient> clients = new TreeMap<>();

	private final @Nullable ExperitureProperties properties;

	private final EffectiveConfiguration configuration;

	private final Show showValues;

	/**
	 * Create an endpoint.
	 * @param clients the clients, one per workspace
	 * @param properties the properties, for what is set beside the clients; {@code null}
	 * leaves it out
	 * @param sanitizingFunctions hide values of the configuration
	 * @param showValues when to show addresses, client ids and scopes
	 */
	public ExperitureEndpoint(Iterable<ExperitureClient> clients, @Nullable ExperitureProperties properties,
			Iterable<SanitizingFunction> sanitizingFunctions, Show showValues) {
		this.properties = properties;
		clients.forEach((client) -> this.clients.put(client.workspace(), client));
		this.configuration = new EffectiveConfiguration(sanitizingFunctions);
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
	 * @return the state, or {@code null} where there is no such workspace
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
		Map<String, EndpointClassStatus> classes = new LinkedHashMap<>();
		status.endpointClasses().forEach((name) -> classes.put(name, status.endpointClass(name)));
		return new WorkspaceDescriptor(status.token(), status.calls(), classes, status.retriesLeft(), status.queue(),
				this.configuration.of(client.settings(), properties(client.workspace()), showUnsanitized));
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
	 * @param calls how the last calls ended
	 * @param classes the state of the rate-limit classes by their names
	 * @param retriesLeft how many retries may still fail before calls end with their
	 * first failure
	 * @param queue what waits to be written in the background
	 * @param configuration the configuration in force, by the names of the properties
	 */
	public record WorkspaceDescriptor(TokenStatus token, CallsStatus calls, Map<String, EndpointClassStatus> classes,
			int retriesLeft, QueueStatus queue,
			Map<String, @Nullable Object> configuration) implements OperationResponseBody {
	}

}
