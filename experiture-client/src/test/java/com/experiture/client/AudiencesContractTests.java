package com.experiture.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import com.experiture.client.audiences.AudiencePreview;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidResponseException;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests audience calls with the documented examples of requests and responses.
 */
class AudiencesContractTests extends ContractTests {

	private static final String ID = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final String PREVIEW = """
			{"audienceId":"%s","matchCount":18234,"isExact":true,"executionTimeMs":41,
			"fieldsUsed":["email","tier"],"sampleRecords":[{"email":"ada@example.com","score":1.10,"phone":null}]}"""
		.formatted(ID);

	@Test
	void sendsDocumentedBodyAndReadsDocumentedResponse() {
		respondWithData(PREVIEW);
		AudiencePreview preview = this.client.audiences().preview(ID, 1);
		assertSent("POST /audiences/" + ID + "/preview", """
				{"limit":1}""");
		assertThat(preview.audienceId()).isEqualTo(ID);
		assertThat(preview.matchCount()).isEqualTo(18234);
		assertThat(preview.isExact()).isTrue();
		assertThat(preview.executionTimeMs()).isEqualTo(41);
		assertThat(preview.fieldsUsed()).containsExactly("email", "tier");
		assertThat(preview.sampleRecords()).containsExactly(tree("""
				{"email":"ada@example.com","score":1.10,"phone":null}"""));
		assertThat(preview.additionalProperties()).isEmpty();
	}

	@Test
	void sendsNoLimitByDefault() {
		respondWithData(PREVIEW);
		this.client.audiences().preview(ID);
		assertSent("POST /audiences/" + ID + "/preview", "{}");
		assertThat(onlyRequest().getHeader("Idempotency-Key")).isNull();
	}

	@Test
	void reactiveClientSendsNothingBeforeSubscription() {
		respondWithData(PREVIEW);
		var preview = this.client.reactive().audiences().preview(ID, 1000);
		assertThat(requests()).isEmpty();
		StepVerifier.create(preview.map(AudiencePreview::matchCount)).expectNext(18234L).verifyComplete();
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 1001 })
	void rejectsInvalidLimit(int limit) {
		assertRejected("audiences.preview", "limit", () -> this.client.audiences().preview(ID, limit));
	}

	@Test
	void rejectsBlankId() {
		assertRejected("audiences.preview", "audience_id", () -> this.client.audiences().preview("../campaigns"));
	}

	@Test
	void readsUnknownAndMissingFields() {
		respondWithData("""
				{"matchCount":3,"executionTimeMs":1.5,"breakdown":{"email":3},"hint":null}""");
		AudiencePreview preview = this.client.audiences().preview(ID);
		assertThat(preview.matchCount()).isEqualTo(3);
		assertThat(preview.isExact()).isFalse();
		assertThat(preview.sampleRecords()).isEmpty();
		assertThat(preview.fieldsUsed()).isEmpty();
		assertThat(preview.additionalProperties()).containsOnlyKeys("breakdown", "hint");
	}

	@Test
	void failsWithoutReach() {
		respondWithData("{}");
		assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> this.client.audiences().preview(ID))
			.withMessageContaining("a field is missing")
			.withMessageContaining("data.matchCount");
	}

	@Test
	void textContainsNoRecord() {
		respondWithData(PREVIEW);
		assertThat(this.client.audiences().preview(ID).toString()).contains("18234", "sampleRecords=1")
			.doesNotContain("ada");
	}

	@Test
	void namesMissingScope() {
		respond(jsonResponse("""
				{"success":false,"error":{"code":"CDP_ETL.AUTH.FORBIDDEN","message":"no"}}""", 403));
		assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> this.client.audiences().preview(ID))
			.withMessageContaining("cdp:audiences:preview");
	}

}
