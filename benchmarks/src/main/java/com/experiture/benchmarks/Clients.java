package com.experiture.benchmarks;

import java.net.URI;
import java.util.List;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClientBuilder;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;

final class Clients {

	private Clients() {
	}

	static ExperitureClient of(ServerProcess server) {
		return builder(server).build();
	}

	static ExperitureClientBuilder builder(ServerProcess server) {
		URI url = URI.create(server.firstLine());
		return ExperitureClient.builder()
			.baseUrl(url)
			.credentials(new ClientCredentials(url.resolve("/token"), "id", "secret", List.of(),
					ClientAuthentication.CLIENT_SECRET_BASIC));
	}

}
