package com.experiture.boot.docker.compose;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.util.StringUtils;

import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.client.connection.SecureUris;

/**
 * {@link DockerComposeConnectionDetailsFactory} to create
 * {@link ExperitureConnectionDetails} for an emulator service. Its image is named
 * {@code experiture-emulator}, or its label
 * {@code org.springframework.boot.service-connection} is {@code experiture}.
 */
final class ExperitureDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<ExperitureConnectionDetails> {

	private static final String[] NAMES = { "experiture", "experiture-emulator" };

	ExperitureDockerComposeConnectionDetailsFactory() {
		super(NAMES);
	}

	@Override
	protected ExperitureConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new ExperitureDockerComposeConnectionDetails(source.getRunningService());
	}

	/**
	 * {@link ExperitureConnectionDetails} backed by a {@link RunningService}.
	 */
	private static final class ExperitureDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements ExperitureConnectionDetails {

		private static final String PREFIX = "EXPERITURE_EMULATOR_";

		private final String origin;

		private final String clientId;

		private final String clientSecret;

		ExperitureDockerComposeConnectionDetails(RunningService service) {
			super(service);
			Map<String, @Nullable String> environment = service.env();
			int port = Integer.parseInt(value(environment, "PORT", "8080"));
			this.origin = "http://" + service.host() + ":" + service.ports().get(port);
			this.clientId = value(environment, "CLIENT_ID", "emulator-client");
			this.clientSecret = value(environment, "CLIENT_SECRET", "emulator-secret");
			// The client rejects it as well, but its message cannot contain this advice.
			if (SecureUris.problem(URI.create(this.origin)) != null) {
				throw new IllegalStateException("The Docker engine of service '" + service.name()
						+ "' is on another machine (" + service.host() + "), and the client sends credentials over"
						+ " plain http to loopback addresses only. Use an engine on this machine, or forward the"
						+ " service's port to this machine and set spring.docker.compose.host=localhost.");
			}
		}

		@Override
		public String getBaseUrl() {
			return this.origin + "/public/v1";
		}

		@Override
		public String getTokenUri() {
			return this.origin + "/oauth2/token";
		}

		@Override
		public String getClientId() {
			return this.clientId;
		}

		@Override
		public String getClientSecret() {
			return this.clientSecret;
		}

		private static String value(Map<String, @Nullable String> environment, String name, String defaultValue) {
			String value = environment.get(PREFIX + name);
			return StringUtils.hasText(value) ? value.strip() : defaultValue;
		}

	}

}
