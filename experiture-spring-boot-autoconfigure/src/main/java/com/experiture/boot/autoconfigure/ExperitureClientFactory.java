package com.experiture.boot.autoconfigure;

import org.springframework.core.env.Environment;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClientBuilder;

/**
 * Creates the client of a workspace from the properties and the beans of the application.
 */
class ExperitureClientFactory {

	private final ConnectionResolver connections;

	private final ConnectorFactory connectors;

	private final ClientInstrumentation instrumentation;

	private final WorkspaceBeans beans;

	private final PropertyOrigins origins;

	ExperitureClientFactory(ConnectionResolver connections, ConnectorFactory connectors,
			ClientInstrumentation instrumentation, WorkspaceBeans beans, Environment environment) {
		this.connections = connections;
		this.connectors = connectors;
		this.instrumentation = instrumentation;
		this.beans = beans;
		this.origins = new PropertyOrigins(environment);
	}

	/**
	 * Create the client of a workspace.
	 * @param workspace the name of the workspace
	 * @return the client, which the caller must close
	 * @throws ExperitureConfigurationException if settings are missing or wrong
	 */
	ExperitureClient create(String workspace) {
		try {
			return build(workspace);
		}
		catch (ExperitureConfigurationException ex) {
			throw ex.locatedBy(this.origins);
		}
	}

	private ExperitureClient build(String workspace) {
		ExperitureProperties properties = this.connections.properties(workspace);
		String prefix = Workspaces.prefix(workspace);
		ExperitureSettings.check(prefix, properties);
		ExperitureClientBuilder builder = ExperitureClient.builder().workspace(workspace);
		this.connections.resolve(workspace, builder);
		ExperitureSettings.apply(properties, builder);
		builder.connector(this.connectors.connector(prefix + ".ssl.bundle", properties.getSsl().getBundle()));
		this.instrumentation.apply(builder);
		this.beans.all(ExperitureClientCustomizer.class, workspace)
			.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

}
