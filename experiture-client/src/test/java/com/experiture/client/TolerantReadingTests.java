package com.experiture.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import com.experiture.client.audiences.AudiencePreview;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.Page;
import com.experiture.client.campaigns.Campaign;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.imports.ImportJob;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.MembersReceipt;
import com.experiture.client.metadata.ObjectSchema;
import com.experiture.client.receipt.RecordsJob;
import com.experiture.client.receipt.WriteReceipt;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests how responses are read whose fields have another type or name than documented or
 * assumed. {@code ResponseTypesTests} tests all fields.
 */
class TolerantReadingTests extends ContractTests {

	@Test
	void readsSchemaWithKeysAsObjects() {
		respondWithData(
				"""
						{"objectName":"profiles","identityKeys":["email",{"name":"customer_id"},null,7],"activeVersion":{"id":3},
						"primaryProfileRoot":["profiles"],"ingestion":{"single":"yes","jsonBatch":true,"defaultWriteMode":1},
						"fields":"email","displayName":{"en":"Profile"},"objectType":["profile"]}""");
		ObjectSchema schema = this.client.metadata().getObject("profiles");
		assertThat(schema.identityKeys()).containsExactly("email");
		assertThat(schema.additionalProperties()).containsOnlyKeys("identityKeys", "fields", "displayName",
				"objectType");
		assertThat(schema.additionalProperties().get("identityKeys")).hasSize(4);
		assertThat(schema.activeVersion()).isEqualTo(tree("{\"id\":3}"));
		assertThat(schema.primaryProfileRoot()).isEqualTo(tree("[\"profiles\"]"));
		assertThat(schema.isPrimaryProfileRoot()).isFalse();
		assertThat(schema.ingestion().jsonBatch()).isTrue();
		assertThat(schema.ingestion().additionalProperties()).containsOnlyKeys("single", "defaultWriteMode");
		assertThat(schema.fields()).isEmpty();
	}

	@Test
	void readsCampaignWithAudienceAsList() {
		respondWithData("""
				{"id":"c-1","audience":[{"audienceId":"a-1"}],"content":"tpl_1","schedule":7,"tags":["a",1,{"b":2}],
				"createdAt":1776756600,"channel":{"name":"email"},"name":["x"]}""");
		Campaign campaign = this.client.campaigns().get("c-1");
		assertThat(campaign.audience()).isNull();
		assertThat(campaign.tags()).containsExactly("a");
		assertThat(campaign.createdAt()).isNull();
		assertThat(campaign.additionalProperties()).containsOnlyKeys("audience", "content", "schedule", "tags",
				"createdAt", "channel", "name");
		assertThat(campaign.additionalProperties().get("audience")).isEqualTo(tree("[{\"audienceId\":\"a-1\"}]"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "accepted; 1", "accepted; \"true\"", "acceptedRecords; \"1\"", "acceptedRecords; 1.0",
					"acceptedRecords; -1", "acceptedRecords; 99999999999999999999", "acceptedRecords; [1]",
					"acceptedAt; 1776756600", "acceptedAt; \"1776756600\"", "acceptedAt; \"today\"",
					"operation; {\"name\":\"append\"}", "matchKey; [\"email\"]" })
	void readsReceiptWithAnyFields(String name, String value) {
		ObjectNode data = (ObjectNode) tree("""
				{"operation":"append","objectName":"orders","accepted":true,"acceptedAt":"2026-04-21T15:30:00Z",
				"acceptedRecords":1,"matchKey":"email"}""");
		data.set(name, tree(value));
		respondWithData(data.toString());
		WriteReceipt receipt = this.client.records().append("orders", Map.of("order_id", "1"));
		assertThat(receipt.objectName()).isEqualTo("orders");
		assertThat(receipt.additionalProperties()).containsOnly(entry(name, tree(value)));
		assertThat(receipt.accepted()).isEqualTo(name.equals("accepted") ? null : Boolean.TRUE);
		assertThat(receipt.acceptedRecords()).isEqualTo(name.equals("acceptedRecords") ? null : Long.valueOf(1));
	}

	@Test
	void readsAnySample() {
		respondWithData(
				"{\"matchCount\":3,\"sampleRecords\":[\"a\",1,null,{\"b\":2}],\"fieldsUsed\":{\"email\":true}}");
		AudiencePreview preview = this.client.audiences().preview("a-1");
		assertThat(preview.sampleRecords()).extracting(JsonNode::toString)
			.containsExactly("\"a\"", "1", "null", "{\"b\":2}");
		assertThat(preview.fieldsUsed()).isEmpty();
		assertThat(preview.additionalProperties()).containsOnlyKeys("fieldsUsed");
		respondWithData("{\"matchCount\":3,\"sampleRecords\":{\"b\":2}}");
		assertThat(this.client.audiences().preview("a-1").additionalProperties()).containsOnlyKeys("sampleRecords");
		respondWithData("{\"matchCount\":\"3\"}");
		assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> this.client.audiences().preview("a"))
			.withMessageContaining("data.matchCount");
	}

