package com.experiture.client.contract;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import com.experiture.client.call.Endpoint;

import static com.experiture.client.contract.AssumptionStanding.CONFIRMED;
import static com.experiture.client.contract.AssumptionStanding.CONTRADICTED;
import static com.experiture.client.contract.AssumptionStanding.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link Comparison}, with the document of this project and changed variants.
 */
class ComparisonTests {

	@Test
	void ownDocumentHasNoDriftAndConfirmsNothing() {
		ContractReport report = check((document) -> {
		});
		assertThat(report.findings()).isEmpty();
		assertThat(report.hasDrift()).isFalse();
		assertThat(report.unresolvedReferences()).isEmpty();
		assertThat(report.assumptions()).extracting(CheckedAssumption::standing).containsOnly(OPEN);
	}

	@Test
	void everythingAssumedInOwnDocumentIsInTable() {
		Comparison comparison = new Comparison(ExperitureContract.known(), ExperitureContract.known());
		comparison.report();
		assertThat(comparison.unclaimed()).isEmpty();
	}

	@Test
	void confirmsAllAssumptionsOfDocumentWithoutMarks() {
		ContractReport report = check(ComparisonTests::markNothing);
		assertThat(report.findings()).isEmpty();
		assertThat(report.assumptions()).allSatisfy((checked) -> assertThat(checked.standing())
			.isEqualTo(checked.assumption().isCheckable() ? CONFIRMED : OPEN));
	}

