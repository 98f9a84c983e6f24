package com.experiture.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.NotFoundException;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ListMembers;
import com.experiture.client.lists.ListUpdate;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.lists.MembersReceipt;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests list calls with the documented examples of requests and responses.
 */
class ListsContractTests extends ContractTests {

	private static final String LIST = """
			{"id":"lst_01","name":"VIP customers","description":"Spring promotion","type":"static",
			"containerType":"list","membershipBehavior":"snapshot","populationSource":"manual","status":"active",
			"memberCount":2,"createdAt":"2026-04-21T15:30:00Z"}""";

	private static final String EMOJI = "\uD83D\uDE80";

	private ListsClient lists;

	@BeforeEach
	void lists() {
		this.lists = this.client.lists();
	}

	@Test
	void createsList() {
		respond(jsonResponse("{\"success\":true,\"data\":" + LIST + "}", 201));
		ContactList list = this.lists.create("VIP customers", "Spring promotion");
		assertSent("POST /lists", """
				{"name":"VIP customers","description":"Spring promotion"}""");
		assertThat(UUID.fromString(onlyRequest().getHeader("Idempotency-Key")).version()).isEqualTo(4);
		assertThat(list).isEqualTo(new ContactList("lst_01", "VIP customers", "Spring promotion", "static", "list",
				"snapshot", "manual", "active", 2L, Instant.parse("2026-04-21T15:30:00Z"), Map.of()));
	}

	@Test
	void sendsNoDescriptionIfThereIsNone() {
		respondWithData(LIST);
		this.lists.create("VIP customers");
		assertSent("POST /lists", """
				{"name":"VIP customers"}""");
	}

	@Test
	void sendsLongestNameAndDescription() {
		respondWithData(LIST);
		this.lists.create(EMOJI.repeat(200), "d".repeat(2000));
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource
	void rejectsInvalidNameAndDescription(String field, String name, String description) {
		assertRejected("lists.create", field, () -> this.lists.create(name, description));
	}

	static Stream<Arguments> rejectsInvalidNameAndDescription() {
		return Stream.of(arguments("name", "", null), arguments("name", null, null),
				arguments("name", "n".repeat(201), null), arguments("name", EMOJI.repeat(201), null),
				arguments("description", "n", "d".repeat(2001)));
	}

	@Test
	void readsList() {
		respondWithData(LIST);
		assertThat(this.lists.get("lst_01").name()).isEqualTo("VIP customers");
		assertThat(requests()).containsExactly("GET /lists/lst_01");
		assertThat(onlyRequest().getHeader("Idempotency-Key")).isNull();
	}

	@Test
	void readsUnknownAndMissingFields() {
		respondWithData("""
				{"id":"lst_01","type":"living","status":"frozen","owner":{"email":"ada@example.com"},"hint":null}""");
		ContactList list = this.lists.get("lst_01");
		assertThat(list.type()).isEqualTo("living");
		assertThat(list.status()).isEqualTo("frozen");
		assertThat(list.name()).isNull();
		assertThat(list.memberCount()).isNull();
		assertThat(list.additionalProperties()).containsOnlyKeys("owner", "hint");
		assertThat(list.toString()).contains("lst_01").doesNotContain("ada");
	}

	@Test
	void rejectsListWithoutId() {
		respondWithData("{\"name\":\"VIP\"}");
		assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> this.lists.get("lst_01"))
			.withMessageContaining("data.id");
	}

	@Test
	void updateSendsOnlyGivenFields() {
		respondWithData(LIST);
		this.lists.update("lst_01", ListUpdate.ofName("VIP"));
		assertSent("PATCH /lists/lst_01", """
				{"name":"VIP"}""");
		api.resetRequests();
		this.lists.update("lst_01", ListUpdate.ofDescription(""));
		assertSent("PATCH /lists/lst_01", """
				{"description":""}""");
	}

	@Test
	void sendsUpdateWithOwnBody() {
		respondWithData(LIST);
		this.lists.update("lst_01", Collections.singletonMap("description", null));
		assertSent("PATCH /lists/lst_01", """
				{"description":null}""");
	}

	@Test
	void rejectsInvalidUpdate() {
		assertRejected("lists.update", "body", () -> this.lists.update("lst_01", new ListUpdate(null, null)));
		assertRejected("lists.update", "name", () -> this.lists.update("lst_01", ListUpdate.ofName("")));
		assertRejected("lists.update", "description",
				() -> this.lists.update("lst_01", ListUpdate.ofDescription("d".repeat(2001))));
		assertRejected("lists.update", "body", () -> this.lists.update("lst_01", "name"));
	}

	@ParameterizedTest
	@MethodSource
	void ignoresResponseToDelete(ResponseDefinitionBuilder response) {
		respond(response);
		this.lists.delete("lst_01");
		assertThat(requests()).containsExactly("DELETE /lists/lst_01");
		assertThat(onlyRequest().getHeader("Idempotency-Key")).isNotNull();
	}

	static Stream<ResponseDefinitionBuilder> ignoresResponseToDelete() {
		return Stream.of(noContent(), ok(), okJson("{\"success\":true}"), okJson("""
				{"success":true,"data":{"id":"lst_01","deleted":true}}"""), okJson("""
				{"success":true,"data":null}"""));
	}

