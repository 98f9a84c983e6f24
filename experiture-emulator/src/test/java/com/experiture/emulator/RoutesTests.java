package com.experiture.emulator;

import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;

class RoutesTests {

	private static final ExperitureEmulator UNPRIVILEGED = ExperitureEmulator.builder().scopes("some:scope").start();

	@AfterAll
	static void stop() {
		UNPRIVILEGED.close();
	}

	@Test
	void everyCallHasRoute() {
		Backend backend = new Backend(List.of(), new EmulatorSettings(), new Faults(), InstantSource.system(),
				Exposure.loopback());
		try {
			assertThat(backend.handlers()).containsOnlyKeys(Endpoint.values());
		}
		finally {
			backend.stop();
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyCallIsFoundByItsPath(Endpoint endpoint) {
		Router.Match match = new Router().match(endpoint.method().name(),
				endpoint.path().replaceAll("\\{\\w+}", "a%20b+"));
		assertThat(match).isNotNull();
		assertThat(match.endpoint()).isEqualTo(endpoint);
		assertThat(match.variables()).allMatch("a b+"::equals);
	}

	@ParameterizedTest
	@EnumSource
	void everyScopeIsEnforced(Endpoint endpoint) {
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
