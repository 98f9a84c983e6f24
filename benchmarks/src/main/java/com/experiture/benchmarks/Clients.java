package com.experiture.benchmarks;

import java.net.URI;
import java.util.List;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;

final class Clients {

	private Clients() {
	}

	static ExperitureClient of(String baseUrl, String tokenUri, String id, String secret) {
		return ExperitureClient.builder()
			.baseUrl(URI.create(baseUrl))
			.credentials(new ClientCredentials(URI.create(tokenUri), id, secret, List.of(),
					ClientAuthentication.CLIENT_SECRET_BASIC))
			.build();
	}

	static ExperitureClient of(ServerProcess batchServer) {
		String url = batchServer.firstLine();
		return of(url, url + "/token", "id", "secret");
	}

}