	@Test
	void reportsFailedDeletion() {
		respond(jsonResponse("""
				{"success":false,"error":{"code":"CDP_ETL.NOT_FOUND","message":"no such list"}}""", 404));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.lists.delete("lst_01"))
			.withMessageContaining("lists.delete");
	}

	@Test
	void namesMissingScope() {
		respond(jsonResponse("""
				{"success":false,"error":{"code":"CDP_ETL.AUTH.FORBIDDEN","message":"no"}}""", 403));
		assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> this.lists.list().toList())
			.withMessageContaining("cdp:lists:read");
	}

	@Test
	void addsMembersWithDocumentedBody() {
		respondWithData("""
				{"listId":"lst_01","requested":2,"added":1,"unchanged":1,"memberCount":2}""");
		MembersReceipt receipt = this.lists.upsertMembers("lst_01",
				ListMembers.ofContactKeys(List.of("a@example.com", "b@example.com"))
					.normalizationMode(ListMembers.EMAIL_LOWER_TRIM));
		assertSent("POST /lists/lst_01/members:upsert", """
				{"contactKeys":["a@example.com","b@example.com"],"normalizationMode":"email_lower_trim"}""");
		assertThat(receipt.added()).isEqualTo(1);
		assertThat(receipt.unchanged()).isEqualTo(1);
		assertThat(receipt.removed()).isNull();
		assertThat(receipt.memberCount()).isEqualTo(2);
		assertThat(receipt.json().path("requested").asInt()).isEqualTo(2);
	}

	@Test
	void sendsNoNormalizationModeByDefault() {
		respondWithData("{}");
		this.lists.upsertMembers("lst_01", List.of("a@example.com"));
		assertSent("POST /lists/lst_01/members:upsert", """
				{"contactKeys":["a@example.com"]}""");
	}

	@Test
	void removesMembersWithBodyThatAddsThem() {
		respondWithData("""
				{"removed":1}""");
		assertThat(this.lists.removeMembers("lst_01", List.of("a@example.com")).removed()).isEqualTo(1);
		assertSent("POST /lists/lst_01/members:remove", """
				{"contactKeys":["a@example.com"]}""");
	}

	@Test
	void sendsRecordIdsAsMembers() {
		respondWithData("{}");
		this.lists.upsertMembers("lst_01", ListMembers.ofRecordIds(List.of("rec_01")));
		assertSent("POST /lists/lst_01/members:upsert", """
				{"recordIds":["rec_01"]}""");
		api.resetRequests();
		this.lists.removeMembers("lst_01", ListMembers.ofRecordIds(List.of("rec_01")));
		assertSent("POST /lists/lst_01/members:remove", """
				{"recordIds":["rec_01"]}""");
	}

	@Test
	void sendsMembersWithOwnBody() {
		respondWithData("{}");
		this.lists.upsertMembers("lst_01", Map.of("ids", List.of(1, 2)));
		assertSent("POST /lists/lst_01/members:upsert", """
				{"ids":[1,2]}""");
		api.resetRequests();
		this.lists.removeMembers("lst_01", tree("{\"all\":true}"));
		assertSent("POST /lists/lst_01/members:remove", """
				{"all":true}""");
	}

	@ParameterizedTest
	@MethodSource
	void readsMissingResponseToChangeOfMembers(ResponseDefinitionBuilder response) {
		respond(response);
		MembersReceipt receipt = this.lists.upsertMembers("lst_01", List.of("a@example.com"));
		assertThat(receipt.added()).isNull();
		assertThat(receipt.json().isMissingNode()).isTrue();
	}

	static Stream<ResponseDefinitionBuilder> readsMissingResponseToChangeOfMembers() {
		return Stream.of(noContent(), ok(), okJson("{\"success\":true}"), okJson("""
				{"success":true,"data":null}"""));
	}

	@Test
	void rejectsInvalidMembers() {
		assertRejected("lists.upsert-members", "contactKeys", () -> this.lists.upsertMembers("lst_01", List.of()));
		assertRejected("lists.remove-members", "contactKeys", () -> this.lists.removeMembers("lst_01", List.of()));
		assertRejected("lists.upsert-members", "contactKeys[1]",
				() -> this.lists.upsertMembers("lst_01", List.of("a@example.com", " ")));
		assertRejected("lists.upsert-members", "contactKeys[0]",
				() -> this.lists.upsertMembers("lst_01", Arrays.asList((String) null)));
		assertRejected("lists.upsert-members", "recordIds",
				() -> this.lists.upsertMembers("lst_01", ListMembers.ofRecordIds(List.of())));
		assertRejected("lists.upsert-members", "contactKeys",
				() -> this.lists.upsertMembers("lst_01", new ListMembers(null, null, null)));
		assertRejected("lists.upsert-members", "recordIds",
				() -> this.lists.upsertMembers("lst_01", new ListMembers(List.of("a"), List.of("b"), null)));
		assertRejected("lists.upsert-members", "body",
				() -> this.lists.upsertMembers("lst_01", (Object) List.of("a@example.com")));
		assertRejected("lists.remove-members", "list_id",
				() -> this.lists.removeMembers("lst_01/members", List.of("a@example.com")));
	}

	@Test
	void copiesKeys() {
		respondWithData("{}");
		List<String> keys = new ArrayList<>(List.of("a@example.com"));
		ListMembers members = ListMembers.ofContactKeys(keys);
		keys.clear();
		this.lists.upsertMembers("lst_01", members);
		assertThat(onlyRequest().getBodyAsString()).contains("a@example.com");
		assertThat(members.toString()).contains("contactKeys=1").doesNotContain("example.com");
	}

}
