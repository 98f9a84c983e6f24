package com.experiture.client.internal.validation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.metadata.ObjectSchema;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldNames}.
 */
class FieldNamesTests {

	private final FieldNames names = FieldNames
		.of(schema("{'name':'first_name'},{'name':'last_name'},{'name':'city'},{'name':'address'},{'name':'vip'}"))
		.orElseThrow();

	@ParameterizedTest
	@CsvSource({ "firstName, first_name", "FIRST_NAME, first_name", "first name, first_name", "First-Name, first_name",
			"frist_name, first_name", "first_nam, first_name", "lastname, last_name", "e-mail, email", "mail, email",
			"ctiy, city", "vipp, vip", "'“city”', city" })
	void findsSimilarName(String name, String field) {
		assertThat(this.names.contains(name)).isFalse();
		assertThat(this.names.nearest(name)).isEqualTo(field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "shoe_size", "x", "", "姓", "ab" })
	void suggestsNoDistantName(String name) {
		assertThat(this.names.nearest(name)).isNull();
	}

	@Test
	void findsNameInOtherCase() {
		assertThat(this.names.inOtherCase("firstName")).isEqualTo("first_name");
		assertThat(this.names.inOtherCase("frist_name")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "first_name", "email", "address.city", "address[0]" })
	void containsFieldsAndTheirParts(String name) {
		assertThat(this.names.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{'label':'x'},{'name':'city'}" })
	void isEmptyIfFieldsAreNotKnown(String fields) {
		assertThat(FieldNames.of(schema(fields))).isEmpty();
	}

	private static ObjectSchema schema(String fields) {
		String json = "{'objectName':'profiles','identityKeys':['email'],'fields':[" + fields + "]}";
		return JsonMapper.shared().readValue(json.replace('\'', '"'), ObjectSchema.class);
	}

	@Test
	void describesFirstFields() {
		assertThat(this.names).hasToString("first_name, last_name, city, address, vip, email");
		assertThat(List.of(this.names.toString().split(", "))).hasSize(6);
	}

}
