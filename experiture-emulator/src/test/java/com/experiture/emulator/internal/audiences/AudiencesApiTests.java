package com.experiture.emulator.internal.audiences;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AudiencesApiTests {

	private static final String ID = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final String PATH = "/audiences/" + ID + "/preview";

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final RawClient client = new RawClient(this.emulator);

	@BeforeEach
	void define() {
		this.emulator.fixtures()
			.audience(ID, "Romans", (profile) -> "Rome".equals(profile.get("city")), "city")
			.record("profiles", Map.of("email", "x@example.com", "city", "Oslo"));
		IntStream.range(0, 120)
			.forEach((i) -> this.emulator.insert("profiles", Map.of("email", i + "@example.com", "city", "Rome")));
	}

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void returnsPreviewAsDocumented() {
		Result result = this.client.post(PATH, "{\"limit\":2}");
		assertThat(result.status()).isEqualTo(200);
		JsonNode data = result.data();
		assertThat(data.get("audienceId").asString()).isEqualTo(ID);
		assertThat(data.get("matchCount").asInt()).isEqualTo(120);
		assertThat(data.get("isExact").asBoolean()).isTrue();
		assertThat(data.get("executionTimeMs").isNumber()).isTrue();
		assertThat(data.get("fieldsUsed").get(0).asString()).isEqualTo("city");
		assertThat(data.get("sampleRecords")).hasSize(2)
			.first()
			.isEqualTo(RawClient.JSON.readTree("{\"city\":\"Rome\"}"));
	}

	@Test
	void limitsSampleToHundredRecordsByDefault() {
		assertThat(this.client.post(PATH, "{}").data().get("sampleRecords")).hasSize(100);
		assertThat(this.client.post(PATH, "{\"limit\":1000}").data().get("sampleRecords")).hasSize(120);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1001", "\"10\"", "1.5" })
	void rejectsLimitOutOfBounds(String limit) {
		Result result = this.client.post(PATH, "{\"limit\":" + limit + "}");
		assertThat(result.status()).isEqualTo(400);
		assertThat(result.errorPath()).isEqualTo("limit");
	}

	@Test
	void addsNoUnknownFieldsToRecords() {
		this.emulator.settings().unknownFields(true);
		JsonNode data = this.client.post(PATH, "{\"limit\":1}").data();
		assertThat(data.has("fieldFromTheFuture")).isTrue();
		assertThat(data.at("/sampleRecords/0").has("fieldFromTheFuture")).isFalse();
	}

	@Test
	void respondsNotFoundToUnknownAudience() {
		assertThat(this.client.post(PATH.replace('7', '8'), "{}").errorCode()).isEqualTo("CDP_ETL.NOT_FOUND");
		this.emulator.reset();
		assertThat(this.client.post(PATH, "{}").status()).isEqualTo(404);
	}

	@Test
	void rejectsFixtureWhoseIdIsNeitherUuidNorPreviewId() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.emulator.fixtures().audience("romans", "x", (profile) -> true));
		this.emulator.fixtures().audience("aud_1", "x", (profile) -> true);
		assertThat(this.client.post("/audiences/aud_1/preview", "{}").data().get("matchCount").asInt()).isEqualTo(121);
	}

}