	static List<Arguments> changes() {
		return List.of(
				change("call added", FindingKind.NEW_CALL, "GET /templates",
						(document) -> object(document, "/paths").putObject("/templates").putObject("get")),
				change("call added to a known path", FindingKind.NEW_CALL, "PUT /lists/{list_id}",
						(document) -> object(document, "/paths/~1lists~1{list_id}").putObject("put")),
				change("call removed", FindingKind.MISSING_CALL, "POST /profiles/upsert",
						(document) -> object(document, "/paths").remove("/profiles/upsert")),
				change("method changed", FindingKind.CHANGED_METHOD, "PATCH /lists/{list_id}", (document) -> {
					ObjectNode path = object(document, "/paths/~1lists~1{list_id}");
					path.set("put", path.remove("patch"));
				}),
				change("path changed", FindingKind.CHANGED_BASE_PATH, "/public/v2",
						(document) -> object(document, "/servers/0").put("url", "https://api.experiture.ai/public/v2")),
				change("scope changed", FindingKind.CHANGED_SCOPE, "scope",
						(document) -> array(document, "/paths/~1lists/post/security/0/oauth2").set(0,
								"cdp:lists:create")),
				change("scope of a call without one", FindingKind.CHANGED_SCOPE, "scope",
						(document) -> array(document, "/paths/~1records~1{object_name}~1append/post/security/0/oauth2")
							.add("cdp:records:write")),
				change("scope added", FindingKind.CHANGED_SCOPE, "scope",
						(document) -> array(document, "/paths/~1lists/post/security/0/oauth2").add("cdp:lists:read")),
				change("path parameter of another type", FindingKind.CHANGED_PARAMETER, "path.list_id",
						(document) -> object(document, "/components/parameters/ListId/schema").put("type", "integer")),
				change("query parameter removed", FindingKind.CHANGED_PARAMETER, "query.offset",
						(document) -> array(document, "/paths/~1campaigns/get/parameters").remove(4)),
				change("query parameter of another type", FindingKind.CHANGED_PARAMETER, "query.pageSize",
						(document) -> object(document, "/components/parameters/PageSize/schema").put("type", "string")),
				change("query parameter added", FindingKind.NEW_PARAMETER, "query.sort",
						(document) -> array(document, "/paths/~1campaigns/get/parameters").addObject()
							.put("name", "sort")
							.put("in", "query")),
				change("required parameter added", FindingKind.NEW_REQUIREMENT, "query.sort",
						(document) -> array(document, "/paths/~1campaigns/get/parameters").addObject()
							.put("name", "sort")
							.put("in", "query")
							.put("required", true)),
				change("assumed parameter renamed", FindingKind.CONTRADICTED_ASSUMPTION, "query.search",
						(document) -> object(document, "/paths/~1campaigns/get/parameters/2").put("name", "q")),
				change("body removed", FindingKind.CHANGED_BODY, "request",
						(document) -> object(document, "/paths/~1campaigns/post").remove("requestBody")),
				change("body of another type", FindingKind.CHANGED_BODY, "request", (document) -> {
					ObjectNode content = object(document, "/paths/~1campaigns/post/requestBody/content");
					content.set("multipart/form-data", content.remove("application/json"));
				}),
				change("assumed body removed", FindingKind.CONTRADICTED_ASSUMPTION, "request",
						(document) -> object(document, "/paths/~1import-jobs~1{job_id}~1mapping/post")
							.remove("requestBody")),
				change("field added", FindingKind.NEW_FIELD, "response.data.owner",
						(document) -> object(document, "/components/schemas/WriteReceipt/properties")
							.putObject("owner")),
				change("optional field of a request added", FindingKind.NEW_FIELD, "request.folder",
						(document) -> object(document, "/components/schemas/CreateListRequest/properties")
							.putObject("folder")),
				change("field of the envelope added", FindingKind.NEW_FIELD, "response.warnings",
						(document) -> object(document, "/components/schemas/Envelope/properties")
							.putObject("warnings")),
				change("field removed", FindingKind.MISSING_FIELD, "response.data.matchCount",
						(document) -> object(document, "/components/schemas/Preview/properties").remove("matchCount")),
				change("field renamed", FindingKind.MISSING_FIELD, "response.data.matchCount",
						(document) -> rename(document, "/components/schemas/Preview/properties", "matchCount",
								"matches")),
				change("field of a request renamed", FindingKind.MISSING_FIELD, "request.description",
						(document) -> rename(document, "/components/schemas/CreateListRequest/properties",
								"description", "comment")),
				change("assumed field renamed", FindingKind.CONTRADICTED_ASSUMPTION, "response.data.unchanged",
						(document) -> rename(document, "/components/schemas/MembersResponse/properties", "unchanged",
								"sameAsBefore")),
				change("assumed field of a request renamed", FindingKind.CONTRADICTED_ASSUMPTION,
						"request.mappings[].sourceColumn",
						(document) -> rename(document,
								"/components/schemas/ImportMapping/properties/mappings/items/properties",
								"sourceColumn", "source")),
				change("assumed field of another type", FindingKind.CONTRADICTED_ASSUMPTION, "response.data.results",
						(document) -> object(document, "/components/schemas/RecordOutcomes").put("type", "object")),
				change("type changed", FindingKind.CHANGED_TYPE, "response.data.executionTimeMs",
						(document) -> object(document, "/components/schemas/Preview/properties/executionTimeMs")
							.put("type", "string")),
				change("type of items changed", FindingKind.CHANGED_TYPE, "response.data.fieldsUsed[]",
						(document) -> object(document, "/components/schemas/Preview/properties/fieldsUsed/items")
							.put("type", "object")),
				change("type of a request changed", FindingKind.CHANGED_TYPE, "request.limit",
						(document) -> object(document, "/components/schemas/PreviewRequest/properties/limit")
							.put("type", "string")),
				change("format changed", FindingKind.CHANGED_TYPE, "response.data.createdAt",
						(document) -> object(document, "/components/schemas/CampaignSummary/properties/createdAt")
							.put("format", "date")),
				change("value added to a response", FindingKind.NEW_VALUE, "response.data.audience.reach.status",
						(document) -> array(document,
								"/components/schemas/CampaignSummary/properties/audience/"
										+ "properties/reach/properties/status/x-extensible-enum")
							.add("stale")),
				change("value added to a request", FindingKind.NEW_VALUE, "request.channel",
						(document) -> array(document, "/components/schemas/Channel/enum").add("whatsapp")),
				change("value removed", FindingKind.MISSING_VALUE, "request.audience.include[].type",
						(document) -> array(document, "/components/schemas/AudienceRef/properties/type/enum")
							.remove(1)),
				change("requirement added", FindingKind.NEW_REQUIREMENT, "request.description",
						(document) -> array(document, "/components/schemas/CreateListRequest/required")
							.add("description")),
				change("required field added", FindingKind.NEW_REQUIREMENT, "request.folder", (document) -> {
					object(document, "/components/schemas/CreateListRequest/properties").putObject("folder");
					array(document, "/components/schemas/CreateListRequest/required").add("folder");
				}), change("limit changed", FindingKind.CHANGED_LIMIT, "request.records",
						(document) -> object(document, "/components/schemas/Records").put("maxItems", 500)));
	}

