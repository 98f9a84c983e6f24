package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClientBuilder;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.TokenFailure;

/**
 * Resolves the base URL and the credentials of a workspace, from its connection details
 * or its properties.
 */
class ConnectionResolver {

	private static final Log logger = LogFactory.getLog(ConnectionResolver.class);

	private final ExperitureProperties properties;

	private final WorkspaceBeans beans;

	private final ClientReplacements replacements;

	ConnectionResolver(ExperitureProperties properties, WorkspaceBeans beans, ClientReplacements replacements) {
		this.properties = properties;
		this.beans = beans;
		this.replacements = replacements;
	}

	/**
	 * Set the base URL and the credentials of a client.
	 * @param workspace the name of the workspace
	 * @param builder the builder of its client
	 * @throws ExperitureConfigurationException if they are missing or wrong
	 */
	void resolve(String workspace, ExperitureClientBuilder builder) {
		ExperitureConnectionDetails details = details(workspace);
		List<Problem> missing = (details instanceof PropertiesExperitureConnectionDetails own) ? missing(workspace, own)
				: List.of();
		if (!missing.isEmpty()) {
			builder.credentials(() -> incomplete(missing), null);
			return;
		}
		Supplier<ClientCredentials> credentials = credentials(workspace, details);
		builder.baseUrl(URI.create(details.getBaseUrl()))
			.credentials(credentials, isUsedForTokensOnly(details) ? null : credentials.get());
	}

	private ExperitureConnectionDetails details(String workspace) {
		String name = this.beans.name(ExperitureConnectionDetails.class, workspace);
		if (name == null) {
			return propertiesDetails(workspace);
		}
		ExperitureConnectionDetails details = this.beans.get(name, ExperitureConnectionDetails.class);
		if (!(details instanceof PropertiesExperitureConnectionDetails)) {
			ConnectionCheck.check(name, details);
		}
		return details;
	}

	// If the client may be replaced, missing settings only fail its calls.
	private List<Problem> missing(String workspace, PropertiesExperitureConnectionDetails details) {
		ExperitureProperties current = properties(workspace);
		ConnectionCheck check = ConnectionCheck.of(Workspaces.prefix(workspace), current,
				!details.hasCredentialsSupplier());
		boolean nothingIsSet = !StringUtils.hasText(current.getClientId())
				&& !StringUtils.hasText(current.getClientSecret()) && !StringUtils.hasText(current.getTokenUri());
		if (this.replacements.byTest() || (nothingIsSet && this.replacements.byApplication())) {
			check.throwIfWrong();
			if (!check.missing().isEmpty()) {
				logger.info("The Experiture workspace '" + workspace + "' cannot be called. Its clients may be"
						+ " replaced, so the start continues: "
						+ ExperitureConfigurationException.text(check.missing()));
			}
			return check.missing();
		}
		check.throwIfInvalid();
		return List.of();
	}

	private static ClientCredentials incomplete(List<Problem> missing) {
		throw new TokenFailure("the client is not configured: " + ExperitureConfigurationException.text(missing), null,
				false);
	}

	private static boolean isUsedForTokensOnly(ExperitureConnectionDetails details) {
		return details instanceof PropertiesExperitureConnectionDetails own && own.hasCredentialsSupplier();
	}

	/**
	 * Return connection details from the properties of a workspace.
	 * @param workspace the name of the workspace
	 * @return the details, which follow the properties while the application runs
	 */
	PropertiesExperitureConnectionDetails propertiesDetails(String workspace) {
		return new PropertiesExperitureConnectionDetails(() -> properties(workspace),
				this.beans.find(CredentialsSupplier.class, workspace));
	}

	/**
	 * Return the properties of a workspace.
	 */
	ExperitureProperties properties(String workspace) {
		if (workspace.equals(ExperitureClient.DEFAULT_WORKSPACE)) {
			return this.properties;
		}
		ExperitureProperties named = this.properties.getWorkspaces().get(workspace);
		if (named == null) {
			String prefix = Workspaces.prefix(workspace);
			throw new ExperitureConfigurationException(List.of(new Problem(prefix, "has no known property",
					"the properties of the workspace, such as client-id, as an environment variable "
							+ prefix.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT)
							+ "_CLIENTID; a name with hyphens must also be set in another property source")));
		}
		return named;
	}

	Supplier<ClientCredentials> credentials(String workspace, ExperitureConnectionDetails details) {
		if (details instanceof PropertiesExperitureConnectionDetails own && !own.hasCredentialsSupplier()) {
			return new StableCredentials(() -> bound(workspace));
		}
		return () -> credentials(properties(workspace), details.getTokenUri(), supplied(details));
	}

	// While the properties are rebound, any of them can be missing.
	private @Nullable ClientCredentials bound(String workspace) {
		ExperitureProperties current = workspace.equals(ExperitureClient.DEFAULT_WORKSPACE) ? this.properties
				: this.properties.getWorkspaces().get(workspace);
		if (current == null) {
			return null;
		}
		String id = current.getClientId();
		String secret = current.getClientSecret();
		String tokenUri = current.getTokenUri();
		if (!StringUtils.hasText(id) || !StringUtils.hasText(secret) || !StringUtils.hasText(tokenUri)
				|| !id.equals(current.getClientId())) {
			return null;
		}
		return credentials(current, tokenUri, new CredentialsSupplier.Credentials(id, secret));
	}

	// The ID is read again after the secret: if it has changed, so may have the secret.
	private static CredentialsSupplier.Credentials supplied(ExperitureConnectionDetails details) {
		if (details instanceof PropertiesExperitureConnectionDetails own) {
			return own.getCredentials();
		}
		String id = details.getClientId();
		String secret = details.getClientSecret();
		String next = details.getClientId();
		for (int i = 0; i < 3 && !next.equals(id); i++) {
			id = next;
			secret = details.getClientSecret();
			next = details.getClientId();
		}
		return new CredentialsSupplier.Credentials(id, secret);
	}

	private static ClientCredentials credentials(ExperitureProperties current, String tokenUri,
			CredentialsSupplier.Credentials credentials) {
		return new ClientCredentials(URI.create(tokenUri), credentials.clientId(), credentials.clientSecret(),
				scopes(current), current.getClientAuthentication());
	}

	// Accepts a list and the OAuth2 format, separated by spaces.
	private static List<String> scopes(ExperitureProperties properties) {
		return properties.getScopes()
			.stream()
			.flatMap((scope) -> Stream.of(scope.split("\\s+")))
			.filter((scope) -> !scope.isEmpty())
			.toList();
	}

}