	@Test
	void readsIdAsNumber() {
		respondWithData("{\"id\":4711,\"name\":\"VIP\"}");
		ContactList list = this.client.lists().get("4711");
		assertThat(list.id()).isEqualTo("4711");
		assertThat(list.additionalProperties()).containsOnly(entry("id", tree("4711")));
	}

	@Test
	void readsPageWithAnyNumbers() {
		respondWithData(
				"{\"items\":[{\"id\":\"l\"},null],\"page\":\"1\",\"pageSize\":[50],\"total\":\"many\",\"next\":\"n\"}");
		Page<ContactList> page = this.client.lists().listPage(1, 50);
		assertThat(page.items()).extracting(ContactList::id).containsExactly("l");
		assertThat(page.total()).isEqualTo(1);
		assertThat(page.additionalProperties()).containsOnlyKeys("items", "page", "pageSize", "total", "next");
		respondWithData("{\"rows\":2,\"errors\":{\"a\":1},\"items\":[{\"id\":\"l\"}],\"total\":1}");
		assertThat(this.client.lists().listPage(1, 50).additionalProperties()).containsOnlyKeys("rows", "errors");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{\"total\":\"x\",\"limit\":1,\"offset\":[],\"hasMore\":true}; 1 more",
			"[]; 1 more", "\"next\"; 1 more", "null; 1 more", "{\"total\":1}; no more" })
	void readsCampaignsWithAnyPagination(String pagination, String expected) {
		respond(okJson("{\"success\":true,\"data\":[{\"id\":\"c\"}],\"pagination\":" + pagination + "}"));
		Page<Campaign> page = this.client.campaigns().listPage(CampaignFilter.builder().pageSize(1).build(), 0);
		assertThat(page.hasNext()).isEqualTo(expected.equals("1 more"));
		if (pagination.contains("hasMore")) {
			assertThat(page.additionalProperties()).containsOnlyKeys("total", "offset", "hasMore");
		}
	}

	@Test
	void readsFieldsBesideData() {
		respond(okJson(
				"""
						{"success":true,"warnings":["w"],"data":{"id":"l"},"correlationId":{"id":"x"},"pagination":7,"error":null,
						"meta":{"region":"eu"}}"""));
		AtomicReference<ApiResponse<?>> response = new AtomicReference<>();
		this.client.lists().with(CallOptions.builder().onResponse(response::set).build()).get("l");
		assertThat(response.get().additionalProperties()).containsOnlyKeys("warnings", "correlationId", "pagination",
				"meta");
		assertThat(response.get().additionalProperties()).containsEntry("meta", tree("{\"region\":\"eu\"}"));
	}

