package com.experiture.emulator.internal.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.Json;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * The access tokens that have been issued. They look like the service's JWTs, but are
 * accepted because they were issued here.
 */
public final class IssuedTokens {

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final ConcurrentMap<String, Grant> grants = new ConcurrentHashMap<>();

	private final Duration lifetime;

	public IssuedTokens(Duration lifetime) {
		this.lifetime = lifetime;
	}

	Duration lifetime() {
		return this.lifetime;
	}

	String issue(String clientId, Set<String> scopes, Instant now) {
		Instant expiresAt = now.plus(this.lifetime);
		JsonObject claims = new JsonObject().with("sub", clientId)
			.with("scope", String.join(" ", scopes))
			.with("iat", now.getEpochSecond())
			.with("exp", expiresAt.getEpochSecond())
			.with("jti", Ids.uuid());
		String token = part(Json.write(new JsonObject().with("alg", "RS256").with("typ", "JWT"))) + "."
				+ part(Json.write(claims)) + "." + part(Ids.uuid().getBytes(StandardCharsets.UTF_8));
		this.grants.put(token, new Grant(Set.copyOf(scopes), expiresAt));
		return token;
	}

	/**
	 * Check the token of a request.
	 * @param authorization the {@code Authorization} header
	 * @param now the time by the emulator's clock
	 * @return the scopes that the token carries
	 * @throws ApiProblem with status 401 if the token is not valid
	 */
	public Set<String> scopes(@Nullable String authorization, Instant now) {
		if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
			throw ApiProblem.unauthorized("UNAUTHORIZED", "The request carries no bearer token");
		}
		Grant grant = this.grants.get(authorization.substring(7).strip());
		if (grant == null) {
			throw ApiProblem.unauthorized("TOKEN_INVALID", "The token is unknown or revoked");
		}
		if (!now.isBefore(grant.expiresAt())) {
			throw ApiProblem.unauthorized("TOKEN_EXPIRED", "The token has expired");
		}
		return grant.scopes();
	}

	public void revokeAll() {
		this.grants.clear();
	}

	private static String part(byte[] content) {
		return BASE64.encodeToString(content);
	}

	private record Grant(Set<String> scopes, Instant expiresAt) {
	}

}
