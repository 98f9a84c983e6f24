package com.experiture.documentation;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Checks the tables of {@code docs/values.md} against the JSON that is written. With the
 * system property {@code docs.write}, the tables are generated instead.
 */
class ValuesPageTests {

	private static final Path PAGE = Path.of("..", "docs", "values.md");

	private static final TimeZone BERLIN = TimeZone.getTimeZone("Europe/Berlin");

	private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-04-21T15:30:00+02:00");

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles" })
	void pageDocumentsWrittenValues(String zone) throws IOException {
		TimeZone own = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
		try {
			String page = Files.readString(PAGE);
			String expected = section(page, "values", values());
			expected = section(expected, "keys", keys());
			expected = section(expected, "refused", refused());
			if (System.getProperty("docs.write") != null) {
				Files.writeString(PAGE, expected);
			}
			else {
				assertThat(page).isEqualTo(expected);
			}
		}
		finally {
			TimeZone.setDefault(own);
		}
	}

	private static String values() {
		Table table = new Table("| Type | Example | JSON |\n|---|---|---|\n");
		table.value("`String`, `CharSequence`, `char`, `char[]`", "`\"Jane\"`", "Jane");
		table.value("`boolean`", "`true`", true);
		table.value("`int`, `long`, `BigInteger`, `AtomicInteger` and the like", "`42`", 42);
		table.value("`double`, `float`", "`12.5`", 12.5);
		table.value("`BigDecimal`, never with an exponent", "`new BigDecimal(\"1E+3\")`", new BigDecimal("1E+3"));
		table.value("`Instant`", "`2026-04-21T13:30:00Z`", TIME.toInstant());
		table.value("`OffsetDateTime`", "`2026-04-21T15:30:00+02:00`", TIME);
		table.value("`ZonedDateTime`: its offset, not the name of its zone", "`…[Europe/Berlin]`",
				TIME.atZoneSameInstant(BERLIN.toZoneId()));
		table.value("`java.util.Date`, `java.sql.Timestamp`, `Calendar`: the instant", "`2026-04-21 15:30:00.123456`",
				timestamp());
		table.value("`LocalDate`", "`1990-05-17`", LocalDate.parse("1990-05-17"));
		table.value("`java.sql.Date`: its day, in every zone of the machine", "`Date.valueOf(\"1990-05-17\")`",
				java.sql.Date.valueOf("1990-05-17"));
		table.value("`LocalTime`", "`15:30`", LocalTime.parse("15:30"));
		table.value("`java.sql.Time`: its time of day", "`Time.valueOf(\"15:30:00\")`",
				java.sql.Time.valueOf("15:30:00"));
		table.value("`OffsetTime`", "`15:30+02:00`", OffsetTime.parse("15:30+02:00"));
		table.value("`Year`", "`Year.of(2026)`", Year.of(2026));
		table.value("`YearMonth`", "`2026-04`", YearMonth.of(2026, 4));
		table.value("`MonthDay`", "`--04-21`", MonthDay.of(4, 21));
		table.value("`Month`: its number", "`Month.APRIL`", Month.APRIL);
		table.value("`DayOfWeek`", "`MONDAY`", DayOfWeek.MONDAY);
		table.value("`Duration`", "`ofMinutes(90)`", Duration.ofMinutes(90));
		table.value("`Period`", "`ofDays(14)`", Period.ofDays(14));
		table.value("`ZoneId`, `TimeZone`", "`Europe/Berlin`", ZoneId.of("Europe/Berlin"));
		table.value("an `enum`: the name of the constant, not its `toString()`", "`Tier.GOLD`", Tier.GOLD);
		table.value("an `enum` with `@JsonProperty` or `@JsonValue`: the value that it defines", "`Status.ACTIVE`",
				Status.ACTIVE);
		table.value("`UUID`", "`…`", UUID.fromString("6f1c5f80-51a1-4a3e-8f0b-0b8a3f1f2c11"));
		table.value("`URI`, `URL`, `Currency`", "`EUR`", Currency.getInstance("EUR"));
		table.value("`Locale`: its language tag", "`Locale.GERMANY`", Locale.GERMANY);
		table.value("`byte[]`, `ByteBuffer`: Base64", "`{ 1, 2, 3 }`", new byte[] { 1, 2, 3 });
		table.value("`Optional` and the like: the value in it", "`OptionalInt.of(7)`", OptionalInt.of(7));
		table.value("empty `Optional` in a map: clears the field, like null", "`Optional.empty()`", Optional.empty());
		table.value("an array, a `Collection`, an `Iterable`", "`{ 1, 2 }`", new int[] { 1, 2 });
		table.value("a `Map`", "`Map.of(\"a\", 1)`", Map.of("a", 1));
		table.value("a record, a bean", "`new Point(1, 2)`", new Point(1, 2));
		table.value("a tree of Jackson 3", "`{\"a\":[1]}`", JsonMapper.shared().readTree("{\"a\":[1]}"));
		table.value("a string with `@JsonRawValue`: its JSON", "`[1, 2]`", new Raw("[1, 2]"));
		return table.toString();
	}

