package com.experiture.integration;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import jakarta.json.Json;
import lombok.AllArgsConstructor;
import lombok.Builder;
import lombok.Data;
import lombok.Value;
import lombok.experimental.Accessors;
import org.joda.time.DateTime;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PGobject;
import tools.jackson.databind.PropertyNamingStrategies;

import com.experiture.integration.PresumptuousModule.Money;

import static com.experiture.integration.Written.assertRejected;
import static com.experiture.integration.Written.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of libraries that applications use beside Jackson 3.
 */
class ForeignValuesTests {

	private static final String JANE = "{\"email\":\"jane@example.com\",\"tags\":[\"a\"]}";

	@ParameterizedTest
	@MethodSource("trees")
	void rejectsForeignTreeAsRecord(Object tree) {
		assertRejected(tree).hasMessageStartingWith("record is of the type " + tree.getClass().getName())
			.hasMessageContaining("convert it to a map");
	}

	@ParameterizedTest
	@MethodSource({ "trees", "leaves" })
	void treeOfAnotherLibraryIsRefusedAsValue(Object tree) {
		assertRejected(Map.of("f", tree))
			.hasMessageStartingWith("record.f is of the type " + tree.getClass().getName());
		assertRejected(Map.of("f", List.of(1, tree)))
			.hasMessageStartingWith("record.f[1] is of the type " + tree.getClass().getName());
		assertRejected(new Holder(tree)).hasMessageStartingWith("record.value is of the type ");
	}

	static Stream<Object> trees() throws Exception {
		return Stream.of(new com.fasterxml.jackson.databind.ObjectMapper().readTree(JANE),
				JsonParser.parseString(JANE).getAsJsonObject(), new JSONObject(JANE),
				Json.createReader(new StringReader(JANE)).readObject());
	}

	static Stream<Object> leaves() {
		com.fasterxml.jackson.databind.node.JsonNodeFactory two = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
		return Stream.of(two.textNode("a"), two.arrayNode().add(1), two.nullNode(), two.numberNode(1),
				new JsonPrimitive("a"), new JsonObject(), com.google.gson.JsonNull.INSTANCE,
				new com.google.gson.JsonArray(), new JSONArray(List.of(1)), JSONObject.NULL, Json.createValue("a"),
				Json.createArrayBuilder().add(1).build(), jakarta.json.JsonValue.TRUE, DateTime.now(),
				org.joda.time.LocalDate.now());
	}

	@Test
	void mapOfATreeIsWritten() {
		assertThat(json(new JSONObject(JANE).toMap())).contains("\"jane@example.com\"");
		assertThat(json(new com.google.gson.Gson().fromJson(JANE, Map.class))).isEqualTo(JANE);
	}

	@Test
	void rejectsJackson2Annotations() {
		assertRejected(new NamedByTwo("Jane")).hasMessageContaining("@JsonNaming of Jackson 2");
		assertRejected(Map.of("f", new WrittenByTwo("Jane"))).hasMessageStartingWith("record.f is of the type ")
			.hasMessageContaining("@JsonSerialize of Jackson 2");
		assertThat(json(new NamedByBoth("Jane"))).isEqualTo("{\"first_name\":\"Jane\"}");
	}

	@Test
	void objectsOfDriversAreRefused() throws SQLException {
		PGobject object = new PGobject();
		object.setType("jsonb");
		object.setValue("{}");
		assertRejected(Map.of("f", object)).hasMessageContaining("org.postgresql.util.PGobject");
	}

	@Test
	void kotlinDataClassIsNamedAsTheApplicationNamesIt() {
		KotlinCustomer jane = KotlinCustomers.jane(2.5);
		assertThat(json(jane)).isEqualTo("{\"email\":\"jane@example.com\",\"isVip\":true,\"isDeleted\":false,"
				+ "\"getsNews\":true,\"id\":\"c-1\",\"since\":\"2026-04-21T13:30:00Z\",\"score\":2.5}");
		assertRejected(KotlinCustomers.jane(Double.NaN)).hasMessageStartingWith("record.score is NaN");
		assertRejected(new KotlinVisit("jane@example.com", OffsetDateTime.parse("2026-04-21T15:30:00+02:00")))
			.hasMessageStartingWith("record.seen is a point in time");
	}

	@Test
	void classesOfLombokAreWrittenByTheirGetters() {
		assertThat(json(new Contact("jane@example.com", true, 3)))
			.isEqualTo("{\"email\":\"jane@example.com\",\"active\":true,\"orders\":3}");
		assertThat(json(Order.builder().number("A-1").total(new BigDecimal("12.50")).build()))
			.isEqualTo("{\"number\":\"A-1\",\"total\":12.50}");
		assertRejected(new Fluent().name("Jane")).hasMessageContaining("no properties");
	}

	@Test
	void moduleOfTheClassPathWritesItsTypesButDoesNotChangeTheRules() {
		assertThat(json(Map.of("f", new Money(100, "EUR")))).isEqualTo("{\"f\":\"100 EUR\"}");
		assertThat(json(Map.of("f", Instant.EPOCH))).isEqualTo("{\"f\":\"1970-01-01T00:00:00Z\"}");
		assertThat(json(Map.of("f", Date.valueOf("1990-05-17")))).isEqualTo("{\"f\":\"1990-05-17\"}");
		assertThat(json(Map.of("f", new BigDecimal("1E+3")))).isEqualTo("{\"f\":1000}");
		assertRejected(Map.of("f", LocalDateTime.MIN)).hasMessageContaining("without a zone");
		assertRejected(Map.of("f", "2026-04-21T15:30:00")).hasMessageContaining("without a zone");
		assertRejected(Map.of("f", Double.NaN)).hasMessageContaining("record.f is a number");
		assertRejected(Map.of("f", List.of(1).iterator())).hasMessageContaining("collect the elements");
	}

	@Test
	void mapsOfRowsAreWritten() {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("EMAIL", "jane@example.com");
		row.put("BORN", Date.valueOf("1990-05-17"));
		row.put("TOTAL", new BigDecimal("0E+2"));
		row.put("PHONE", null);
		assertThat(json(row))
			.isEqualTo("{\"EMAIL\":\"jane@example.com\",\"BORN\":\"1990-05-17\",\"TOTAL\":0,\"PHONE\":null}");
	}

	record Holder(Object value) {
	}

	@com.fasterxml.jackson.databind.annotation.JsonNaming(com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy.class)
	record NamedByTwo(String firstName) {
	}

	record WrittenByTwo(@com.fasterxml.jackson.databind.annotation.JsonSerialize(
			using = com.fasterxml.jackson.databind.ser.std.ToStringSerializer.class) String name) {
	}

	@com.fasterxml.jackson.databind.annotation.JsonNaming(com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy.class)
	@tools.jackson.databind.annotation.JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record NamedByBoth(String firstName) {
	}

	@Data
	@AllArgsConstructor
	static class Contact {

		private String email;

		private boolean active;

		private int orders;

	}

	@Value
	@Builder
	static class Order {

		String number;

		BigDecimal total;

	}

	@Data
	@Accessors(fluent = true)
	static class Fluent {

		private String name;

	}

}
