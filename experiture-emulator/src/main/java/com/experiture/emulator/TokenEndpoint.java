package com.experiture.emulator;

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

import com.experiture.client.call.Endpoint;

/**
 * The OAuth 2.0 token endpoint: the client credentials grant of RFC 6749, with the client
 * authenticated by HTTP Basic or in the form.
 */
final class TokenEndpoint {

	static final String PATH = "/oauth2/token";

	private final String clientId;

	private final String clientSecret;

	private final Set<String> scopes;

	private final AccessTokens tokens;

	private final Faults faults;

	private final InstantSource clock;

	TokenEndpoint(String clientId, String clientSecret, Set<String> scopes, AccessTokens tokens, Faults faults,
			InstantSource clock) {
		this.clientId = clientId;
		this.clientSecret = clientSecret;
		this.scopes = scopes;
		this.tokens = tokens;
		this.faults = faults;
		this.clock = clock;
	}

	Reply answer(HttpCall call) {
		return this.faults.around(new TokenSite(call), (fault) -> {
		});
	}

	private Members issue(HttpCall call) {
		String contentType = call.header("Content-Type");
		if (!call.method().equals("POST") || contentType == null
				|| !contentType.startsWith("application/x-www-form-urlencoded")) {
			throw new Refusal(400, "invalid_request", "A form must be posted");
		}
		Map<String, String> form = form(new String(call.body(), StandardCharsets.UTF_8));
		authenticate(call.header("Authorization"), form);
		if (!"client_credentials".equals(form.get("grant_type"))) {
			throw new Refusal(400, "unsupported_grant_type", "Only client_credentials is supported");
		}
		Set<String> granted = granted(form.getOrDefault("scope", ""));
		String token = this.tokens.issue(this.clientId, granted, this.clock.instant());
		return new Members().with("access_token", token)
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
		if (!this.clientId.equals(id) || !this.clientSecret.equals(secret)) {
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
			// Answered like any other wrong credentials.
		}
		throw new Refusal(401, "invalid_client", "Client authentication failed");
	}

	private Set<String> granted(String requested) {
		if (requested.isBlank()) {
			return this.scopes;
		}
		Set<String> granted = new LinkedHashSet<>(List.of(requested.strip().split(" +")));
		if (!this.scopes.containsAll(granted)) {
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

	private static Reply json(int status, Members body) {
		Map<String, String> headers = new HashMap<>(Envelope.headers(Ids.uuid()));
		headers.put("Cache-Control", "no-store");
		if (status == 401) {
			headers.put("WWW-Authenticate", "Basic realm=\"experiture\"");
		}
		return new Reply(status, headers, Json.write(body));
	}

	private final class TokenSite implements Site {

		private final HttpCall call;

		TokenSite(HttpCall call) {
			this.call = call;
		}

		@Override
		public Place place() {
			return Place.TOKEN;
		}

		@Override
		public @Nullable Endpoint endpoint() {
			return null;
		}

		@Override
		public Reply process() {
			try {
				return json(200, issue(this.call));
			}
			catch (Refusal ex) {
				return json(ex.status, error(ex.error, ex.getMessage()));
			}
		}

		@Override
		public Reply refuse(ApiProblem problem) {
			String error = switch (problem.status()) {
				case 401 -> "invalid_client";
				case 429, 500 -> "temporarily_unavailable";
				default -> "invalid_request";
			};
			return json(problem.status(), error(error, problem.getMessage()));
		}

		private static Members error(String error, @Nullable String description) {
			return new Members().with("error", error).with("error_description", description);
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
