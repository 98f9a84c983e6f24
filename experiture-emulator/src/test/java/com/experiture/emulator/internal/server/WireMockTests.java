package com.experiture.emulator.internal.server;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Test;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;
import com.experiture.emulator.RawClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WireMockTests {

	@Test
	void userStubsComeFirstAndWireMockResetKeepsEmulator() {
		try (ExperitureEmulator emulator = ExperitureEmulator.start()) {
			RawClient client = new RawClient(emulator);
			emulator.wireMock()
				.stubFor(WireMock.get("/public/v1/metadata/objects")
					.willReturn(WireMock.aResponse().withStatus(418).withBody("{}")));
			assertThat(client.get("/metadata/objects").status()).isEqualTo(418);
			assertThat(client.get("/metadata/objects/profiles").status()).isEqualTo(200);
			emulator.wireMock().resetAll();
			assertThat(client.get("/metadata/objects").status()).isEqualTo(200);
		}
	}

	@Test
	void resetRemovesStubsScenariosAndDelays() {
		try (ExperitureEmulator emulator = ExperitureEmulator.start()) {
			RawClient client = new RawClient(emulator);
			for (int run = 0; run < 2; run++) {
				emulator.wireMock()
					.stubFor(WireMock.get("/public/v1/metadata/objects")
						.inScenario("one after the other")
						.whenScenarioStateIs(Scenario.STARTED)
						.willSetStateTo("used")
						.willReturn(WireMock.aResponse().withStatus(418).withBody("{}")));
				emulator.wireMock().setGlobalFixedDelay(1);
				assertThat(client.get("/metadata/objects").status()).isEqualTo(418);
				emulator.reset();
				assertThat(client.get("/metadata/objects").status()).isEqualTo(200);
				assertThat(emulator.wireMock().getGlobalSettings().getSettings().getFixedDelay()).isNull();
			}
		}
	}

	@Test
	void listensOnGivenPortOfLoopbackInterface() {
		int port;
		try (ExperitureEmulator first = ExperitureEmulator.start()) {
			port = first.baseUrl().getPort();
			assertThat(first.baseUrl()).hasToString("http://127.0.0.1:" + port + "/public/v1");
			assertThat(first.tokenUri().getPort()).isEqualTo(port);
		}
		try (ExperitureEmulator second = ExperitureEmulator.builder().port(port).start()) {
			assertThat(second.baseUrl().getPort()).isEqualTo(port);
			assertThat(new RawClient(second).get("/metadata/objects").status()).isEqualTo(200);
		}
	}

	@Test
	void doesNotWriteToConsole() {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		PrintStream capture = new PrintStream(written, true, StandardCharsets.UTF_8);
		System.setOut(capture);
		System.setErr(capture);
		try (ExperitureEmulator emulator = ExperitureEmulator.start()) {
			RawClient client = new RawClient(emulator);
			client.post("/records/profiles/upsert", "{\"record\":{\"email\":\"a@example.com\"}}");
			client.get("/nothing");
			List<Fault> faults = List.of(Fault.drop(), Fault.reset(), Fault.garbled(), Fault.cutOff());
			emulator.faults().onAny().inject(faults.toArray(Fault[]::new));
			faults.forEach((fault) -> assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> client.post("/lists", "{}")));
			assertThat(emulator.requestCount()).isEqualTo(6);
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
		assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
	}

}
