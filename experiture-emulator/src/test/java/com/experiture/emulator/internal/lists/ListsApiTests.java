package com.experiture.emulator.internal.lists;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ListsApiTests {

	private final ExperitureEmulator emulator = ExperitureEmulator.builder()
		.clock(() -> Instant.parse("2026-04-21T15:30:00Z"))
		.start();

	private final RawClient client = new RawClient(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void createReturnsListAsDocumented() {
		Result result = this.client.post("/lists", "{\"name\":\"VIP\",\"description\":\"Best\"}");
		assertThat(result.status()).isEqualTo(201);
		assertThat(result.data().get("id").asString()).startsWith("lst_");
		assertThat(RawClient.JSON.readTree("""
				{"name":"VIP","description":"Best","type":"static","containerType":"list",
				"membershipBehavior":"snapshot","populationSource":"manual","status":"active","memberCount":0,
				"createdAt":"2026-04-21T15:30:00Z"}""").properties()).isSubsetOf(result.data().properties());
		assertThat(this.client.get("/lists/" + result.data().get("id").asString()).data()).isEqualTo(result.data());
	}

	@ParameterizedTest
	@CsvSource({ "'',1", "x,0", "x,201" })
	void limitsLengthOfName(String character, int times) {
		Result result = this.client.post("/lists", RawClient.json(Map.of("name", character.repeat(times))));
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.errorPath()).isEqualTo("name");
	}

	@Test
	void acceptsLongestNamesAndDescriptions() {
		assertThat(this.client
			.post("/lists", RawClient.json(Map.of("name", "n".repeat(200), "description", "d".repeat(2000))))
			.status()).isEqualTo(201);
		assertThat(this.client.post("/lists", RawClient.json(Map.of("name", "other", "description", "d".repeat(2001))))
			.errorPath()).isEqualTo("description");
	}

	@Test
	void rejectsDuplicateNamesIfConfigured() {
		this.emulator.settings().uniqueListNames(true);
		String first = create("VIP");
		create("other");
		assertThat(this.client.post("/lists", "{\"name\":\"VIP\"}").errorPath()).isEqualTo("name");
		assertThat(this.client.send("PATCH", "/lists/" + first, "{\"name\":\"other\"}").status()).isEqualTo(400);
		assertThat(this.client.send("PATCH", "/lists/" + first, "{\"name\":\"VIP\"}").status()).isEqualTo(200);
	}

	@Test
	void pagesLists() {
		IntStream.range(0, 7).forEach((i) -> create("list " + i));
		JsonNode page = this.client.get("/lists?page=2&pageSize=3").data();
		assertThat(page.get("items")).extracting((list) -> list.get("name").asString())
			.containsExactly("list 3", "list 4", "list 5");
		assertThat(page.get("page").asInt()).isEqualTo(2);
		assertThat(page.get("pageSize").asInt()).isEqualTo(3);
		assertThat(page.get("total").asInt()).isEqualTo(7);
		assertThat(this.client.get("/lists?page=4&pageSize=3").data().get("items")).isEmpty();
		JsonNode all = this.client.get("/lists").data();
		assertThat(all.get("items")).hasSize(7);
		assertThat(all.get("pageSize").asInt()).isEqualTo(50);
	}

	@ParameterizedTest
	@ValueSource(strings = { "page=0", "pageSize=0", "pageSize=1001", "page=x", "page=-1" })
	void rejectsInvalidPages(String query) {
		assertThat(this.client.get("/lists?" + query).status()).isEqualTo(400);
	}

	@Test
	void updatesOnlyGivenFields() {
		String path = "/lists/" + create("VIP");
		this.client.send("PATCH", path, "{\"description\":\"Best\"}");
		JsonNode changed = this.client.send("PATCH", path, "{\"name\":\"Very\"}").data();
		assertThat(changed.get("name").asString()).isEqualTo("Very");
		assertThat(changed.get("description").asString()).isEqualTo("Best");
		assertThat(this.client.send("PATCH", path, "{}").status()).isEqualTo(400);
		assertThat(this.client.send("PATCH", path, "{\"description\":null}").data().get("description").isNull())
			.isTrue();
	}

	@Test
	void respondsNotFoundToDeletedList() {
		String path = "/lists/" + create("VIP");
		assertThat(this.client.send("DELETE", path, null).status()).isEqualTo(200);
		assertThat(this.client.get(path).errorCode()).isEqualTo("CDP_ETL.NOT_FOUND");
		assertThat(this.client.send("DELETE", path, null).status()).isEqualTo(404);
		assertThat(this.client.get(path + "/members").status()).isEqualTo(404);
		create("VIP");
	}

	@Test
	void normalizesMembers() {
		String path = "/lists/" + create("VIP");
		JsonNode added = this.client
			.post(path + "/members:upsert",
					"{\"contactKeys\":[\" Ada@Example.com \",\"ada@example.com\",\"b@example.com\"],"
							+ "\"normalizationMode\":\"email_lower_trim\"}")
			.data();
		assertThat(added.get("requested").asInt()).isEqualTo(3);
		assertThat(added.get("added").asInt()).isEqualTo(2);
		assertThat(added.get("unchanged").asInt()).isEqualTo(1);
		assertThat(added.get("memberCount").asInt()).isEqualTo(2);
		assertThat(this.emulator.listMembers("VIP")).containsExactlyInAnyOrder("ada@example.com", "b@example.com");
		JsonNode page = this.client.get(path + "/members?pageSize=1&page=2").data();
		assertThat(page.at("/items/0/contactKey").asString()).isEqualTo("b@example.com");
		assertThat(page.get("total").asInt()).isEqualTo(2);
		JsonNode removed = this.client
			.post(path + "/members:remove", "{\"contactKeys\":[\"ADA@example.com\",\"nobody@example.com\"]}")
			.data();
		assertThat(removed.get("removed").asInt()).isEqualTo(1);
		assertThat(removed.get("unchanged").asInt()).isEqualTo(1);
		assertThat(this.emulator.listMembers("VIP")).containsExactly("b@example.com");
		assertThat(this.client.get(path).data().get("memberCount").asInt()).isEqualTo(1);
	}

	@Test
	void doesNotNormalizeRecordIds() {
		String path = "/lists/" + create("VIP");
		this.client.post(path + "/members:upsert", "{\"recordIds\":[\"Rec_1\"]}");
		assertThat(this.client.get(path + "/members").data().at("/items/0/recordId").asString()).isEqualTo("Rec_1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                        | contactKeys
			{"contactKeys":[]}                                        | contactKeys
			{"contactKeys":["a@example.com"],"recordIds":["r"]}       | contactKeys
			{"contactKeys":["a@example.com",7]}                       | contactKeys[1]
			{"contactKeys":[" "]}                                     | contactKeys[0]
			{"contactKeys":["a@example.com"],"normalizationMode":"x"} | normalizationMode
			""")
	void rejectsInvalidMembers(String body, String path) {
		Result result = this.client.post("/lists/" + create("VIP") + "/members:upsert", body);
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.errorPath()).isEqualTo(path);
	}

	@Test
	void respondsNotFoundToUnknownList() {
		assertThat(this.client.get("/lists/lst_none").status()).isEqualTo(404);
		assertThat(this.client.post("/lists/lst_none/members:upsert", "{\"contactKeys\":[\"a\"]}").status())
			.isEqualTo(404);
		assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.listMembers("none"));
	}

	@Test
	void replacesEnumValuesIfConfigured() {
		this.emulator.settings().unknownEnumValues(true);
		assertThat(List.of(this.client.post("/lists", "{\"name\":\"VIP\"}").data().get("status").asString()))
			.containsExactly("active_from_the_future");
	}

	private String create(String name) {
		Result result = this.client.post("/lists", RawClient.json(Map.of("name", name)));
		assertThat(result.status()).isEqualTo(201);
		return result.data().get("id").asString();
	}

}
