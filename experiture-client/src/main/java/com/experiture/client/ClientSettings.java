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
 * The settings of a client, without its secret.
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
	 * Return the address of the API's OpenAPI document.
	 * @return the address
	 */
	public URI openApiUrl() {
		return this.openApiUrl;
	}

	/**
	 * Return the maximum duration of one logical call.
	 * @return the limit
	 */
	public Duration callTimeout() {
		return this.calls.callTimeout();
	}

	/**
	 * Return the maximum duration of one attempt.
	 * @return the limit
	 */
	public Duration attemptTimeout() {
		return this.calls.attemptTimeout();
	}

	/**
	 * Return the maximum size of a response.
	 * @return the size in bytes
	 */
	public int maxResponseSize() {
		return this.calls.maxResponseSize();
	}

	/**
	 * Return how failed attempts are retried.
	 * @return the settings
	 */
	public RetrySettings retry() {
		return this.calls.retry();
	}

	/**
	 * Return the rate limits of all endpoint classes, as enforced by this client.
	 * @return the limits
	 */
	public Map<EndpointClass, RateLimit> rateLimits() {
		return Arrays.stream(EndpointClass.values())
			.collect(Collectors.toUnmodifiableMap(Function.identity(),
					(endpointClass) -> this.calls.rateLimits().getOrDefault(endpointClass, RateLimit.DEFAULT)));
	}

	/**
	 * Return the settings of connections.
	 * @return the settings
	 */
	public ConnectionSettings connections() {
		return this.connections;
	}

	/**
	 * Return the registries for the Resilience4j instances of the client.
	 * @return the registries
	 */
	public Registries registries() {
		return this.calls.registries();
	}

	/**
	 * Return how properties of record objects are named in JSON.
	 * @return the naming
	 */
	public RecordNaming recordNaming() {
		return this.recordNaming;
	}

	/**
	 * Return how records are validated against the schema of their object.
	 * @return the settings
	 */
	public ValidationSettings validation() {
		return this.validation;
	}

	/**
	 * Return the parameters of the last token request; before the first one, those that
	 * are known. The source of the credentials is not called.
	 * @return the parameters, or {@code null} if they are only known at the first
	 * request, or if the application provides the tokens
	 */
	public @Nullable TokenRequest tokenRequest() {
		return (this.credentials != null) ? this.credentials.last() : null;
	}

	/**
	 * The parameters of a token request, without the secret.
	 *
	 * @param tokenUri the token endpoint
	 * @param clientId the id of the OAuth2 client
	 * @param scopes the requested scopes
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
