package com.experiture.emulator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.experiture.emulator.ExperitureAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Each assertion passes if it should, and fails with a helpful message otherwise.
 */
class EmulatorAssertTests {

	private static ExperitureEmulator emulator;

	private static RawClient client;

	@BeforeAll
	static void start() {
		emulator = ExperitureEmulator.start();
		client = new RawClient(emulator);
	}

	@AfterAll
	static void stop() {
		emulator.close();
	}

	@BeforeEach
	void reset() {
		emulator.reset();
		emulator
			.insert("profiles",
					Map.of("email", "ada@example.com", "city", "London", "loyalty_points", 7, "lifetime_value", 12.5,
							"created_at", "2026-04-21T15:30:00Z"))
			.insert("profiles", Map.of("customer_id", "c-2", "city", "Bonn"));
	}

	@Test
	void hasRecordWithOneValue() {
		assertThat(emulator).hasRecord("profiles", "email", "ada@example.com")
			.hasRecord("profiles", "loyalty_points", 7L)
			.hasRecord("profiles", "lifetime_value", 12.5)
			.hasRecord("profiles", "created_at", Instant.parse("2026-04-21T15:30:00Z"));
		assertFails(() -> assertThat(emulator).hasRecord("profiles", "email", "bob@example.com"), """
				Expected a record in 'profiles' with email = "bob@example.com", but there are 2:
				  email = "ada@example.com"
				  (none of these fields)""");
		assertFails(() -> assertThat(emulator).hasRecord("profiles", "loyalty_points", 8), """
				Expected a record in 'profiles' with loyalty_points = 8, but there are 2:
				  loyalty_points = 7
				  (none of these fields)""");
	}

	@Test
	void hasRecordWithSeveralValues() {
		assertThat(emulator).hasRecord("profiles", Map.of("email", "ada@example.com", "city", "London"));
		assertFails(
				() -> assertThat(emulator).hasRecord("profiles",
						new TreeMap<>(Map.of("city", "Bonn", "email", "ada@example.com"))),
				"""
						Expected a record in 'profiles' with city = "Bonn", email = "ada@example.com", but there are 2:
						  email = "ada@example.com", city = "London"
						  city = "Bonn\"""");
	}

	@Test
	void hasNoRecord() {
		assertThat(emulator).hasNoRecord("profiles", "email", "bob@example.com");
		assertFails(() -> assertThat(emulator).hasNoRecord("profiles", "customer_id", "c-2"), """
				Expected no record in 'profiles' with customer_id = "c-2", but there is:
				  customer_id = "c-2", city = "Bonn\"""");
	}

	@Test
	void hasRecords() {
		assertThat(emulator).hasRecords("profiles", 2).hasRecords("orders", 0);
		assertFails(() -> assertThat(emulator).hasRecords("orders", 1),
				"Expected 1 record in 'orders', but there are 0");
		IntStream.range(0, 10).forEach((i) -> emulator.insert("orders", Map.of("order_id", "o-" + i)));
		assertFails(() -> assertThat(emulator).hasRecords("orders", 1), """
				Expected 1 record in 'orders', but there are 10:
				  order_id = "o-0"
				  order_id = "o-1"
				  order_id = "o-2"
				  order_id = "o-3"
				  order_id = "o-4"
				  ... and 5 more""");
	}

