package com.experiture.emulator.internal.api;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

class RouterTests {

	@ParameterizedTest
	@EnumSource
	void findsEveryCallByItsPath(Endpoint endpoint) {
		Router.Match match = new Router("/v1").match(endpoint.method().name(),
				"/v1" + endpoint.path().replaceAll("\\{\\w+}", "a%20b+"));
		assertThat(match).isNotNull();
		assertThat(match.endpoint()).isEqualTo(endpoint);
		assertThat(match.variables()).allMatch("a b+"::equals);
	}

}