	private static Arguments change(String name, FindingKind kind, String location, Consumer<JsonNode> change) {
		return argumentSet(name, kind, location, change);
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changeIsTheOnlyFinding(FindingKind kind, String location, Consumer<JsonNode> change) {
		ContractReport report = check(change);
		assertThat(report.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.kind()).isEqualTo(kind);
			assertThat(finding.location()).isEqualTo(location);
			assertThat(finding.message()).isNotBlank();
			assertThat(finding.places()).isNotEmpty();
			assertThat(finding.calls().isEmpty())
				.isEqualTo(kind == FindingKind.NEW_CALL || kind == FindingKind.CHANGED_BASE_PATH);
			assertThat(finding.assumption() != null).isEqualTo(kind == FindingKind.CONTRADICTED_ASSUMPTION);
			assertThat(report.assumptions(CONTRADICTED)).extracting(CheckedAssumption::assumption)
				.containsAll(Stream.ofNullable(finding.assumption()).toList());
		});
		assertThat(report.toString()).contains("Drift: 1 finding", kind.toString(), location);
	}

	@Test
	void confirmsAssumedFieldThatIsDocumented() {
		ContractReport report = check(
				(document) -> object(document, "/components/schemas/ListMembersRequest/properties/recordIds")
					.remove("x-standing"));
		assertThat(report.findings()).isEmpty();
		assertThat(report.assumptions(CONFIRMED)).singleElement().satisfies((checked) -> {
			assertThat(checked.assumption()).isEqualTo(Assumption.LISTS_RECORD_IDS);
			assertThat(checked.confirmed()).containsExactly("lists.upsert-members request.recordIds",
					"lists.upsert-members request.recordIds[]");
		});
	}

	@Test
	void confirmsAssumedFieldUnderOtherNameThatClientReads() {
		ContractReport report = check((document) -> {
			markNothing(document);
			rename(document, "/components/schemas/MembersResponse/properties", "added", "addedCount");
		});
		assertThat(report.findings()).isEmpty();
		assertThat(report.assumptions(CONFIRMED)).extracting(CheckedAssumption::assumption)
			.contains(Assumption.LISTS_MEMBERS_RESPONSE);
	}

	@Test
	void leavesOpenWhatDocumentDoesNotDescribe() {
		ContractReport report = check((document) -> {
			markNothing(document);
			object(document, "/components/schemas").putObject("MembersResponse").put("type", "object");
			object(document, "/components/schemas").putObject("Preview");
		});
		assertThat(report.findings()).isEmpty();
		assertThat(report.assumptions())
			.filteredOn((checked) -> checked.assumption() == Assumption.LISTS_MEMBERS_RESPONSE)
			.singleElement()
			.satisfies((checked) -> {
				assertThat(checked.standing()).isEqualTo(OPEN);
				assertThat(checked.open()).contains("lists.upsert-members response.data.added");
			});
	}

	@Test
	void namesNearestFieldAndCallsThatShareIt() {
		ContractReport report = check(
				(document) -> rename(document, "/components/schemas/List/properties", "memberCount", "membersCount"));
		assertThat(report.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.calls()).containsExactly(Endpoint.LISTS_CREATE, Endpoint.LISTS_LIST, Endpoint.LISTS_GET,
					Endpoint.LISTS_UPDATE);
			assertThat(finding.message()).contains("'membersCount'");
			assertThat(finding.places()).contains("ListsClient.create (ContactList)", "ListsClient.get (ContactList)");
		});
	}

	@Test
	void namesRowOfContradictedAssumption() {
		ContractReport report = check(
				(document) -> object(document, "/paths/~1campaigns/get/parameters/2").put("name", "q"));
		assertThat(report.findings().get(0).places()).contains("CampaignsClient.list (Campaign)",
				"docs/assumptions.md#campaigns-search");
		assertThat(report.toString()).contains("Assumptions contradicted: 1", "docs/assumptions.md#campaigns-search");
	}

	@ParameterizedTest
	@ValueSource(strings = { "prefix in the paths", "other names of variables", "no envelope", "no scopes",
			"no standings", "version 3.1", "a slash at the end", "path items by reference", "no servers",
			"schemas behind allOf", "schemas behind oneOf with null", "vendor extensions", "responses by default",
			"no headers" })
	void findsNoDriftInOtherForms(String form) {
		ContractReport report = check((document) -> ContractForms.apply(form, (ObjectNode) document));
		assertThat(report.findings()).isEmpty();
		assertThat(report.unresolvedReferences()).isEmpty();
		assertThat(report.assumptions(CONTRADICTED)).isEmpty();
	}

	@Test
	void acceptsOneOfSeveralSecurityRequirements() {
		ContractReport report = check((document) -> array(document, "/paths/~1lists/post/security").insertObject(0)
			.putArray("oauth2")
			.add("admin"));
		assertThat(report.findings()).isEmpty();
	}

	@Test
	void usesSecurityOfDocumentIfCallHasNone() {
		ContractReport report = check((document) -> {
			((ObjectNode) document).putArray("security").addObject().putArray("oauth2").add("all");
			object(document, "/paths/~1lists/post").remove("security");
		});
		assertThat(report.findings()).singleElement()
			.satisfies((finding) -> assertThat(finding.kind()).isEqualTo(FindingKind.CHANGED_SCOPE));
	}

	@Test
	void doesNotReportCallOfDocumentItself() {
		assertThat(
				check((document) -> object(document, "/paths").putObject("/openapi.json").putObject("get")).findings())
			.isEmpty();
	}

	@Test
	void endsForRecursiveSchemas() {
		ContractReport report = check((document) -> {
			ObjectNode schemas = object(document, "/components/schemas");
			ArrayNode parts = schemas.putObject("Preview").putArray("allOf");
			parts.addObject().put("$ref", "#/components/schemas/Preview");
			parts.addObject().putArray("oneOf").addObject().put("$ref", "#/components/schemas/Preview");
			schemas.putObject("Campaign").put("$ref", "#/components/schemas/Campaign");
			ObjectNode list = schemas.putObject("List");
			list.putObject("properties").putObject("id").put("$ref", "#/components/schemas/List");
			list.putObject("items").put("$ref", "#/components/schemas/List");
		});
		assertThat(report.findings()).isNotEmpty();
	}

	@Test
	void endsForMultiplyingReferences() {
		ContractReport report = check((document) -> {
			ObjectNode schemas = object(document, "/components/schemas");
			String next = "Preview";
			for (int i = 0; i < 5_000; i++) {
				ObjectNode schema = schemas.putObject(next);
				next = "S" + i;
				for (String parts : List.of("allOf", "oneOf", "anyOf")) {
					schema.putArray(parts).addObject().put("$ref", "#/components/schemas/" + next);
					schema.withArray(parts).addObject().put("$ref", "#/components/schemas/" + next);
				}
			}
			schemas.putObject(next);
		});
		assertThat(report.findings()).isEmpty();
	}

	@Test
	void doesNotFollowReferencesToOtherDocuments() {
		ContractReport report = check((document) -> {
			ObjectNode schemas = object(document, "/components/schemas");
			schemas.putObject("Preview").put("$ref", "http://127.0.0.1:1/schemas.json#/Preview");
			schemas.putObject("Campaign").put("$ref", "file:///etc/passwd");
			object(document, "/paths").putObject("/lists").put("$ref", "other.yaml");
		});
		assertThat(report.unresolvedReferences()).contains("http://127.0.0.1:1/schemas.json#/Preview",
				"file:///etc/passwd", "other.yaml");
		assertThat(report.findings()).extracting(Finding::kind).containsOnly(FindingKind.MISSING_CALL);
		assertThat(report.toString()).contains("other.yaml");
	}

	@Test
	void reportsAllCallsOfDocumentWithoutPaths() {
		ContractReport report = check((document) -> ((ObjectNode) document).putObject("paths"));
		assertThat(report.findings()).hasSize(Endpoint.values().length)
			.extracting(Finding::kind)
			.containsOnly(FindingKind.MISSING_CALL);
	}

	@Test
	void replacesControlCharactersOfDocument() {
		ContractReport report = check(
				(document) -> object(document, "/paths").putObject("/a\u001b[31m\nb").putObject("get"));
		assertThat(report.toString()).doesNotContain("\u001b").doesNotContain("\nb");
	}

	private static ContractReport check(Consumer<JsonNode> change) {
		JsonNode document = ContractForms.own();
		change.accept(document);
		return ExperitureContract.check(document.toString());
	}

	private static void markNothing(JsonNode document) {
		ContractForms.apply("no standings", (ObjectNode) document);
	}

	private static void rename(JsonNode document, String pointer, String name, String newName) {
		ObjectNode object = object(document, pointer);
		object.set(newName, object.remove(name));
	}

	private static ObjectNode object(JsonNode document, String pointer) {
		return (ObjectNode) document.requiredAt(pointer);
	}

	private static ArrayNode array(JsonNode document, String pointer) {
		return (ArrayNode) document.requiredAt(pointer);
	}

}
