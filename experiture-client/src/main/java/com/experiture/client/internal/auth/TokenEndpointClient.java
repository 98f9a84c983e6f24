package com.experiture.client.internal.auth;

import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.internal.text.NetworkProblem;

/**
 * Requests tokens with Spring Security's client for the client credentials grant.
 */
final class TokenEndpointClient {

	private static final int MAX_RESPONSE_SIZE = 64 * 1024;

	// Spring Security reports a lifetime of one second if the response has none.
	private static final Duration UNKNOWN_LIFETIME = Duration.ofSeconds(1);

	private static final Duration MAX_LIFETIME = Duration.ofDays(1);

	private static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(5);

	// Other services have error codes as well, for example not_found.
	private static final Set<String> OAUTH2_ERRORS = Set.of("invalid_client", "invalid_grant", "invalid_request",
			"invalid_scope", "unauthorized_client", "unsupported_grant_type");

	private static final Set<Integer> STATUSES_WITHOUT_ENDPOINT = Set.of(404, 405, 410, 501);

	private static final Pattern TOKEN = Pattern.compile("[!-~]++");

	private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");

	private final Duration timeout;

	private final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(MAX_RESPONSE_SIZE).build())
			.build())
		.build();

	private final ReactiveOAuth2AccessTokenResponseClient<OAuth2ClientCredentialsGrantRequest> client;

	TokenEndpointClient(WebClient webClient, Duration timeout) {
		this.timeout = timeout;
		WebClientReactiveClientCredentialsTokenResponseClient grantClient = new WebClientReactiveClientCredentialsTokenResponseClient();
		grantClient.setWebClient(webClient.mutate().filter(this::refuseErrors).build());
		// Read without a codec, because codecs log what they decode.
		grantClient.setBodyExtractor((message, context) -> token(message));
		this.client = grantClient;
	}

	Mono<Grant> request(ClientCredentials credentials) {
		return Mono.fromSupplier(() -> registration(credentials))
			.flatMap((registration) -> this.client
				.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration)))
			.timeout(this.timeout)
			.map(TokenEndpointClient::grant)
			.onErrorMap(this::failure);
	}

	private static ClientRegistration registration(ClientCredentials credentials) {
		return ClientRegistration.withRegistrationId("experiture")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientAuthenticationMethod((credentials.authentication() == ClientAuthentication.CLIENT_SECRET_POST)
					? ClientAuthenticationMethod.CLIENT_SECRET_POST : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.clientId(credentials.clientId())
			.clientSecret(credentials.clientSecret())
			.tokenUri(credentials.tokenUri().toString())
			.scope(credentials.scopes())
			.build();
	}

	private static Grant grant(OAuth2AccessTokenResponse response) {
		OAuth2AccessToken token = response.getAccessToken();
		Instant issued = token.getIssuedAt();
		Instant expires = token.getExpiresAt();
		Duration lifetime = (issued != null && expires != null) ? Duration.between(issued, expires) : UNKNOWN_LIFETIME;
		return new Grant(new AccessToken(token.getTokenValue()),
				(lifetime.compareTo(UNKNOWN_LIFETIME) > 0) ? lifetime : ASSUMED_LIFETIME);
	}

	private Mono<ClientResponse> refuseErrors(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request).flatMap((response) -> {
			int status = response.statusCode().value();
			if (status < 300) {
				return Mono.just(response);
			}
			boolean page = response.headers().contentType().filter(MediaType.TEXT_HTML::isCompatibleWith).isPresent();
			return json(response.body(BodyExtractors.toDataBuffers()))
				.onErrorResume((ignored) -> Mono.just(MissingNode.getInstance()))
				.flatMap((body) -> Mono.error(refusal(status, body, page)));
		});
	}

	private static TokenFailure refusal(int status, JsonNode body, boolean page) {
		// RFC 6749 defines the error codes. Any other text can have any content.
		String text = text(body, "error");
		String error = (text != null && ERROR_CODE.matcher(text).matches()) ? text : null;
		String response = "the token endpoint responded with " + status + ((error != null) ? " " + error : "");
		if (!OAUTH2_ERRORS.contains(String.valueOf(error)) && STATUSES_WITHOUT_ENDPOINT.contains(status)) {
			return new TokenFailure(response + ", so there is probably no token endpoint at this URL; check"
					+ " experiture.token-uri against the Experiture console", null, false);
		}
		if (status == 429 || status >= 500) {
			return new TokenFailure(response, error, true);
		}
		if (error == null && page && status >= 400) {
			return new TokenFailure(response + " and an HTML page, so this is probably not the token endpoint; check"
					+ " experiture.token-uri against the Experiture console, and the proxy", null, false);
		}
		if (status < 400) {
			return new TokenFailure(response + ", a redirect, which is not followed; check experiture.token-uri", error,
					false);
		}
		return new TokenFailure(
				response + "; check experiture.client-id, experiture.client-secret and experiture.scopes against the"
						+ " Experiture console",
				error, false);
	}

	private Mono<OAuth2AccessTokenResponse> token(ReactiveHttpInputMessage message) {
		return json(message.getBody()).map(TokenEndpointClient::token);
	}

	private static OAuth2AccessTokenResponse token(JsonNode body) {
		String token = text(body, "access_token");
		String type = text(body, "token_type");
		if (token == null || !TOKEN.matcher(token).matches() || !TokenType.BEARER.getValue().equalsIgnoreCase(type)) {
			throw unusable(null, false);
		}
		return OAuth2AccessTokenResponse.withToken(token)
			.tokenType(TokenType.BEARER)
			.expiresIn(lifetime(body.path("expires_in")))
			.build();
	}

	private static @Nullable String text(JsonNode body, String name) {
		JsonNode value = body.path(name);
		return value.isString() ? value.stringValue() : null;
	}

	// An invalid lifetime must not prevent the use of the token.
	private static long lifetime(JsonNode seconds) {
		if (!seconds.isNumber() && !seconds.isString()) {
			return 0;
		}
		try {
			double value = Double.parseDouble(seconds.isString() ? seconds.stringValue() : seconds.toString());
			return (long) Math.min(value, MAX_LIFETIME.toSeconds());
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	// An empty body is treated like a truncated one.
	private Mono<JsonNode> json(Publisher<DataBuffer> body) {
		return DataBufferUtils.join(body, MAX_RESPONSE_SIZE).map((buffer) -> {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			return this.mapper.readTree(bytes);
		}).filter((json) -> !json.isMissingNode()).switchIfEmpty(Mono.error(() -> unusable(null, true)));
	}

	private Throwable failure(Throwable failure) {
		if (failure instanceof TokenFailure) {
			return failure;
		}
		if (failure instanceof TimeoutException) {
			return new TokenFailure("the token endpoint did not respond within " + this.timeout.toMillis() + " ms",
					null, true);
		}
		if (failure instanceof JacksonException || failure instanceof DataBufferLimitException) {
			return unusable(failure, true);
		}
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		// The URI or the connector is unusable. The exception types exclude a malformed
		// number in the response, an unresolved address and a full connection pool.
		boolean unusable = failure instanceof WebClientRequestException
				&& (cause.getClass() == IllegalStateException.class
						|| (cause instanceof IllegalArgumentException && !(cause instanceof NumberFormatException)
								&& !(cause instanceof UnresolvedAddressException)));
		NetworkProblem problem = NetworkProblem.of(cause);
		return new TokenFailure("the token endpoint cannot be reached (" + problem.reason()
				+ "); check experiture.token-uri, " + problem.remedy(), null, !unusable);
	}

	private static TokenFailure unusable(@Nullable Throwable cause, boolean transientFailure) {
		return new TokenFailure("the response of the token endpoint is not an OAuth2 token"
				+ ((cause != null) ? " (" + cause.getClass().getSimpleName() + ")" : "")
				+ "; check experiture.token-uri", null, transientFailure);
	}

	/**
	 * A token that the token endpoint granted.
	 *
	 * @param token the token
	 * @param lifetime how long it is valid from now
	 */
	record Grant(AccessToken token, Duration lifetime) {
	}

}
