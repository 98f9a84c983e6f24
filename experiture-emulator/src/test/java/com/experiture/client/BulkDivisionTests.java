package com.experiture.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the memory used while a batch is divided.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BulkDivisionTests {

	private static final String REFUSAL = "{\"success\":false,\"error\":{\"code\":\"CDP_ETL.VALIDATION.REQUEST_SCHEMA\","
			+ "\"message\":\"no\",\"details\":{\"path\":\"records[1].total\"}}}";

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final HttpServer server;

	private int requests;

	private long early;

	private long late;

	BulkDivisionTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
	}

	@BeforeEach
	void start() {
		this.server.createContext("/", this::respond);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	@AfterEach
	void close() {
		this.server.stop(0);
		this.executor.shutdown();
		this.emulator.close();
	}

	@Test
	void releasesCopiesOfDividedBatch() {
		String filler = "x".repeat(10_000);
		try (ExperitureClient client = Clients.of(this.emulator)
			.baseUrl(URI.create("http://localhost:" + this.server.getAddress().getPort() + "/public/v1"))
			.build()) {
			BulkReport report = client.records()
				.appendAll("orders",
						RecordSource.of(IntStream.range(0, 400).mapToObj((i) -> Map.of("order_id", i, "note", filler))),
						BulkOptions.defaults());
			assertThat(report.rejected()).isEqualTo(30);
			assertThat(report.accepted()).isEqualTo(370);
		}
		// The difference is 25 copies of 4 MB.
		assertThat(this.late - this.early).isLessThan(30_000_000);
	}

	private void respond(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		if (exchange.getRequestURI().getPath().contains("/metadata/")) {
			exchange.sendResponseHeaders(404, -1);
			exchange.close();
			return;
		}
		this.requests++;
		if (this.requests == 5) {
			this.early = liveHeap();
		}
		if (this.requests == 30) {
			this.late = liveHeap();
		}
		boolean refused = this.requests <= 30;
		byte[] body = (refused ? REFUSAL : "{\"success\":true,\"data\":{\"accepted\":true}}")
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(refused ? 422 : 200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static long liveHeap() {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