	private static String keys() {
		Table table = new Table("| Map key | Example | Field name |\n|---|---|---|\n");
		table.key("strings, numbers, `boolean`, `UUID`, `URI`, `Currency`: as text", 42);
		table.key("`BigDecimal`, without an exponent", new BigDecimal("1E+3"));
		table.key("`enum`: as an `enum` value", Status.ACTIVE);
		table.key("`java.time`, in ISO 8601", LocalDate.parse("2026-04-21"));
		table.key("`ZonedDateTime`: with its offset", TIME.atZoneSameInstant(BERLIN.toZoneId()));
		table.key("`java.sql.Date`: its day", java.sql.Date.valueOf("1990-05-17"));
		table.key("`java.util.Date`, `Timestamp`, `Calendar`: the instant", Date.from(TIME.toInstant()));
		table.key("`Locale`: its language tag", Locale.GERMANY);
		table.key("a type with `@JsonValue` or `@JsonKey`: the value that it defines", new Code("a-1"));
		return table.toString();
	}

	private static String refused() {
		Table table = new Table("| Value | Rejected because it |\n|---|---|\n");
		table.refused("`LocalDateTime`, and strings in its format", LocalDateTime.parse("2026-04-21T15:30:00"));
		table.refused("a point in time whose `@JsonFormat` leaves out the zone", new Formatted(TIME));
		table.refused(
				"a point in time without a zone of its own, such as `java.util.Date`, whose `@JsonFormat` has a pattern for the day and no `timezone`",
				new Day(Date.from(TIME.toInstant())));
		table.refused("NaN and infinities", Double.NaN);
		table.refused("a `BigDecimal` or `BigInteger` of more than 1,000 digits", new BigDecimal("1E+1000000000"));
		table.refused("half of a surrogate pair, in strings and in names", "Jane \ud83d");
		table.refused("`@JsonRawValue` that is not JSON", new Raw("{"));
		table.refused("`InputStream`, `Reader`, `File`, `Path`, `Blob`, `Clob`", new StringReader("text"));
		table.refused("`Stream`, `Iterator`", Stream.of(1));
		table.refused("`Publisher`, `CompletableFuture`, `Supplier`", Mono.just(1));
		table.refused("`Class`, `Thread`, `Throwable`, and types of the JDK that are not data", Object.class);
		table.refused("an object without properties", new Empty());
		table.refused("a map with a null key", Collections.singletonMap(null, 1));
		table.refused("a map with keys that cannot be converted to a name", Map.of(new Point(1, 2), 1));
		table.refused("a map with two keys that produce the same name", twice());
		table.refused("objects that refer to each other, and objects nested more than 100 levels deep", Node.circle());
		return table.toString();
	}

	private static Timestamp timestamp() {
		Timestamp timestamp = Timestamp.from(Instant.parse("2026-04-21T13:30:00Z"));
		timestamp.setNanos(123_456_000);
		return timestamp;
	}

	private static Map<Object, Object> twice() {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put("1", 1);
		map.put(1, 1);
		return map;
	}

	private static String section(String page, String name, String content) {
		String begin = "<!-- " + name + " -->\n";
		int from = page.indexOf(begin) + begin.length();
		int to = page.indexOf("<!-- /" + name + " -->");
		assertThat(from).as(name).isGreaterThanOrEqualTo(begin.length()).isLessThanOrEqualTo(to);
		return page.substring(0, from) + "\n" + content + "\n" + page.substring(to);
	}

	private static String written(@Nullable Object value) {
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("f", value);
		String body = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
		})
			.records()
			.single(record, null)
			.buffer(DefaultDataBufferFactory.sharedInstance)
			.toString(StandardCharsets.UTF_8);
		return body.substring("{\"record\":{\"f\":".length(), body.length() - 2);
	}

	private static final class Table {

		private final StringBuilder text;

		private Table(String head) {
			this.text = new StringBuilder(head);
		}

		void value(String type, String example, Object value) {
			this.text.append("| %s | %s | `%s` |\n".formatted(type, example, written(value)));
		}

		void key(String type, Object key) {
			String written = written(Map.of(key, 1));
			assertThat(written).startsWith("{").endsWith(":1}");
			this.text.append("| %s | `%s` | `%s` |\n".formatted(type,
					(key instanceof Date date && key.getClass() == Date.class) ? date.toInstant() : key,
					written.substring(1, written.length() - 3)));
		}

		void refused(String type, Object value) {
			assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> written(value)).satisfies((refusal) -> {
				assertThat(refusal.field()).startsWith("record.f");
				this.text.append("| %s | %s |\n".formatted(type,
						refusal.reason().replace("com.experiture.documentation.ValuesPageTests$", "")));
			});
		}

		@Override
		public String toString() {
			return this.text.toString();
		}

	}

	enum Tier {

		GOLD;

		@Override
		public String toString() {
			return "Gold member";
		}

	}

	enum Status {

		@JsonProperty("active")
		ACTIVE

	}

	record Point(int x, int y) {
	}

	record Raw(@JsonRawValue String json) {
	}

	record Formatted(@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") OffsetDateTime seen) {
	}

	record Day(@JsonFormat(pattern = "yyyy-MM-dd") Date born) {
	}

	record Code(String code) {

		@JsonValue
		String value() {
			return this.code;
		}

		@Override
		public String toString() {
			return "new Code(\"" + this.code + "\")";
		}

	}

	static final class Empty {

	}

	static final class Node {

		private @Nullable Node other;

		static Node circle() {
			Node one = new Node();
			Node two = new Node();
			one.other = two;
			two.other = one;
			return one;
		}

		public @Nullable Node getOther() {
			return this.other;
		}

	}

}
