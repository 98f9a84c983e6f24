package com.experiture.client;

import java.time.Duration;
import java.util.List;

import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.settings.RetrySettings;
import com.experiture.emulator.ExperitureEmulator;

/**
 * Creates clients of an emulator, with short waits.
 */
final class Clients {

	private static final RetrySettings FAST_RETRIES = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(5));

	private Clients() {
	}

	static ExperitureClientBuilder of(ExperitureEmulator emulator) {
		return ExperitureClient.builder()
			.baseUrl(emulator.baseUrl())
			.credentials(credentials(emulator, emulator.clientSecret()))
			.retry(FAST_RETRIES);
	}

	static ClientCredentials credentials(ExperitureEmulator emulator, String secret) {
		return new ClientCredentials(emulator.tokenUri(), emulator.clientId(), secret, List.of(),
				ClientAuthentication.CLIENT_SECRET_BASIC);
	}

}
