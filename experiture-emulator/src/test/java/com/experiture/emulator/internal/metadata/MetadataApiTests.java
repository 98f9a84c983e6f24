package com.experiture.emulator.internal.metadata;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.RawClient;
import com.experiture.emulator.RawClient.Result;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataApiTests {

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final RawClient client = new RawClient(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@Test
	void listsObjectsAsDocumented() {
		JsonNode items = this.client.get("/metadata/objects").data().get("items");
		assertThat(items).hasSize(2);
		assertThat(items.get(0)).isEqualTo(RawClient.JSON.readTree("""
				{"objectName":"profiles","displayName":"Profile","pluralDisplayName":"Profiles","objectType":"profile",
				"activeVersion":1,"primaryProfileRoot":true,
				"ingestion":{"single":true,"jsonBatch":true,"fileImport":true,"defaultWriteMode":"upsert"}}"""));
		assertThat(items.get(1).at("/ingestion/defaultWriteMode").asString()).isEqualTo("append");
		assertThat(items.get(1).get("objectType").asString()).isEqualTo("event");
	}

	@Test
	void describesObject() {
		JsonNode profiles = this.client.get("/metadata/objects/profiles").data();
		assertThat(profiles.get("identityKeys")).isEqualTo(
				RawClient.JSON.readTree("[\"email\",\"customer_id\",\"phone\",\"external_id\",\"anonymous_id\"]"));
		assertThat(profiles.get("description").asString()).isNotEmpty();
		assertThat(profiles.get("fields")).contains(
				RawClient.JSON.readTree("{\"name\":\"email\",\"type\":\"email\",\"nullable\":true}"),
				RawClient.JSON.readTree("{\"name\":\"created_at\",\"type\":\"timestamp\",\"nullable\":true}"),
				RawClient.JSON.readTree("{\"name\":\"loyalty_tier\",\"type\":\"enum\",\"nullable\":true,"
						+ "\"enum\":[\"bronze\",\"silver\",\"gold\",\"platinum\"]}"));
	}

	@Test
	void respondsNotFoundToUnknownObject() {
		Result result = this.client.get("/metadata/objects/people");
		assertThat(result.status()).isEqualTo(404);
		assertThat(result.errorCode()).isEqualTo("CDP_ETL.NOT_FOUND");
	}

}
