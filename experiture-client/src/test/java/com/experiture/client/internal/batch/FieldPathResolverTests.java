package com.experiture.client.internal.batch;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FieldPathResolverTests {

	private static final List<String> NAMES = List.of("email", "a.b", "a", "österreich", "Имя", "$x", "o'x", "@id",
			"a/b", "a[0]", "first_name ", "2nd");

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|',
			value = { "email, email", "/email, email", "$.email, email", "record.email, email", "#/record/email, email",
					"body.record.email, email", "['email'], email", "email.local, email", "email[3], email", "a.b, a.b",
					"a.c, a", "österreich, österreich", "Имя, Имя", "$x, $x", "o'x, o'x", "@id, @id", "a/b, a/b",
					"a[0], a[0]", "first_name, |first_name |", "2nd, 2nd" })
	void findsFieldOfRecord(String path, String field) {
		assertThat(FieldPathResolver.resolve(path, NAMES)).isEqualTo(field);
	}

	@ParameterizedTest
	@CsvSource({ "emails", "body", "records", "payload.email", "x" })
	void findsNoFieldThatRecordDoesNotHave(String path) {
		assertThat(FieldPathResolver.resolve(path, List.of("email"))).isNotEqualTo(path);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "fist_name, fist_name", "record.fist_name, fist_name",
			"$.fist_name, fist_name", "a.b, none", "$x, none", "@id, none", "2nd, none" })
	void acceptsOnlySimpleNamesIfRecordIsNotKnown(String path, String field) {
		assertThat(FieldPathResolver.resolve(path, null)).isEqualTo(field);
	}

}
