package com.experiture.emulator.internal.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.fault.FaultInjector;
import com.experiture.emulator.internal.fault.FaultTarget;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.Json;
import com.experiture.emulator.internal.protocol.JsonObject;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;
import com.experiture.emulator.internal.protocol.ResponseEnvelope;

/**
 * The OAuth 2.0 token endpoint: the client credentials grant of RFC 6749, with the client
 * authenticated by HTTP Basic or in the form.
 */
public final class TokenEndpoint {

	public static final String PATH = "/oauth2/token";

	private final RegisteredClient client;

	private final IssuedTokens tokens;

	private final FaultInjector faults;

	private final InstantSource clock;

	public TokenEndpoint(RegisteredClient client, IssuedTokens tokens, FaultInjector faults, InstantSource clock) {
		this.client = client;
		this.tokens = tokens;
		this.faults = faults;
		this.clock = clock;
	}

	public RawResponse handle(RawRequest request) {
		return this.faults.process(new TokenRequest(request));
	}

	private JsonObject issue(RawRequest request) {
		String contentType = request.header("Content-Type");
		if (!request.method().equals("POST") || contentType == null
				|| !contentType.startsWith("application/x-www-form-urlencoded")) {
			throw new Refusal(400, "invalid_request", "A form must be posted");
		}
		Map<String, String> form = form(new String(request.body(), StandardCharsets.UTF_8));
		authenticate(request.header("Authorization"), form);
		if (!"client_credentials".equals(form.get("grant_type"))) {
			throw new Refusal(400, "unsupported_grant_type", "Only client_credentials is supported");
		}
		Set<String> granted = granted(form.getOrDefault("scope", ""));
		String token = this.tokens.issue(this.client.id(), granted, this.clock.instant());
		return new JsonObject().with("access_token", token)
			.with("token_type", "Bearer")
			.with("expires_in", this.tokens.lifetime().toSeconds())
			.with("scope", String.join(" ", granted));
	}

	private void authenticate(@Nullable String authorization, Map<String, String> form) {
		String id = form.get("client_id");
		String secret = form.get("client_secret");
		if (authorization != null) {
			if (secret != null) {
				throw new Refusal(400, "invalid_request", "The client authenticates in more than one way");
			}
			List<String> credentials = basicCredentials(authorization);
			id = credentials.get(0);
			secret = credentials.get(1);
		}
		if (!this.client.id().equals(id) || !this.client.secret().equals(secret)) {
			throw new Refusal(401, "invalid_client", "Client authentication failed");
		}
	}

	private static List<String> basicCredentials(String authorization) {
		try {
			if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
				byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
				String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
				if (parts.length == 2) {
					return List.of(decode(parts[0]), decode(parts[1]));
				}
			}
		}
		catch (IllegalArgumentException ex) {
			// Rejected like other wrong credentials.
		}
		throw new Refusal(401, "invalid_client", "Client authentication failed");
	}

	private Set<String> granted(String requested) {
		if (requested.isBlank()) {
			return this.client.scopes();
		}
		Set<String> granted = new LinkedHashSet<>(List.of(requested.strip().split(" +")));
		if (!this.client.scopes().containsAll(granted)) {
			throw new Refusal(400, "invalid_scope", "The client may not have all of these scopes");
		}
		return granted;
	}

	private static Map<String, String> form(String body) {
		Map<String, String> form = new HashMap<>();
		try {
			for (String pair : body.split("&")) {
				String[] parts = pair.split("=", 2);
				form.put(decode(parts[0]), (parts.length == 2) ? decode(parts[1]) : "");
			}
		}
		catch (IllegalArgumentException ex) {
			throw new Refusal(400, "invalid_request", "The form is not properly encoded");
		}
		return form;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	private static RawResponse json(int status, JsonObject body) {
		Map<String, String> headers = new HashMap<>(ResponseEnvelope.headers(Ids.uuid()));
		headers.put("Cache-Control", "no-store");
		if (status == 401) {
			headers.put("WWW-Authenticate", "Basic realm=\"experiture\"");
		}
		return new RawResponse(status, headers, Json.write(body));
	}

	private final class TokenRequest implements FaultTarget {

		private final RawRequest request;

		TokenRequest(RawRequest request) {
			this.request = request;
		}

		@Override
		public Place place() {
			return Place.TOKEN;
		}

		@Override
		public RawResponse process() {
			try {
				return json(200, issue(this.request));
			}
			catch (Refusal ex) {
				return json(ex.status, error(ex.error, ex.getMessage()));
			}
		}

		@Override
		public RawResponse refuse(ApiProblem problem) {
			String error = switch (problem.status()) {
				case 401 -> "invalid_client";
				case 429, 500 -> "temporarily_unavailable";
				default -> "invalid_request";
			};
			return json(problem.status(), error(error, problem.getMessage()));
		}

		private static JsonObject error(String error, @Nullable String description) {
			return new JsonObject().with("error", error).with("error_description", description);
		}

	}

	private static final class Refusal extends RuntimeException {

		private final int status;

		private final String error;

		Refusal(int status, String error, String description) {
			super(description, null, false, false);
			this.status = status;
			this.error = error;
		}

	}

}
