package com.experiture.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults of the token endpoint, of uploads and of idle connections.
 */
@Timeout(60)
class FaultTargetTests {

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final RawClient client = new RawClient(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@ParameterizedTest
	@CsvSource({ "500,temporarily_unavailable", "401,invalid_client", "400,invalid_request",
			"429,temporarily_unavailable" })
	void tokenEndpointFailsInItsOwnFormat(int status, String error) {
		FaultRule rule = this.emulator.faults().onToken().times(1).status(status);
		HttpResponse<String> response = tokenRequest();
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(RawClient.JSON.readTree(response.body()).get("error").asString()).isEqualTo(error);
		assertThat(rule.count()).isEqualTo(1);
		assertThat(tokenRequest().statusCode()).isEqualTo(200);
	}

	@Test
	void tokenEndpointDropsConnections() {
		this.emulator.faults().onToken().inject(Fault.drop());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::tokenRequest);
		assertThat(this.client.get("/lists").status()).isEqualTo(200);
		this.emulator.faults().clear();
		this.emulator.faults().onAny().status(500);
		assertThat(tokenRequest().statusCode()).isEqualTo(200);
		assertThat(this.emulator.tokenRequests()).isEqualTo(3);
	}

	@Test
	void uploadFailsInItsOwnFormat() {
		URI url = uploadUrl();
		this.emulator.faults()
			.onUpload()
			.times(3)
			.inject(Fault.status(500), Fault.rateLimit("1"), Fault.redirect(URI.create("http://example.com/")));
		assertThat(put(url).body()).contains("InternalError");
		assertThat(put(url).headers().firstValue("Retry-After")).hasValue("1");
		assertThat(put(url).statusCode()).isEqualTo(307);
		assertThat(put(url).statusCode()).isEqualTo(200);
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::status).containsExactly(500, 429, 307, 200);
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::receivedBytes).containsExactly(0L, 0L, 0L, 5L);
	}

	@Test
	void dropsOrResetsUpload() {
		URI url = uploadUrl();
		this.emulator.faults().onUpload().times(2).inject(Fault.drop(), Fault.drop().afterCommit());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> put(url));
		String mapping = "/import-jobs/" + url.getPath().split("/")[2] + "/mapping";
		assertThat(this.client.post(mapping, "{}").status()).isEqualTo(400);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> put(url));
		assertThat(this.client.post(mapping, "{}").status()).isEqualTo(200);
		assertThat(this.emulator.uploads()).extracting(ReceivedUpload::status).containsExactly(0, 0);
	}

	@Test
	void closesConnectionAfterResponseWithoutAnnouncement() throws IOException {
		FaultRule rule = this.emulator.faults().onAny().skip(1).inject(Fault.idleClose());
		try (Socket socket = connect()) {
			assertThat(head(socket)).startsWith("HTTP/1.1 401").doesNotContainIgnoringCase("Connection: close");
			assertThat(head(socket)).startsWith("HTTP/1.1 401").doesNotContainIgnoringCase("Connection: close");
			assertThat(rule.count()).isEqualTo(1);
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void closesIdleConnections() throws IOException {
		try (Socket first = connect(); Socket second = connect()) {
			assertThat(head(first)).startsWith("HTTP/1.1 401");
			assertThat(head(second)).startsWith("HTTP/1.1 401");
			this.emulator.closeConnections();
			assertThat(first.getInputStream().read()).isEqualTo(-1);
			assertThat(second.getInputStream().read()).isEqualTo(-1);
		}
		assertThat(this.client.get("/lists").status()).isEqualTo(200);
	}

	private Socket connect() throws IOException {
		return new Socket("127.0.0.1", this.emulator.baseUrl().getPort());
	}

	private static String head(Socket socket) throws IOException {
		socket.getOutputStream()
			.write("GET /public/v1/lists HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int read = socket.getInputStream().read();
			assertThat(read).isNotNegative();
			head.append((char) read);
		}
		int length = Integer.parseInt(head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
		socket.getInputStream().readNBytes(length);
		return head.toString();
	}

	private HttpResponse<String> tokenRequest() {
		return this.client.form(RawClient.basic(this.emulator.clientId(), this.emulator.clientSecret()),
				"grant_type=client_credentials");
	}

	private URI uploadUrl() {
		return URI.create(this.client
			.post("/import-jobs", RawClient.json(Map.of("objectName", "profiles", "fileName", "a.csv", "fileSize", 5)))
			.data()
			.get("uploadUrl")
			.asString());
	}

	private HttpResponse<String> put(URI url) {
		return this.client.exchange(HttpRequest.newBuilder(url)
			.header("Content-Type", "text/csv")
			.PUT(BodyPublishers.ofString("email"))
			.build());
	}

}
