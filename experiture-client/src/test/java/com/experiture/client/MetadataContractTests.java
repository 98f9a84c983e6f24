package com.experiture.client;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.error.NotFoundException;
import com.experiture.client.metadata.Ingestion;
import com.experiture.client.metadata.ObjectField;
import com.experiture.client.metadata.ObjectSchema;
import com.experiture.client.metadata.ObjectSummary;
import com.experiture.client.metadata.ObjectType;
import com.experiture.client.metadata.WriteMode;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests metadata calls with the documented examples of requests and responses.
 */
class MetadataContractTests extends ContractTests {

	private static final String HEAD = """
			"objectName":"profiles","displayName":"Profile","pluralDisplayName":"Profiles","objectType":"profile",
			"activeVersion":3,"primaryProfileRoot":true,
			"ingestion":{"single":true,"jsonBatch":true,"fileImport":false,"defaultWriteMode":"upsert"}""";

	@Test
	void listsObjects() {
		respondWithData("""
				{"items":[{%s},{"objectName":"orders","displayName":"Order","objectType":"event",
				"primaryProfileRoot":false,"ingestion":{"single":true,"jsonBatch":true,"fileImport":true,
				"defaultWriteMode":"append"}}]}""".formatted(HEAD));
		List<ObjectSummary> objects = this.client.metadata().listObjects();
		assertThat(requests()).containsExactly("GET /metadata/objects");
		assertThat(objects).extracting(ObjectSummary::objectName).containsExactly("profiles", "orders");
		ObjectSummary profiles = objects.get(0);
		assertThat(profiles.displayName()).isEqualTo("Profile");
		assertThat(profiles.pluralDisplayName()).isEqualTo("Profiles");
		assertThat(profiles.objectType()).isEqualTo(ObjectType.PROFILE);
		assertThat(profiles.activeVersion()).isEqualTo(tree("3"));
		assertThat(profiles.isPrimaryProfileRoot()).isTrue();
		assertThat(profiles.ingestion()).isEqualTo(new Ingestion(true, true, false, WriteMode.UPSERT, null));
		ObjectSummary orders = objects.get(1);
		assertThat(orders.objectType()).isEqualTo(ObjectType.EVENT);
		assertThat(orders.isPrimaryProfileRoot()).isFalse();
		assertThat(orders.activeVersion()).isNull();
		assertThat(this.client.reactive().metadata().listObjects().collectList().block()).isEqualTo(objects);
	}

	@Test
	void readsObjectWithFields() {
		respondWithData("""
				{%s,"description":"People","identityKeys":["email","customer_id"],"fields":[
				{"name":"email","type":"string","nullable":false},
				{"name":"tier","type":"string","nullable":true,"enum":["silver","gold"],"label":"Tier"}]}"""
			.formatted(HEAD));
		ObjectSchema profiles = this.client.metadata().getObject("profiles");
		assertThat(requests()).containsExactly("GET /metadata/objects/profiles");
		assertThat(profiles.objectName()).isEqualTo("profiles");
		assertThat(profiles.description()).isEqualTo("People");
		assertThat(profiles.identityKeys()).containsExactly("email", "customer_id");
		assertThat(profiles.isPrimaryProfileRoot()).isTrue();
		assertThat(profiles.fields()).extracting(ObjectField::name).containsExactly("email", "tier");
		ObjectField email = profiles.field("email").orElseThrow();
		assertThat(email.type()).isEqualTo("string");
		assertThat(email.nullable()).isFalse();
		assertThat(email.enumValues()).isEmpty();
		ObjectField tier = profiles.field("tier").orElseThrow();
		assertThat(tier.nullable()).isTrue();
		assertThat(tier.enumValues()).containsExactly("silver", "gold");
		assertThat(tier.json().path("label").asString()).isEqualTo("Tier");
		assertThat(profiles.field("nope")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			"fields":[{"fieldName":"tier","dataType":"string","required":false,"enumValues":["gold"]}]""", """
			"attributes":[{"key":"tier","fieldType":"string","isNullable":true,"allowedValues":["gold"]}]""", """
			"fields":{"tier":{"type":"string","isRequired":false,"enum":["gold"]}}""" })
	void readsFieldsUnderPlausibleNames(String fields) {
		respondWithData("{" + HEAD + "," + fields + "}");
		ObjectField tier = this.client.metadata().getObject("profiles").field("tier").orElseThrow();
		assertThat(tier.type()).isEqualTo("string");
		assertThat(tier.nullable()).isTrue();
		assertThat(tier.enumValues()).containsExactly("gold");
	}

	@Test
	void readsObjectWithUnreadableFields() {
		respondWithData("{" + HEAD + ",\"fields\":[\"email\",{\"column\":1},null]}");
		List<ObjectField> fields = this.client.metadata().getObject("profiles").fields();
		assertThat(fields).extracting(ObjectField::name).containsExactly("email", null, null);
		assertThat(fields).extracting(ObjectField::nullable).containsOnlyNulls();
		assertThat(fields.get(1).json()).isEqualTo(tree("{\"column\":1}"));
	}

	@Test
	void readsUnknownAndMissingFields() {
		respondWithData("""
				{"objectName":"visits","objectType":"session","retention":{"days":30},
				"ingestion":{"defaultWriteMode":"replace","stream":true}}""");
		ObjectSchema visits = this.client.metadata().getObject("visits");
		assertThat(visits.objectType()).hasToString("session");
		assertThat(visits.additionalProperties()).containsOnlyKeys("retention");
		assertThat(visits.ingestion().defaultWriteMode()).isEqualTo(new WriteMode("replace"));
		assertThat(visits.ingestion().additionalProperties()).containsOnlyKeys("stream");
		assertThat(visits.ingestion().single()).isFalse();
		assertThat(visits.identityKeys()).isEmpty();
		assertThat(visits.fields()).isEmpty();
		assertThat(visits.isPrimaryProfileRoot()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false", "null, false", "'\"profiles\"', true", "'\"people\"', false",
			"1, false" })
	void readsPrimaryProfileRootOfAnyType(String field, boolean primary) {
		respondWithData("{\"objectName\":\"profiles\",\"primaryProfileRoot\":" + field + "}");
		assertThat(this.client.metadata().getObject("profiles").isPrimaryProfileRoot()).isEqualTo(primary);
	}

	@Test
	void doesNotReadMissingItemsAsNoObjects() {
		respondWithData("{\"objects\":[]}");
		assertThatExceptionOfType(InvalidResponseException.class)
			.isThrownBy(() -> this.client.metadata().listObjects());
	}

	@Test
	void rejectsBlankObjectName() {
		assertRejected("metadata.get-object", "object_name", () -> this.client.metadata().getObject(""));
	}

	@Test
	void reportsUnknownObjectAsNotFound() {
		respond(jsonResponse("""
				{"success":false,"error":{"code":"CDP_ETL.NOT_FOUND","message":"no such object"}}""", 404));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.client.metadata().getObject("nope"))
			.withMessageContaining("metadata.get-object");
	}

}
