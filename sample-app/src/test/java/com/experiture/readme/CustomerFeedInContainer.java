package com.experiture.readme;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import com.experiture.testcontainers.ExperitureEmulatorContainer;

import static org.assertj.core.api.Assertions.assertThat;

// Its name keeps it out of the build: the image is in no registry, so it would have to be built first. ContainerTests does
// that and runs the same.
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest
class CustomerFeedInContainer {

	@Container
	@ServiceConnection
	static final ExperitureEmulatorContainer experiture = new ExperitureEmulatorContainer("experiture-emulator");

	@Test
	void customerArrives(@Autowired CustomerFeed feed) {
		feed.customerSeen(new Customer("jane@example.com", "Jane", Instant.parse("2026-04-21T15:30:00Z")));
		assertThat(experiture.records("profiles")).hasSize(1);
	}

}
