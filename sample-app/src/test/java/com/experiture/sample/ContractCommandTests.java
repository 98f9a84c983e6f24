package com.experiture.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContractCommand}.
 */
class ContractCommandTests {

	private static final Path OWN = Path.of("..", "docs", "openapi.yaml");

	private final StringBuilder output = new StringBuilder();

	@Test
	void documentOfTheProjectHasNoDrift() {
		assertThat(run("--contract=" + OWN)).isZero();
		assertThat(this.output).contains("No drift");
	}

	@Test
	void driftIsPrinted(@TempDir Path folder) throws IOException {
		Path changed = Files.writeString(folder.resolve("openapi.yaml"),
				Files.readString(OWN).replace("cdp:lists:read']", "cdp:lists:all']"));
		assertThat(run("--contract=" + changed)).isEqualTo(1);
		assertThat(this.output).contains("changed scope: lists.list", "cdp:lists:all");
	}

	@Test
	void missingDocumentIsNamed() {
		assertThat(run("--contract=none.yaml")).isEqualTo(2);
		assertThat(this.output).contains("none.yaml");
	}

	@Test
	void documentOfTheApiIsFetched() throws IOException {
		byte[] document = Files.readAllBytes(OWN);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/openapi.json", (exchange) -> {
			boolean authorized = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
				.startsWith("Bearer ");
			exchange.sendResponseHeaders(authorized ? 200 : 401, document.length);
			try (OutputStream body = exchange.getResponseBody()) {
				body.write(document);
			}
		});
		server.start();
		try {
			assertThat(run("--contract=live",
					"--experiture.openapi-url=http://localhost:" + server.getAddress().getPort() + "/openapi.json"))
				.isZero();
			assertThat(this.output).contains("No drift");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void documentThatCannotBeFetchedIsNoDrift() {
		assertThat(run("--contract", "--experiture.call-timeout=2s",
				"--experiture.openapi-url=http://localhost:1/openapi.json"))
			.isEqualTo(2);
		assertThat(this.output).contains("cannot be fetched");
	}

	private int run(String... args) {
		return ContractCommand.run(args, this.output);
	}

}
