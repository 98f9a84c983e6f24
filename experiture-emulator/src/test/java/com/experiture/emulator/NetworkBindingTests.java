package com.experiture.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.experiture.emulator.RawClient.Result;
import com.experiture.emulator.internal.server.NetworkBinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * An emulator that listens on all network interfaces, with one port.
 */
class NetworkBindingTests {

	private static final String CSV = "email,city\nada@example.com,London\n";

	private final HttpClient http = HttpClient.newHttpClient();

	private @Nullable ExperitureEmulator emulator;

	@AfterEach
	void stop() {
		if (this.emulator != null) {
			this.emulator.close();
		}
	}

	@Test
	void uploadUrlHasHostOfRequest() {
		RawClient client = start(null);
		assertThat(uploadUrl(client)).hasScheme("http").hasAuthority(this.emulator.baseUrl().getAuthority());
	}

	@Test
	void uploadUrlHasConfiguredHost() {
		RawClient client = start(URI.create("https://cdp.example.com"));
		assertThat(uploadUrl(client)).hasScheme("https").hasAuthority("cdp.example.com");
	}

	@Test
	void importsFileThroughSamePort() throws Exception {
		RawClient client = start(null);
		Result job = create(client);
		assertThat(put(URI.create(job.data().get("uploadUrl").asString())).statusCode()).isEqualTo(200);
		String path = "/import-jobs/" + job.data().get("jobId").asString();
		assertThat(client
			.post(path + "/mapping",
					"{\"mappings\":[" + "{\"sourceColumn\":\"email\",\"targetField\":\"email\"},"
							+ "{\"sourceColumn\":\"city\",\"targetField\":\"city\"}]}")
			.status()).isEqualTo(200);
		assertThat(client.post(path + "/start", null).status()).isEqualTo(200);
		assertThat(this.emulator.record("profiles", "email", "ada@example.com")).get()
			.satisfies((stored) -> assertThat(stored).containsEntry("city", "London"));
		assertThat(this.emulator.uploads()).singleElement()
			.satisfies((upload) -> assertThat(upload.receivedBytes()).isEqualTo(CSV.length()));
	}

	@Test
	void rejectsUploadWithWrongSignature() throws Exception {
		RawClient client = start(null);
		HttpResponse<String> response = put(URI.create(uploadUrl(client) + "x"));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).contains("<Code>SignatureDoesNotMatch</Code>");
	}

	@Test
	void dropsUpload() {
		RawClient client = start(null);
		this.emulator.faults().onUpload().times(1).inject(Fault.drop());
		URI url = uploadUrl(client);
		assertThatIOException().isThrownBy(() -> put(url));
		assertThat(this.emulator.uploads()).singleElement().satisfies((upload) -> assertThat(upload.status()).isZero());
	}

	private RawClient start(@Nullable URI externalUrl) {
		this.emulator = ExperitureEmulator.builder().binding(new NetworkBinding(0, true, externalUrl)).start();
		return new RawClient(this.emulator);
	}

	private static Result create(RawClient client) {
		return client.post("/import-jobs",
				RawClient.json(Map.of("objectName", "profiles", "fileName", "people.csv", "fileSize", CSV.length())));
	}

	private static URI uploadUrl(RawClient client) {
		return URI.create(create(client).data().get("uploadUrl").asString());
	}

	private HttpResponse<String> put(URI url) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(url)
			.header("Content-Type", "text/csv")
			.PUT(BodyPublishers.ofString(CSV))
			.build(), BodyHandlers.ofString());
	}

}
