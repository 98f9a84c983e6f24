package com.experiture.emulator.internal;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.upload.UploadSlots;

import static org.assertj.core.api.Assertions.assertThat;

class BackendTests {

	private static final ExperitureEmulator UNPRIVILEGED = ExperitureEmulator.builder().scopes("some:scope").start();

	@AfterAll
	static void stop() {
		UNPRIVILEGED.close();
	}

	@Test
	void hasHandlerForEveryCall() {
		Backend backend = new Backend(List.of(), new Behaviors(), new UploadSlots(), (call) -> "");
		assertThat(backend.handlers()).containsOnlyKeys(Endpoint.values());
	}

	@ParameterizedTest
	@EnumSource
	void enforcesScopeOfEveryCall(Endpoint endpoint) {
		Result result = new RawClient(UNPRIVILEGED).send(endpoint.method().name(),
				endpoint.path().replaceAll("\\{\\w+}", "x"), null);
		if (endpoint.scope() == null) {
			assertThat(result.status()).isNotEqualTo(403);
		}
		else {
			assertThat(result.status()).isEqualTo(403);
			assertThat(result.body().at("/error/message").asString()).contains(endpoint.scope());
		}
	}

}