	@Test
	void readsTypesOfApplicationAsJacksonDoes() {
		respondWithData("{\"count\":\"12\",\"at\":1776756600}");
		assertThat(this.client.call(ApiRequest.to(Endpoint.LISTS_GET, "l").returning(Counted.class)))
			.isEqualTo(new Counted(12));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "[{\"path\":\"records[2].email\",\"value\":\"jane@x.example\"},{\"path\":\"records[3].a\"}]",
					"{\"path\":\"records[2].email\",\"value\":\"jane@x.example\",\"rule\":{\"max\":3}}" })
	void readsDetailsOfError(String details) throws Exception {
		respond(jsonResponse(
				"""
						{"success":false,"trace":["t"],"error":{"code":"CDP_ETL.VALIDATION.REQUEST_INVALID","help":{"url":"u"},
						"message":"jane@x.example is invalid","details":%s,"remediation":[{"label":"Correct it","href":"/h"}]}}"""
					.formatted(details),
				400));
		ApiException failure = catchThrowableOfType(ApiException.class, () -> this.client.lists().get("l"));
		assertThat(failure.details()).isEqualTo(tree(details));
		ApiError error = failure.error();
		assertThat(error.path()).isEqualTo("records[2].email");
		assertThat(error.remediation()).isEqualTo("Correct it");
		assertThat(error.additionalProperties()).containsOnlyKeys("help", "remediation");
		assertThat(error.envelopeProperties()).containsOnly(entry("trace", tree("[\"t\"]")));
		assertThat(failure).hasMessageNotContaining("jane").hasMessageNotContaining("x.example");
		assertThat(error.toString()).doesNotContain("jane");
		change(error.details());
		change(error.additionalProperties().get("help"));
		assertThat(error.details()).isEqualTo(tree(details));
		assertThat(error.additionalProperties()).containsEntry("help", tree("{\"url\":\"u\"}"));
		assertThat(((ApiException) copy(failure)).error()).isEqualTo(error);
	}

	private static void change(JsonNode json) {
		if (json instanceof ObjectNode object) {
			object.removeAll();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"records[2].email\"", "7", "true", "[]", "[[1]]", "[7,\"x\"]", "{}",
			"{\"path\":[\"records\",2],\"value\":{\"a\":1}}" })
	void readsErrorWithAnyDetails(String details) {
		respond(jsonResponse(
				"{\"success\":\"no\",\"error\":{\"code\":\"CDP_ETL.NOT_FOUND\",\"message\":\"m\",\"details\":" + details
						+ "}}",
				404));
		ApiException failure = catchThrowableOfType(ApiException.class, () -> this.client.lists().get("l"));
		assertThat(failure.details()).isEqualTo(tree(details));
		assertThat(failure.error().code()).isEqualTo("CDP_ETL.NOT_FOUND");
		assertThat(failure.error().path()).isNull();
		assertThat(failure.error().envelopeProperties()).containsOnlyKeys("success");
	}

	@Test
	void readsErrorAsText() {
		respond(jsonResponse("{\"success\":false,\"error\":\"quota of jane@x.example\"}", 400));
		ApiException failure = catchThrowableOfType(ApiException.class, () -> this.client.lists().get("l"));
		assertThat(failure.error().message()).startsWith("quota of").doesNotContain("jane");
		assertThat(failure.error().envelopeProperties()).containsOnlyKeys("error");
	}

	@ParameterizedTest
	@CsvSource({ "acceptedRows,rejectedRows", "succeededRows,failedRows", "succeeded,failed", "completed,failed",
			"successCount,errorCount", "rowsImported,errorRows", "outputRows,badRecords",
			"importedRows,numberRecordsFailed" })
	void readsCountsOfImportUnderSeveralNames(String accepted, String rejected) {
		respondWithData("{\"status\":\"completed\",\"%s\":7,\"%s\":2}".formatted(accepted, rejected));
		ImportJob job = this.client.imports().get("imp_1");
		assertThat(job.acceptedRows()).isEqualTo(7);
		assertThat(job.rejectedRows()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "acceptedRecords,rejectedRecords", "succeededRecords,failedRecords", "succeeded,failed",
			"completed,failed", "successCount,failureCount", "recordsSucceeded,recordsFailed",
			"successfulRecords,numberRecordsFailed" })
	void readsCountsOfBatchUnderSeveralNames(String accepted, String rejected) {
		respondWithData("{\"status\":\"completed\",\"accepted\":true,\"%s\":7,\"%s\":2}".formatted(accepted, rejected));
		RecordsJob job = this.client.records().getJob("orders", "job_1");
		assertThat(job.acceptedRecords()).isEqualTo(7);
		assertThat(job.rejectedRecords()).isEqualTo(2);
	}

	@Test
	void readsRejectionsOfBatchUnderSeveralNames() {
		respondWithData("""
				{"results":"none","insertErrors":[{"index":1,"errors":[{"reason":"invalid","location":"email",
				"message":"no"}]}],"failed":1}""");
		assertThat(this.client.records().getJob("orders", "job_1").results()).singleElement().satisfies((outcome) -> {
			assertThat(outcome.index()).isEqualTo(1);
			assertThat(outcome.accepted()).isFalse();
			assertThat(outcome.code()).isEqualTo("invalid");
			assertThat(outcome.path()).isEqualTo("email");
		});
	}

	@Test
	void readsChangesOfMembersUnderSeveralNames() {
		respondWithData("{\"inserted\":3,\"deleted\":2,\"skipped\":1,\"added\":{\"ids\":[]},\"total\":9}");
		MembersReceipt receipt = this.client.lists().upsertMembers("l", List.of("a@example.com"));
		assertThat(receipt.added()).isEqualTo(3);
		assertThat(receipt.removed()).isEqualTo(2);
		assertThat(receipt.unchanged()).isEqualTo(1);
		assertThat(receipt.memberCount()).isEqualTo(9);
	}

	@Test
	void readsCountsOfMetricsUnderSeveralNames() {
		respondWithData("{\"counts\":5,\"statistics\":{\"sent\":7,\"failed\":\"2\"}}");
		assertThat(this.client.campaigns().getMetrics("c").counts()).containsOnly(entry("sent", 7L));
		respondWithData(
				"{\"execution\":\"x\",\"lastRun\":{\"status\":{},\"state\":\"running\",\"pipelineCounts\":{\"sent\":1}}}");
		assertThat(this.client.campaigns().getStatus("c").executionStatus()).hasToString("running");
		assertThat(this.client.campaigns().getStatus("c").counts()).containsOnly(entry("sent", 1L));
	}

	private static Object copy(Object original) throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(original);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return in.readObject();
		}
	}

	/** A type of an application that is not a record. */
	static final class Counted {

		public int count;

		Counted() {
		}

		Counted(int count) {
			this.count = count;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Counted counted && counted.count == this.count;
		}

		@Override
		public int hashCode() {
			return this.count;
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "\"errors\":[]", "\"errors\":null", "\"members\":null", "\"rows\":[{\"id\":\"m\"},{}]" })
	void documentedNameTakesPrecedenceInPage(String other) {
		for (String page : List.of("\"items\":[{\"id\":\"l\"}]," + other, other + ",\"items\":[{\"id\":\"l\"}]")) {
			respondWithData("{" + page + ",\"page\":1,\"pageSize\":50,\"total\":1}");
			assertThat(this.client.lists().listPage(1, 50).items()).extracting("id").containsExactly("l");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"attributes\":null", "\"properties\":{}", "\"columns\":[]",
			"\"properties\":{\"icon\":\"x\"}" })
	void documentedNameTakesPrecedenceInSchema(String other) {
		respondWithData("{\"objectName\":\"profiles\",\"fields\":[{\"name\":\"email\"}]," + other + "}");
		assertThat(this.client.metadata().getObject("profiles").field("email")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"campaignId\":null", "\"campaignId\":\"other\"", "\"campaignId\":7" })
	void documentedNameTakesPrecedenceInCampaign(String other) {
		respondWithData("{\"id\":\"c-1\"," + other + "}");
		assertThat(this.client.campaigns().get("c-1").id()).isEqualTo("c-1");
	}

}
