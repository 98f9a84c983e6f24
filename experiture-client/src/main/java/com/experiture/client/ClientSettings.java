package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.internal.runtime.CallSettings;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.settings.Registries;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.settings.ValidationSettings;

/**
 * What a client was built with, without its secret.
 */
public final class ClientSettings {

	private final CallSettings calls;

	private final URI openApiUrl;

	private final ConnectionSettings connections;

	private final RecordNaming recordNaming;

	private final ValidationSettings validation;

	private final @Nullable RememberedCredentials credentials;

	ClientSettings(CallSettings calls, URI openApiUrl, ConnectionSettings connections, RecordNaming recordNaming,
			ValidationSettings validation, @Nullable RememberedCredentials credentials) {
		this.calls = calls;
		this.openApiUrl = openApiUrl;
		this.connections = connections;
		this.recordNaming = recordNaming;
		this.validation = validation;
		this.credentials = credentials;
	}

	/**
	 * Return the address of the API.
	 * @return the base URL
	 */
	public URI baseUrl() {
		return this.calls.baseUrl();
	}

	/**
	 * Return where the API serves its own OpenAPI document.
	 * @return the address
	 */
	public URI openApiUrl() {
		return this.openApiUrl;
	}

	/**
	 * Return how long one logical call may take.
	 * @return the limit
	 */
	public Duration callTimeout() {
		return this.calls.callTimeout();
	}

	/**
	 * Return how long one attempt may take.
	 * @return the limit
	 */
	public Duration attemptTimeout() {
		return this.calls.attemptTimeout();
	}

	/**
	 * Return the size of the largest answer that is read.
	 * @return the size in bytes
	 */
	public int maxResponseSize() {
		return this.calls.maxResponseSize();
	}

	/**
	 * Return how failed attempts are repeated.
	 * @return the settings
	 */
	public RetrySettings retry() {
		return this.calls.retry();
	}

	/**
	 * Return the limits of all endpoint classes on this client's side.
	 * @return the limits
	 */
	public Map<EndpointClass, RateLimit> rateLimits() {
		return Arrays.stream(EndpointClass.values())
			.collect(Collectors.toUnmodifiableMap(Function.identity(),
					(endpointClass) -> this.calls.rateLimits().getOrDefault(endpointClass, RateLimit.DEFAULT)));
	}

	/**
	 * Return how connections are made and kept.
	 * @return the settings
	 */
	public ConnectionSettings connections() {
		return this.connections;
	}

	/**
	 * Return where the Resilience4j instances of the client are registered.
	 * @return the registries
	 */
	public Registries registries() {
		return this.calls.registries();
	}

	/**
	 * Return how the members of record objects are named on the wire.
	 * @return the naming
	 */
	public RecordNaming recordNaming() {
		return this.recordNaming;
	}

	/**
	 * Return how records are judged by the schema of their object.
	 * @return the settings
	 */
	public ValidationSettings validation() {
		return this.validation;
	}

	/**
	 * Return what the last token request was made with; before the first one, what it is
	 * known to be made with. The source of the credentials is not asked.
	 * @return the request, or {@code null} where none was made yet and the source is only
	 * asked before it, or where the client has a token provider of the application's own
	 */
	public @Nullable TokenRequest tokenRequest() {
		return (this.credentials != null) ? this.credentials.last() : null;
	}

	/**
	 * What a token request is made with, without the secret.
	 *
	 * @param tokenUri the token endpoint
	 * @param clientId the id of the OAuth2 client
	 * @param scopes the scopes to ask for
	 * @param authentication how the secret is sent
	 */
	public record TokenRequest(URI tokenUri, String clientId, List<String> scopes,
			ClientAuthentication authentication) {

		static TokenRequest with(ClientCredentials credentials) {
			return new TokenRequest(credentials.tokenUri(), credentials.clientId(), credentials.scopes(),
					credentials.authentication());
		}

	}

}
