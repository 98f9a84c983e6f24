package com.experiture.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.records.RecordsClient;
import com.experiture.testcontainers.ExperitureEmulatorContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the job against the emulator in a container, whose image is built here. The
 * properties lead nowhere: the service connection replaces them.
 */
@ExtendWith(EngineCondition.class)
@Testcontainers
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "experiture.base-url=https://api.invalid", "experiture.token-uri=https://auth.invalid/token",
				"experiture.client-id=nobody", "experiture.client-secret=nothing" })
class ContainerTests {

	@Container
	@ServiceConnection
	static final ExperitureEmulatorContainer experiture = new ExperitureEmulatorContainer(
			new ImageFromDockerfile("experiture-emulator-tests", false)
				.withDockerfile(EngineCondition.IMAGE.resolve("Dockerfile")))
		.withFixtures(MountableFile.forClasspathResource("emulator.json"));

	@Autowired
	private RecordsClient records;

	@Autowired
	private ImportsClient imports;

	@Autowired
	private SampleProperties properties;

	@BeforeEach
	void reset() {
		experiture.reset();
	}

	@Test
	void ingestsAllRowsIntoContainer() {
		IngestionReport report = new Ingestion(this.records, this.properties).run();
		assertThat(report.customers().acceptedRows()).isEqualTo(91);
		assertThat(report.orders().acceptedRows()).isEqualTo(2155);
		assertThat(experiture.records("orders")).hasSize(2155);
		assertThat(experiture.records("profiles")).hasSize(91).first().satisfies((alfki) -> {
			assertThat(alfki).containsEntry("customer_id", "ALFKI").containsEntry("city", "Berlin");
		});
	}

	@Test
	void uploadsImportFileToMappedPort() throws Exception {
		String csv = "customer_id,city\nALFKI,Berlin\n";
		CreatedImport created = this.imports
			.create(ImportRequest.builder("profiles", "customers.csv", csv.length()).build());
		assertThat(URI.create(created.uploadUrl()).getAuthority())
			.isEqualTo(URI.create(experiture.getBaseUrl()).getAuthority());
		assertThat(HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(created.uploadUrl()))
				.header("Content-Type", "text/csv")
				.PUT(BodyPublishers.ofString(csv))
				.build(), BodyHandlers.discarding())
			.statusCode()).isEqualTo(200);
		this.imports.submitMapping(created.jobId(), ImportMapping.ofSameNames(List.of("customer_id", "city")));
		this.imports.start(created.jobId());
		assertThat(experiture.records("profiles")).singleElement()
			.satisfies((held) -> assertThat(held).containsEntry("city", "Berlin"));
	}

}
