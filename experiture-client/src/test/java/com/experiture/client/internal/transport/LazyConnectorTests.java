package com.experiture.client.internal.transport;

import java.net.URI;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;

import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.connection.Connections;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LazyConnector}.
 */
class LazyConnectorTests {

	private final LazyConnector connector = new LazyConnector(ConnectionSettings.DEFAULT, Connections::connector);

	@Test
	void opensNoConnectionAfterClose() {
		this.connector.httpClient();
		this.connector.close();
		assertThatIllegalStateException().isThrownBy(this::connect).withMessageContaining("is closed");
		assertThatIllegalStateException().isThrownBy(this.connector::httpClient).withMessageContaining("is closed");
	}

	@Test
	void createsNoConnectorAfterClose() {
		this.connector.close();
		assertThatIllegalStateException().isThrownBy(this::connect).withMessageContaining("is closed");
	}

	private void connect() {
		this.connector.connect(HttpMethod.GET, URI.create("http://localhost:1/"), (request) -> Mono.empty()).block();
	}

}