	@Test
	void shortensLongRecordsInMessages() {
		emulator.insert("orders", Map.of("order_id", "x".repeat(1000)));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(emulator).hasRecords("orders", 0))
			.satisfies((error) -> assertThat(error.getMessage()).hasSizeLessThan(300).endsWith("..."));
	}

	@Test
	void continuesWithRecord() {
		assertThat(emulator).record("profiles", "email", "ada@example.com")
			.containsEntry("city", "London")
			.doesNotContainKey("phone");
		assertFails(() -> assertThat(emulator).record("orders", "order_id", "o-1"),
				"Expected a record in 'orders' with order_id = \"o-1\", but there are 0");
	}

	@Test
	void rejectsUnknownObjectsAndFields() {
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(emulator).hasRecord("person", "email", "x"))
			.withMessage("No object 'person', there are [profiles, orders]");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> assertThat(emulator).hasNoRecord("profiles", "e_mail", "x"))
			.withMessage("Object 'profiles' has no field 'e_mail'");
	}

	@Test
	void explainsMissingRecordsByRefusedRequests() {
		client.post("/records/orders/append", RawClient.record(Map.of("no_such_field", 1)));
		assertFails(() -> assertThat(emulator).hasRecord("orders", "order_id", "o-1"), """
				Expected a record in 'orders' with order_id = "o-1", but there are 0
				Rejected requests:
				  POST /public/v1/records/orders/append -> 422""");
	}

	@Test
	void hasReceived() {
		client.post("/records/orders/append", RawClient.record(Map.of("order_id", "o-1")));
		client.get("/lists");
		client.get("/lists");
		assertThat(emulator).hasReceived("records.append")
			.hasReceived("records.append", 1)
			.hasReceived("lists.list", 2)
			.hasReceived("campaigns.send", 0);
		assertFails(() -> assertThat(emulator).hasReceived("records.upsert"),
				"Expected a request records.upsert, but there was none. All requests: records.append 1, lists.list 2");
		assertFails(() -> assertThat(emulator).hasReceived("lists.list", 1),
				"Expected 1 request lists.list, but there were 2. All requests: records.append 1, lists.list 2");
		emulator.reset();
		assertFails(() -> assertThat(emulator).hasReceived("lists.list", 1),
				"Expected 1 request lists.list, but there were 0. All requests: none");
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(emulator).hasReceived("record.append"))
			.withMessageStartingWith("No call 'record.append', there are records.append, ");
	}

	@Test
	void hasNoUnknownRequests() {
		assertThat(emulator).hasNoUnknownRequests();
		client.get("/nothing");
		assertFails(() -> assertThat(emulator).hasNoUnknownRequests(), """
				Expected no request to be unknown to the API, but there was 1:
				  GET /public/v1/nothing -> 404""");
	}

	@Test
	void hasNoRejectedRequests() {
		emulator.faults().onAny().times(1).status(429);
		client.get("/lists");
		assertThat(emulator).as("an injected fault is no refusal").hasNoRejectedRequests();
		client.get("/lists/no-such-list");
		assertFails(() -> assertThat(emulator).hasNoRejectedRequests(), """
				Expected no request to be refused, but there was 1:
				  GET /public/v1/lists/no-such-list -> 404""");
	}

	@Test
	void hasLaunchedCampaign() {
		assertThat(emulator).hasNoLaunchedCampaign();
		assertFails(() -> assertThat(emulator).hasLaunchedCampaign("Spring"),
				"Expected campaign 'Spring' to be launched, but launched are none, and not launched are none");
		String draft = campaign("Draft");
		assertThat(emulator).hasNoLaunchedCampaign();
		assertFails(() -> assertThat(emulator).hasLaunchedCampaign("Draft"),
				"Expected campaign 'Draft' to be launched, but launched are none, and not launched are 'Draft'");
		assertThat(client.post("/campaigns/" + draft + "/send-jobs", "{}").status()).isEqualTo(202);
		assertThat(emulator).hasLaunchedCampaign("Draft");
		assertFails(() -> assertThat(emulator).hasNoLaunchedCampaign(),
				"Expected no campaign to be launched, but launched are 'Draft'");
	}

	@Test
	void hasImported() throws Exception {
		assertThat(emulator).hasImported("profiles", 0);
		assertFails(() -> assertThat(emulator).hasImported("profiles", 1),
				"Expected 1 row imported into 'profiles', but there were 0. There is no import job");
		importFile();
		assertThat(emulator).hasImported("profiles", 2).hasImported("orders", 0);
		assertFails(() -> assertThat(emulator).hasImported("profiles", 3), """
				Expected 3 rows imported into 'profiles', but there were 2:
				  people.csv into profiles: running, 2 accepted, 1 rejected""");
	}

	private static void assertFails(ThrowingCallable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.satisfies((error) -> assertThat(error.getMessage()).isEqualToNormalizingNewlines(message));
	}

	private static String campaign(String name) {
		emulator.fixtures()
			.audience("7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11", "All", (profile) -> true)
			.template("tpl_1", "tpl_1", "email", true);
		return client
			.post("/campaigns",
					"""
							{"campaignType":"broadcast","name":"%s","channel":"email",
							 "audience":{"include":[{"type":"audience","audienceId":"7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11"}],"exclude":[]},
							 "content":{"templateId":"tpl_1","senderProfileId":"snd_1","subjectLine":"Spring"}}"""
						.formatted(name))
			.data()
			.get("id")
			.asString();
	}

	private static void importFile() throws Exception {
		String csv = "email,loyalty_points\nbob@example.com,1\ncy@example.com,2\ndi@example.com,many\n";
		var job = client.post("/import-jobs",
				RawClient.json(Map.of("objectName", "profiles", "fileName", "people.csv", "fileSize", csv.length())));
		client.http()
			.send(HttpRequest.newBuilder(URI.create(job.data().get("uploadUrl").asString()))
				.header("Content-Type", "text/csv")
				.timeout(Duration.ofSeconds(30))
				.PUT(BodyPublishers.ofString(csv))
				.build(), BodyHandlers.discarding());
		String path = "/import-jobs/" + job.data().get("jobId").asString();
		client.post(path + "/mapping", "{\"mappings\":[]}");
		client.post(path + "/start", null);
	}

}
