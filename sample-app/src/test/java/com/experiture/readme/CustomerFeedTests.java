package com.experiture.readme;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import com.experiture.client.http.Endpoint;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class CustomerFeedTests {

	static final ExperitureEmulator emulator = ExperitureEmulator.start();

	@DynamicPropertySource
	static void experiture(DynamicPropertyRegistry registry) {
		registry.add("experiture.base-url", emulator::baseUrl);
		registry.add("experiture.token-uri", emulator::tokenUri);
		registry.add("experiture.client-id", emulator::clientId);
		registry.add("experiture.client-secret", emulator::clientSecret);
	}

	@Test
	void orderIsWrittenOnceEvenIfTheAnswerGetsLost(@Autowired CustomerFeed feed) {
		emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.drop().afterCommit());
		feed.orderPlaced("o-1", Map.of("order_id", "o-1"));
		assertThat(emulator.records("orders")).hasSize(1);
	}

}
