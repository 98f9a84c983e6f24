package com.experiture.boot.test.example;

import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import com.experiture.boot.test.autoconfigure.AutoConfigureExperitureEmulator;
import com.experiture.client.call.Endpoint;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

/**
 * Tests for the web layer of an application, with the emulator and with a mock.
 */
class WebSliceTests {

	@Nested
	@WebMvcTest
	@Import(CustomerController.class)
	@AutoConfigureExperitureEmulator
	class WithEmulator {

		@Test
		void createsClientWithoutProperties(@Autowired MockMvcTester web, @Autowired ExperitureEmulator emulator) {
			assertThat(web.post().uri("/customers").content("jane@example.com")).hasStatusOk();
			assertThat(emulator.requests(Endpoint.RECORDS_UPSERT)).hasSize(1);
		}

	}

	@Nested
	@WebMvcTest
	@Import(CustomerController.class)
	class WithMock {

		@MockitoBean
		private RecordsClient records;

		@Test
		void startsWithoutProperties(@Autowired MockMvcTester web) {
			assertThat(web.post().uri("/customers").content("jane@example.com")).hasStatusOk();
			then(this.records).should().upsert("profiles", Map.of("email", "jane@example.com"), "email");
		}

	}

	@RestController
	static class CustomerController {

		private final RecordsClient records;

		CustomerController(RecordsClient records) {
			this.records = records;
		}

		@PostMapping("/customers")
		void add(@RequestBody String email) {
			this.records.upsert("profiles", Map.of("email", email), "email");
		}

	}

}
