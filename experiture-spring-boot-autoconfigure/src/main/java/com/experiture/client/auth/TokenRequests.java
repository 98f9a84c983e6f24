package com.experiture.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.DefaultMapOAuth2AccessTokenResponseConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.auth.ClientCredentials.ClientAuthentication;

/**
 * Asks the token endpoint, with Spring Security's client-credentials grant.
 */
final class TokenRequests {

	private static final int MAX_ANSWER_SIZE = 64 * 1024;

	// Spring Security reports a lifetime of one second where the endpoint names none.
	private static final Duration UNKNOWN_LIFETIME = Duration.ofSeconds(1);

	private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

	private static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(5);

	private final Supplier<ClientCredentials> credentials;

	private final Supplier<Scheduler> blocking;

	private final Duration timeout;

	private final JsonMapper mapper = new JsonMapper();

	private final Converter<Map<String, Object>, OAuth2AccessTokenResponse> converter = new DefaultMapOAuth2AccessTokenResponseConverter();

	private final ReactiveOAuth2AccessTokenResponseClient<OAuth2ClientCredentialsGrantRequest> client;

	TokenRequests(WebClient webClient, Supplier<ClientCredentials> credentials, Supplier<Scheduler> blocking,
			Duration timeout) {
		this.blocking = blocking;
		this.credentials = credentials;
		this.timeout = timeout;
		WebClientReactiveClientCredentialsTokenResponseClient grantClient = new WebClientReactiveClientCredentialsTokenResponseClient();
		grantClient.setWebClient(webClient.mutate().filter(this::refuseErrors).build());
		// Read without a codec: codecs log what they decode.
		grantClient.setBodyExtractor((message, context) -> token(message));
		this.client = grantClient;
	}

	Mono<Grant> request() {
		return registrations()
			.flatMap((registration) -> this.client
				.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration)))
			.timeout(this.timeout)
			.map(TokenRequests::grant)
			.onErrorMap(this::failure);
	}

	// The secret may have to be fetched, for which an event loop must not wait.
	private Mono<ClientRegistration> registrations() {
		return Mono.defer(() -> {
			Mono<ClientRegistration> registration = Mono.fromSupplier(this::registration);
			return Schedulers.isInNonBlockingThread() ? registration.subscribeOn(this.blocking.get()) : registration;
		});
	}

	private ClientRegistration registration() {
		try {
			return registration(this.credentials.get());
		}
		catch (RuntimeException ex) {
			throw new TokenFailure("the client credentials cannot be used (" + ex.getClass().getSimpleName()
					+ "); check experiture.client-id, experiture.client-secret, experiture.token-uri and"
					+ " experiture.scopes", null, false);
		}
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
			return members(response.body(BodyExtractors.toDataBuffers()))
				.onErrorResume((ignored) -> Mono.just(Map.of()))
				.defaultIfEmpty(Map.of())
				.flatMap((members) -> Mono.error(refusal(status, members)));
		});
	}

	private static TokenFailure refusal(int status, Map<String, Object> members) {
		// RFC 6749 names the error codes; anything else could be anything.
		String error = (members.get("error") instanceof String text && text.matches("[a-z_]{1,40}")) ? text : null;
		String answer = "the token endpoint answered " + status + ((error != null) ? " " + error : "");
		if (status == 429 || status >= 500) {
			return new TokenFailure(answer, error, true);
		}
		if (status < 400) {
			return new TokenFailure(answer + ", a redirect, which is not followed; check experiture.token-uri", error,
					false);
		}
		return new TokenFailure(
				answer + "; check experiture.client-id, experiture.client-secret and experiture.scopes against the"
						+ " Experiture console",
				error, false);
	}

	private Mono<OAuth2AccessTokenResponse> token(ReactiveHttpInputMessage message) {
		return members(message.getBody())
			.mapNotNull(
					(members) -> members.containsKey("access_token") ? this.converter.convert(bounded(members)) : null)
			.switchIfEmpty(Mono.error(() -> unusable(null)));
	}

	// A lifetime beyond any sense must not overflow a date.
	private static Map<String, Object> bounded(Map<String, Object> members) {
		if (members.get("expires_in") instanceof Number seconds
				&& seconds.doubleValue() > LONGEST_LIFETIME.toSeconds()) {
			members.put("expires_in", LONGEST_LIFETIME.toSeconds());
		}
		return members;
	}

	private Mono<Map<String, Object>> members(Publisher<DataBuffer> body) {
		return DataBufferUtils.join(body, MAX_ANSWER_SIZE).map((buffer) -> {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			return this.mapper.readValue(bytes, new TypeReference<Map<String, Object>>() {
			});
		});
	}

	private Throwable failure(Throwable failure) {
		if (failure instanceof TokenFailure) {
			return failure;
		}
		if (failure instanceof TimeoutException) {
			return new TokenFailure("the token endpoint did not answer within " + this.timeout.toMillis() + " ms", null,
					true);
		}
		if (failure instanceof JacksonException || failure instanceof DataBufferLimitException
				|| failure instanceof IllegalArgumentException) {
			return unusable(failure);
		}
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		return new TokenFailure("the token endpoint cannot be reached (" + cause.getClass().getSimpleName()
				+ "); check experiture.token-uri, the network and the proxy", null, true);
	}

	private static TokenFailure unusable(@Nullable Throwable cause) {
		return new TokenFailure("the answer of the token endpoint is no OAuth2 token"
				+ ((cause != null) ? " (" + cause.getClass().getSimpleName() + ")" : "")
				+ "; check experiture.token-uri", null, false);
	}

	/**
	 * What the token endpoint granted.
	 *
	 * @param token the token
	 * @param lifetime how long it is valid from now
	 */
	record Grant(AccessToken token, Duration lifetime) {
	}

}
