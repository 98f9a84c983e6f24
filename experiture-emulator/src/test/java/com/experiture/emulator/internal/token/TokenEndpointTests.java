package com.experiture.emulator.internal.token;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;

class TokenEndpointTests {

	private static final String ID = "client:a b";

	private static final String SECRET = "p+w/ö:%2f&=\"";

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-21T15:30:00Z"));

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.credentials(ID, SECRET)
		.scopes("cdp:profiles:write", "cdp:metadata:read")
		.tokenLifetime(Duration.ofMinutes(5))
		.clock(this.now::get)
		.start();

	private final RawClient client = unauthenticated();

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void acceptsFormEncodedBasicCredentials() {
		HttpResponse<String> response = this.client.form(RawClient.basic(encode(ID), encode(SECRET)),
				"grant_type=client_credentials");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode body = RawClient.JSON.readTree(response.body());
		assertThat(body.get("access_token").asString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
		assertThat(body.get("token_type").asString()).isEqualTo("Bearer");
		assertThat(body.get("expires_in").asInt()).isEqualTo(300);
		assertThat(body.get("scope").asString()).isEqualTo("cdp:profiles:write cdp:metadata:read");
		assertThat(response.headers().firstValue("x-correlation-id")).isPresent();
	}

	@Test
	void acceptsCredentialsInForm() {
		HttpResponse<String> response = this.client.form("", "grant_type=client_credentials&client_id=" + encode(ID)
				+ "&client_secret=" + encode(SECRET) + "&scope=cdp%3Ametadata%3Aread");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(RawClient.JSON.readTree(response.body()).get("scope").asString()).isEqualTo("cdp:metadata:read");
	}

	@ParameterizedTest
	@CsvSource({ "grant_type=client_credentials&client_id=x&client_secret=y,401,invalid_client",
			"grant_type=client_credentials,401,invalid_client", "'',401,invalid_client" })
	void rejectsWrongCredentials(String form, int status, String error) {
		HttpResponse<String> response = this.client.form("", form);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(RawClient.JSON.readTree(response.body()).get("error").asString()).isEqualTo(error);
	}

	@Test
	void rejectsWrongSecretInBasicCredentials() {
		HttpResponse<String> response = this.client.form(RawClient.basic(encode(ID), "wrong"),
				"grant_type=client_credentials");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	@ParameterizedTest
	@CsvSource({ "grant_type=password,unsupported_grant_type", "scope=cdp:metadata:read,unsupported_grant_type",
			"grant_type=client_credentials&scope=campaigns:send,invalid_scope",
			"grant_type=client_credentials&client_secret=twice,invalid_request" })
	void rejectsInvalidRequests(String form, String error) {
		HttpResponse<String> response = this.client.form(RawClient.basic(encode(ID), encode(SECRET)), form);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(RawClient.JSON.readTree(response.body()).get("error").asString()).isEqualTo(error);
	}

	@Test
	void requiresToken() {
		Result result = this.client.send("GET", "/metadata/objects", null, "Authorization", "Basic abc");
		assertThat(result.status()).isEqualTo(401);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.AUTH.UNAUTHORIZED");
		assertThat(result.body().get("success").asBoolean()).isFalse();
	}

	@Test
	void rejectsUnknownToken() {
		Result result = this.client.withToken("a.b.c").get("/metadata/objects");
		assertThat(result.status()).isEqualTo(401);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.AUTH.TOKEN_INVALID");
	}

	@Test
	void rejectsExpiredToken() {
		this.client.withToken(issue(""));
		this.now.set(this.now.get().plusSeconds(299));
		assertThat(this.client.get("/metadata/objects").status()).isEqualTo(200);
		this.now.set(this.now.get().plusSeconds(1));
		Result result = this.client.get("/metadata/objects");
		assertThat(result.status()).isEqualTo(401);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.AUTH.TOKEN_EXPIRED");
	}

	@Test
	void rejectsRevokedTokensAndKeepsTokensOnReset() {
		this.client.withToken(issue(""));
		this.emulator.reset();
		assertThat(this.client.get("/metadata/objects").status()).isEqualTo(200);
		this.emulator.revokeTokens();
		assertThat(this.client.get("/metadata/objects").errorCode()).isEqualTo("CDP_ETL.AUTH.TOKEN_INVALID");
	}

	@Test
	void checksScopeOfToken() {
		this.client.withToken(issue("&scope=cdp:profiles:write"));
		Result refused = this.client.get("/metadata/objects");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.errorCode()).isEqualTo("CDP_ETL.AUTH.FORBIDDEN");
		assertThat(refused.body().at("/error/message").asString()).contains("cdp:metadata:read");
		assertThat(this.client.post("/profiles/upsert", "{\"record\":{\"email\":\"a@example.com\"}}").status())
			.isEqualTo(200);
	}

	@Test
	void countsRequests() {
		issue("");
		this.client.form("", "");
		assertThat(this.emulator.tokenRequests()).isEqualTo(2);
		assertThat(this.emulator.requests()).isEmpty();
	}

	private String issue(String scope) {
		HttpResponse<String> response = this.client.form(RawClient.basic(encode(ID), encode(SECRET)),
				"grant_type=client_credentials" + scope);
		return RawClient.JSON.readTree(response.body()).get("access_token").asString();
	}

	private RawClient unauthenticated() {
		return new RawClient(this.emulator, "none");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
