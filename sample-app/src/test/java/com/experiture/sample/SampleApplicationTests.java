package com.experiture.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.records.RecordsClient;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.sample.IngestionReport.Tally;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the whole application, and its job on broken files.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	private static final String CUSTOMERS = "customer_id,company,contact_name,contact_title,street,city,region,"
			+ "postal_code,country,office_phone\n";

	private static final String ORDERS = "order_id,line_id,customer_id,ordered_at,shipped_at,product,category,"
			+ "quantity,unit_price,discount,ship_city,ship_country\n";

	@Autowired
	private ExperitureEmulator emulator;

	@Autowired
	private RecordsClient records;

	@Autowired
	private SampleProperties properties;

	@Autowired
	private IngestionRunner runner;

	@LocalServerPort
	private int port;

	@BeforeEach
	void reset() {
		this.emulator.reset();
		this.emulator.settings().batchResponseMode(BatchResponseMode.JOB).partialBatches(false);
	}

	@ParameterizedTest
	@EnumSource
	void ingestsEveryRowOnceInEveryBatchResponseMode(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading);
		IngestionReport report = new Ingestion(this.records, this.properties).run();
		assertThat(report.customers().acceptedRows()).isEqualTo(report.customers().rowsRead()).isEqualTo(91);
		assertThat(report.orders().acceptedRows()).isEqualTo(report.orders().rowsRead()).isEqualTo(2155);
		assertThat(this.emulator.count("profiles")).isEqualTo(91);
		assertThat(this.emulator.count("orders")).isEqualTo(2155);
		assertThat(this.emulator.record("profiles", "customer_id", "ALFKI")).get()
			.satisfies((held) -> assertThat(held).containsEntry("city", "Berlin").doesNotContainKey("region"));
	}

	@ParameterizedTest
	@EnumSource
	void runningTwiceDoublesNeitherCustomersNorOrders(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading);
		new Ingestion(this.records, this.properties).run();
		IngestionReport second = new Ingestion(this.records, this.properties).run();
		assertThat(this.emulator.count("profiles")).isEqualTo(91);
		assertThat(this.emulator.count("orders")).isEqualTo(2155);
		assertThat(second.orders().acceptedRows()).isEqualTo(2155);
	}

	@Test
	void ordersOfAnotherFileAreAnotherRun() {
		for (String id : List.of("1", "2")) {
			Resource orders = csv(ORDERS + id + ",1,A,1996-07-04 00:00:00.000,NULL,Tea,Drinks,1,2.5,0,Bonn,Germany\n");
			new Ingestion(this.records,
					new SampleProperties(csv(CUSTOMERS), orders, 500, ZoneId.of("UTC"), Duration.ofSeconds(10)))
				.run();
		}
		assertThat(this.emulator.count("orders")).isEqualTo(2);
	}

	@Test
	void startsNoEmulatorWithAnAccount() {
		new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withUserConfiguration(SampleApplication.class)
			.withPropertyValues("experiture.token-uri=https://auth.invalid/token", "experiture.client-secret=s3cr3t")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment-test",
						Map.of("EXPERITURE_CLIENT_ID", "real"))))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ExperitureEmulator.class));
	}

	@Test
	void brokenRowsAreReportedAndTheOthersArrive() {
		Resource customers = csv(CUSTOMERS + "A,Alpha,Ann,Owner,Street 1,Bonn,NULL,1,Germany,1\n"
				+ ",Beta,Bob,Owner,Street 2,Bonn,NULL,1,Germany,1\n");
		Resource orders = csv(ORDERS + "1,1,A,1996-07-04 00:00:00.000,NULL,Tea,Drinks,1,2.5,0,Bonn,Germany\n"
				+ "1,2,A,yesterday,NULL,Tea,Drinks,1,2.5,0,Bonn,Germany\n"
				+ "1,3,A,1996-07-04 00:00:00.000,NULL,Tea,Drinks,one,2.5,0,Bonn,Germany\n");
		IngestionReport report = new Ingestion(this.records,
				new SampleProperties(customers, orders, 500, ZoneId.of("UTC"), Duration.ofSeconds(10)))
			.run();
		assertThat(report.customers().rejections()).containsExactly("row 3: customer_id is empty");
		assertThat(report.orders().rejections()).hasSize(2)
			.first()
			.satisfies((text) -> assertThat(text).startsWith("row 3: "));
		assertThat(report.toString()).containsPattern("profiles +2 +1 +1").containsPattern("orders +3 +1 +2");
	}

	@ParameterizedTest
	@EnumSource
	void recordsThatTheApiRejectsAreReportedWithTheirRow(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading);
		assertRejectsOnlyTheUnknownField();
	}

	@ParameterizedTest
	@EnumSource(names = { "JOB", "INLINE" })
	void recordsThatTheApiRejectsOneByOneAreReportedWithTheirRow(BatchResponseMode reading) {
		this.emulator.settings().batchResponseMode(reading).partialBatches(true);
		assertRejectsOnlyTheUnknownField();
	}

	@Test
	void printsWhatHappened(CapturedOutput output) {
		this.runner.run(new DefaultApplicationArguments());
		assertThat(output.getOut()).contains("no account is configured")
			.containsPattern("profiles +91 +91 +0")
			.containsPattern("orders +2155 +2155 +0")
			.contains("records/s")
			.contains("customer_id=ALFKI");
	}

	@Test
	void servesItsHealthWithTheClientsPartInIt() throws IOException, InterruptedException {
		JsonNode health = get("/actuator/health");
		assertThat(health.path("status").asString()).isEqualTo("UP");
		assertThat(health.path("components").path("experiture").path("status").asString()).isEqualTo("UP");
	}

	@Test
	void servesTheStateOfTheClient() throws IOException, InterruptedException {
		JsonNode workspaces = get("/actuator/experiture").path("workspaces");
		assertThat(workspaces.propertyNames()).containsExactly("default");
		assertThat(workspaces.path("default").path("configuration").path("records.naming").asString())
			.isEqualTo("SNAKE_CASE");
		assertThat(get("/actuator/experiture/default")).isNotEmpty();
	}

	@Test
	void servesTheMetersOfTheClient() throws IOException, InterruptedException {
		new Ingestion(this.records, this.properties).run();
		assertThat(get("/actuator/metrics/experiture.client.calls").path("measurements")).isNotEmpty();
		assertThat(get("/actuator/metrics/experiture.client.attempts").path("measurements")).isNotEmpty();
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return new JsonMapper().readTree(response.body());
	}

	private void assertRejectsOnlyTheUnknownField() {
		Tally tally = Ingestion.ingest("orders", csv("order_id,other\n1,\n,x\n3,\n"), SampleApplicationTests::loose,
				(source) -> this.records.appendAll("orders", source, BulkOptions.defaults()));
		assertThat(tally.acceptedRows()).isEqualTo(2);
		assertThat(tally.rejections()).singleElement()
			.satisfies((text) -> assertThat(text).startsWith("row 3: ")
				.contains("CDP_ETL.VALIDATION.REQUEST_SCHEMA at no_such_field"));
		assertThat(this.emulator.count("orders")).isEqualTo(2);
	}

	private static Object loose(Map<String, @Nullable String> row) {
		String id = row.get("order_id");
		return (id == null || id.isEmpty()) ? Map.of("no_such_field", 1) : Map.of("order_id", id);
	}

	private static Resource csv(String text) {
		return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
	}

}
