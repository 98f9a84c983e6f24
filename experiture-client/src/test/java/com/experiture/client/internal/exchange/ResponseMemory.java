package com.experiture.client.internal.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.settings.RetrySettings;

/**
 * Reads large responses in a process with little memory. Ends with 0 if each was read or
 * rejected.
 */
final class ResponseMemory {

	private ResponseMemory() {
	}

	public static void main(String[] arguments) {
		ExperitureClient client = ExperitureClient.builder()
			.baseUrl(URI.create(arguments[0]))
			.tokenProvider(new TokenProvider() {

				@Override
				public Mono<AccessToken> token() {
					return Mono.just(new AccessToken("token"));
				}

				@Override
				public void reject(AccessToken token) {
				}

			})
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO, 1))
			.build();
		for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
			String id = String.valueOf(i);
			String path = "/" + id;
			read(path, () -> client
				.call(ApiRequest.to(HttpMethod.GET, path, EndpointClass.READ).returning(JsonNode.class)));
			read(path, () -> client.call(ApiRequest.to(HttpMethod.GET, path, EndpointClass.READ)
				.returning(new ParameterizedTypeReference<List<Map<String, Object>>>() {
				})));
			read(path, () -> client.lists().get(id));
			read(path, () -> client.lists().listMembersPage(id, 1, 50));
		}
		System.exit(0);
	}

	private static void read(String path, Supplier<Object> call) {
		try {
			call.get();
		}
		catch (InvalidResponseException ex) {
			if (ex.getMessage().contains("OutOfMemory")) {
				throw new IllegalStateException(path, ex);
			}
		}
		catch (ApiException ex) {
			// A response that says so.
		}
	}

}
