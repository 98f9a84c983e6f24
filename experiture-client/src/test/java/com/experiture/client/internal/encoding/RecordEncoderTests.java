package com.experiture.client.internal.encoding;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordEncoder}.
 */
class RecordEncoderTests {

	private final RecordEncoder encoder = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
	}).records();

	@Test
	void writesRecordAndMatchKey() {
		assertThat(single(Map.of("email", "jane@example.com"), "email"))
			.isEqualTo("{\"record\":{\"email\":\"jane@example.com\"},\"matchKey\":\"email\"}");
	}

	@Test
	void writesRecordWithoutMatchKey() {
		assertThat(single(Map.of("total", 12.5), null)).isEqualTo("{\"record\":{\"total\":12.5}}");
	}

	@Test
	void keepsOrderOfBatch() {
		assertThat(batch(List.of(Map.of("id", 1), Map.of("id", 2)), "id"))
			.isEqualTo("{\"records\":[{\"id\":1},{\"id\":2}],\"matchKey\":\"id\"}");
	}

	@Test
	void writesNullOfMapAndLeavesOutNullOfObject() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("email", "jane@example.com");
		map.put("phone", null);
		assertThat(single(map, null)).isEqualTo("{\"record\":{\"email\":\"jane@example.com\",\"phone\":null}}");
		assertThat(single(new Person("Jane", null, null), null)).isEqualTo("{\"record\":{\"firstName\":\"Jane\"}}");
	}

	@Test
	void leavesOutEmptyOptionalOfObject() {
		assertThat(single(new Contact("x", Optional.empty()), null)).isEqualTo("{\"record\":{\"email\":\"x\"}}");
		assertThat(single(new Contact("x", Optional.of("1")), null)).contains("\"phone\":\"1\"");
	}

	@Test
	void usesSnakeCaseForObjectsOnlyOnRequest() {
		RecordEncoder snakeCase = ExperitureJson.create(RecordNaming.SNAKE_CASE, (mapper) -> {
		}).records();
		assertThat(text(snakeCase.single(new Person("Jane", "Doe", "VIP"), null)))
			.isEqualTo("{\"record\":{\"first_name\":\"Jane\",\"last_name\":\"Doe\",\"Tier\":\"VIP\"}}");
		assertThat(text(snakeCase.single(Map.of("firstName", "Jane"), null)))
			.isEqualTo("{\"record\":{\"firstName\":\"Jane\"}}");
	}

	@Test
	void writesZonedTimesAsIso8601() {
		Instant instant = Instant.parse("2026-04-21T15:30:00Z");
		assertThat(single(Map.of("at", instant), null)).contains("\"2026-04-21T15:30:00Z\"");
		assertThat(single(Map.of("at", OffsetDateTime.parse("2026-04-21T15:30:00+02:00")), null))
			.contains("\"2026-04-21T15:30:00+02:00\"");
		assertThat(single(Map.of("at", ZonedDateTime.parse("2026-04-21T15:30:00+02:00[Europe/Berlin]")), null))
			.contains("\"2026-04-21T15:30:00+02:00\"");
		assertThat(single(Map.of("birth_date", LocalDate.parse("1990-01-31")), null)).contains("\"1990-01-31\"");
	}

	@Test
	void rejectsTypeWithoutZoneWithPosition() {
		List<?> records = List.of(Map.of("id", 1), Map.of("created_at", LocalDateTime.parse("2026-04-21T15:30:00")));
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> this.encoder.batch(records, null))
			.withMessageStartingWith("records[1].created_at is a date-time without a zone");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-04-21T15:30", "2026-04-21T15:30:00", "2026-04-21 15:30:00",
			"2026-04-21T15:30:00.123456789" })
	void rejectsTextWithoutZoneWithPosition(String text) {
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> this.encoder.single(Map.of("nested", Map.of("at", text)), null))
			.withMessageStartingWith("record.nested.at is a date-time without a zone")
			.withMessageNotContaining(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-04-21T15:30:00Z", "2026-04-21T15:30:00+02:00", "2026-04-21T15:30Z", "2026-04-21",
			"2026-04-21T15:30:00 and more", "0123-56-89T12:4", "2026-04-21T15:30:", "2026-04-21T15:30:00." })
	void acceptsOtherText(String text) {
		assertThat(single(Map.of("text", text), null)).contains(text);
	}

	@Test
	void rejectsEmptyRecords() {
		assertRejected(Map.of(), "record must have at least one field");
		assertRejected(new Person(null, null, null), "record must have at least one field that is not null");
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> this.encoder.batch(List.of(Map.of("a", 1), Map.of()), null))
			.withMessage("records[1] must have at least one field");
		assertThat(single(Map.of("nested", Map.of()), null)).isEqualTo("{\"record\":{\"nested\":{}}}");
	}

	@Test
	void rejectsValuesThatAreNotObjects() {
		for (Object value : new Object[] { "text", 42, List.of(Map.of("a", 1)), new int[] { 1 } }) {
			assertRejected(value, "record must be a map or an object, not a plain value or a list");
		}
		assertRejected(null, "record must be a map or an object, not a plain value or a list");
	}

	@Test
	void checksSizeOfBatch() {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> this.encoder.batch(List.of(), null))
			.withMessage("records must contain at least one record");
		List<Map<String, Integer>> most = Collections.nCopies(10_000, Map.of("id", 1));
		assertThat(this.encoder.batch(most, null).length()).isEqualTo("{\"records\":[]}".length() + 10_000 * 9 - 1);
		List<Map<String, Integer>> tooMany = new ArrayList<>(most);
		tooMany.add(Map.of("id", 1));
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> this.encoder.batch(tooMany, null))
			.withMessageStartingWith("records contains 10001 records");
	}

	@Test
	void reportsPositionOfFailingGetterWithoutMessage() {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> this.encoder.batch(List.of(new Failing()), null))
			.withMessage("records[0].secret cannot be written as JSON (IllegalStateException)");
	}

	@Test
	void writesRecordAsLine() {
		assertThat(line(Map.of("city", "Bonn\nBeuel"))).isEqualTo("{\"city\":\"Bonn\\nBeuel\"}");
		assertThat(line(new Person("Jane", null, null))).isEqualTo("{\"firstName\":\"Jane\"}");
	}

	@Test
	void writesOneLineWithAnyMapper() {
		RecordEncoder indenting = ExperitureJson
			.create(RecordNaming.AS_IS, (mapper) -> mapper.enable(SerializationFeature.INDENT_OUTPUT))
			.records();
		assertThat(text(indenting.line(Map.of("a", List.of(1, 2)), "records[7]", Set.of()))).isEqualTo("{\"a\":[1,2]}");
		assertThat(line(new Raw("{\n}"))).isEqualTo("{\"value\":{}}");
	}

	@Test
	void reportsPositionOfLine() {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> line(new Failing()))
			.withMessage("records[7].secret cannot be written as JSON (IllegalStateException)");
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> line(Map.of("a", Map.of("at", LocalDateTime.of(2026, 4, 21, 15, 30)))))
			.withMessageStartingWith("records[7].a.at ");
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> line(List.of()))
			.withMessageStartingWith("records[7] must be a map or an object");
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> line(null))
			.withMessageStartingWith("records[7] must be a map or an object");
	}

	@Test
	void rejectsBlankMatchKey() {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> single(Map.of("a", 1), " "))
			.withMessage("matchKey must not be blank");
	}

	private void assertRejected(Object record, String message) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> this.encoder.single(record, null))
			.withMessage(message);
	}

	private String single(Object record, String matchKey) {
		return text(this.encoder.single(record, matchKey));
	}

	private String batch(List<?> records, String matchKey) {
		return text(this.encoder.batch(records, matchKey));
	}

	@Test
	void limitsSizeOfLineBeyondSizeOfRequest() {
		assertThat(line(Map.of("a", "x".repeat(11_000_000)))).hasSize(11_000_008);
		Iterable<String> endless = () -> Stream.generate(() -> "x".repeat(1000)).iterator();
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> line(Map.of("a", endless)))
			.withMessage("records[7] is no JSON object of at most 50000000 bytes")
			.satisfies((failure) -> assertThat(failure.field()).isEqualTo("records[7]", Set.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1}", "{\"x\":{\"a\":1},\"b\":false}", "{\"a\":null,\"b\":0}",
			"{\"a\":\" \",\"b\":\"x\"}" })
	void acceptsLineWithOneOfSeveralKeys(String record) {
		assertThat(keyedLine(this.encoder, record)).isEqualTo(record);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"x\":1}", "{\"a\":null,\"x\":1}", "{\"x\":{\"a\":1}}",
			"{\"b\":\"\",\"x\":[\"b\"],\"a\":\" \"}" })
	void rejectsOrInsertsLineWithoutKey(String record) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> keyedLine(this.encoder, record))
			.withMessageStartingWith("records[7].a or b is the match key and missing");
		assertThat(keyedLine(this.encoder.keyRequired(false), record)).startsWith("{\"x\":")
			.doesNotContain("\"a\":null");
	}

	private static String keyedLine(RecordEncoder encoder, String record) {
		return text(encoder.line(JsonMapper.shared().readTree(record), "records[7]", new TreeSet<>(Set.of("a", "b"))));
	}

	private String line(Object record) {
		return text(this.encoder.line(record, "records[7]", Set.of()));
	}

	private static String text(EncodedBody body) {
		return body.buffer(DefaultDataBufferFactory.sharedInstance).toString(StandardCharsets.UTF_8);
	}

	private static String text(byte[] body) {
		return new String(body, StandardCharsets.UTF_8);
	}

	record Person(String firstName, String lastName, @JsonProperty("Tier") String tier) {
	}

	record Raw(@JsonRawValue String value) {
	}

	record Contact(String email, Optional<String> phone) {
	}

	static final class Failing {

		public String getSecret() {
			throw new IllegalStateException("jane@example.com");
		}

	}

}
