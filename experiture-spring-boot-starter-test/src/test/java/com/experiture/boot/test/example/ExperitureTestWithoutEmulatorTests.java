package com.experiture.boot.test.example;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import com.experiture.boot.test.autoconfigure.AutoConfigureExperitureEmulator;
import com.experiture.boot.test.autoconfigure.ExperitureTest;
import com.experiture.client.ExperitureClient;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExperitureTest @ExperitureTest} without an emulator.
 */
@ExperitureTest(properties = { "experiture.token-uri=https://auth.example.com/token", "experiture.client-id=id",
		"experiture.client-secret=secret" })
@AutoConfigureExperitureEmulator(enabled = false)
class ExperitureTestWithoutEmulatorTests {

	@Test
	void createsClientWithoutEmulator(@Autowired ApplicationContext context) {
		assertThat(context.getBeansOfType(ExperitureClient.class)).hasSize(1);
		assertThat(context.getBeansOfType(ExperitureEmulator.class)).isEmpty();
	}

}
