package com.experiture.client.internal.encoding;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how the values of records are written. The common types are in
 * {@code docs/values.md}, see {@link com.experiture.documentation}.
 */
class RecordValuesTests {

	private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-04-21T15:30:00+02:00");

	private static final Date DATE = Date.from(TIME.toInstant());

	private static final String LONE = "Jane \ud83d";

	private final TimeZone zone = TimeZone.getDefault();

	private final RecordEncoder encoder = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
	}).records();

	@AfterEach
	void restoreZone() {
		TimeZone.setDefault(this.zone);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles" })
	void keepsDayOfSqlDateInEveryZone(String id) {
		TimeZone.setDefault(TimeZone.getTimeZone(id));
		java.sql.Date day = java.sql.Date.valueOf("1990-05-17");
		assertThat(written(day)).isEqualTo("\"1990-05-17\"");
		assertThat(written(List.of(Optional.of(day)))).isEqualTo("[\"1990-05-17\"]");
		assertThat(written(Map.of(day, new java.sql.Date[] { day }))).isEqualTo("{\"1990-05-17\":[\"1990-05-17\"]}");
		assertThat(json(new Born(day, day))).isEqualTo("{\"plain\":\"1990-05-17\",\"german\":\"17.05.1990\"}");
		assertThat(written(new java.sql.Date(day.getTime()) {
			private static final long serialVersionUID = 1L;

		})).isEqualTo("\"1990-05-17\"");
		assertThat(written(java.sql.Time.valueOf("15:30:00"))).isEqualTo("\"15:30:00\"");
		assertThat(written(JsonNodeFactory.instance.pojoNode(day))).isEqualTo("\"1990-05-17\"");
	}

	@Test
	void keepsInstantsOfDates() throws DatatypeConfigurationException {
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
		assertThat(written(DATE)).isEqualTo("\"2026-04-21T13:30:00Z\"");
		Timestamp timestamp = Timestamp.valueOf("2026-04-21 15:30:00.123456789");
		assertThat(written(timestamp)).isEqualTo("\"2026-04-21T13:30:00.123456789Z\"");
		Calendar calendar = GregorianCalendar.from(TIME.toZonedDateTime());
		assertThat(written(calendar)).isEqualTo("\"2026-04-21T13:30:00Z\"");
		DatatypeFactory xml = DatatypeFactory.newInstance();
		assertThat(written(xml.newXMLGregorianCalendar("2026-04-21T15:30:00+02:00")))
			.isEqualTo("\"2026-04-21T15:30:00+02:00\"");
		assertThat(written(xml.newXMLGregorianCalendar("1990-05-17"))).isEqualTo("\"1990-05-17\"");
		assertRejected(xml.newXMLGregorianCalendar("2026-04-21T15:30:00"), "record.f is a date-time without a zone");
	}

	@ParameterizedTest
	@MethodSource
	void rejectsFormatThatLosesZone(Object record) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> json(record)).satisfies((refusal) -> {
			assertThat(refusal.field()).startsWith("record.at");
			assertThat(refusal.reason()).contains("point in time").contains("@JsonFormat").contains("zone");
		});
	}

	static Stream<Object> rejectsFormatThatLosesZone() {
		record Offset(@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") OffsetDateTime at) {
		}
		record German(@JsonFormat(pattern = "dd.MM.yyyy HH:mm") OffsetDateTime at) {
		}
		record Lie(@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'") OffsetDateTime at) {
		}
		record BerlinLie(@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'", timezone = "Europe/Berlin") Date at) {
		}
		record Zoned(@JsonFormat(pattern = "yyyy-MM-dd HH:mm:ss", timezone = "UTC") ZonedDateTime at) {
		}
		record AtInstant(@JsonFormat(pattern = "yyyy-MM-dd HH:mm", timezone = "UTC") Instant at) {
		}
		record WithoutZone(@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ssXXX") Instant at) {
		}
		record OfDay(@JsonFormat(pattern = "HH:mm") OffsetTime at) {
		}
		record OfDate(@JsonFormat(pattern = "yyyy-MM-dd HH:mm:ss") Date at) {
		}
		record DayOfDate(@JsonFormat(pattern = "yyyy-MM-dd") Date at) {
		}
		record OfTimestamp(@JsonFormat(pattern = "yyyyMMddHHmmss", timezone = "Europe/Berlin") Timestamp at) {
		}
		record OfCalendar(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") Calendar at) {
		}
		record InList(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") List<OffsetDateTime> at) {
		}
		record InArray(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") Date[] at) {
		}
		record InMap(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") Map<String, OffsetDateTime> at) {
		}
		record InOptional(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") Optional<OffsetDateTime> at) {
		}
		record AsObject(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") Object at) {
		}
		return Stream.of(new Offset(TIME), new German(TIME), new Lie(TIME), new BerlinLie(DATE),
				new Zoned(TIME.toZonedDateTime()), new AtInstant(TIME.toInstant()), new WithoutZone(TIME.toInstant()),
				new OfDay(TIME.toOffsetTime()), new OfDate(DATE), new DayOfDate(DATE),
				new OfTimestamp(Timestamp.from(TIME.toInstant())),
				new OfCalendar(GregorianCalendar.from(TIME.toZonedDateTime())), new InList(List.of(TIME)),
				new InArray(new Date[] { DATE }), new InMap(Map.of("a", TIME)), new InOptional(Optional.of(TIME)),
				new AsObject(TIME));
	}

	@Test
	void appliesFormatThatKeepsZone() {
		record Formats(@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mmXXX") OffsetDateTime a,
				@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'", timezone = "UTC") OffsetDateTime b,
				@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'") Date c,
				@JsonFormat(pattern = "yyyy-MM-dd HH:mm Z", timezone = "Europe/Berlin") Date d,
				@JsonFormat(pattern = "yyyy-MM-dd", timezone = "Europe/Berlin") Date e,
				@JsonFormat(pattern = "dd.MM.yyyy") OffsetDateTime f, @JsonFormat(timezone = "Europe/Berlin") Date g,
				@JsonFormat(shape = JsonFormat.Shape.NUMBER) Date h, @JsonFormat(pattern = "dd.MM.yyyy") LocalDate i,
				@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ssX", timezone = "UTC") List<Instant> j,
				@JsonFormat(shape = JsonFormat.Shape.STRING) Timestamp k) {
		}
		assertThat(json(new Formats(TIME, TIME, DATE, DATE, DATE, TIME, DATE, DATE, LocalDate.of(2026, 4, 21),
				List.of(TIME.toInstant()), Timestamp.from(TIME.toInstant()))))
			.isEqualTo(
					"{\"a\":\"2026-04-21T15:30+02:00\",\"b\":\"2026-04-21T13:30:00Z\",\"c\":\"2026-04-21T13:30:00Z\","
							+ "\"d\":\"2026-04-21 15:30 +0200\",\"e\":\"2026-04-21\",\"f\":\"21.04.2026\","
							+ "\"g\":\"2026-04-21T15:30:00.000+02:00\",\"h\":1776778200000,\"i\":\"21.04.2026\","
							+ "\"j\":[\"2026-04-21T13:30:00Z\"],\"k\":\"2026-04-21T13:30:00Z\"}");
	}

	@ParameterizedTest
	@MethodSource
	void rejectsValuesThatAreNotNumbers(Object value, String path) {
		assertRejected(value, "record.f" + path + " is NaN or infinite");
	}

	static Stream<Object[]> rejectsValuesThatAreNotNumbers() {
		ObjectNode tree = JsonNodeFactory.instance.objectNode();
		tree.putArray("a").add(1.5).add(Double.NEGATIVE_INFINITY);
		ObjectNode pojo = JsonNodeFactory.instance.objectNode();
		pojo.putPOJO("a", List.of(Float.NaN));
		return Stream.of(new Object[] { Double.NaN, "" }, new Object[] { Float.NEGATIVE_INFINITY, "" },
				new Object[] { List.of(1.0, Double.POSITIVE_INFINITY), "[1]" },
				new Object[] { new double[] { 1, Double.NaN }, "[1]" },
				new Object[] { new float[] { Float.NaN }, "[0]" }, new Object[] { new Double[] { Double.NaN }, "[0]" },
				new Object[] { new double[][] { {}, { Double.NaN } }, "[1][0]" },
				new Object[] { Map.of("a", Map.of("b", Double.NaN)), ".a.b" },
				new Object[] { Optional.of(Double.NaN), "" }, new Object[] { OptionalDouble.of(Double.NaN), "" },
				new Object[] { tree, ".a[1]" }, new Object[] { pojo, ".a[0]" },
				new Object[] { new Scored(Double.NaN), ".score" });
	}

	@Test
	void writesNumbersInPlainForm() {
		assertThat(written(new BigDecimal("1E+3"))).isEqualTo("1000");
		assertThat(written(new BigDecimal("1.20E-7"))).isEqualTo("0.000000120");
		assertThat(written(new BigDecimal("12.50"))).isEqualTo("12.50");
		assertThat(written(JsonNodeFactory.instance.numberNode(new BigDecimal("2E+2")))).isEqualTo("200");
		assertThat(json(new Text(new BigDecimal("1E+3")))).isEqualTo("{\"total\":\"1000\"}");
		assertThat(written(new BigInteger("123456789012345678901234567890")))
			.isEqualTo("123456789012345678901234567890");
		assertThat(written(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
		LongAdder adder = new LongAdder();
		adder.add(5);
		assertThat(written(adder)).isEqualTo("5");
		for (Object tooLong : new Object[] { new BigDecimal("1E+1000000000"), new BigDecimal("1E-1000000000"),
				new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE), BigInteger.ONE.shiftLeft(10_000),
				new RawValue("1E999999999") }) {
			assertRejected(tooLong, "record.f is a number of more than 1000 digits");
		}
		DoubleAdder nan = new DoubleAdder();
		nan.add(Double.NaN);
		assertRejected(nan, "record.f is a number whose text is not one in JSON");
		assertRejected(new Fraction(), "record.f is a number whose text is not one in JSON");
	}

	@ParameterizedTest
	@MethodSource
	void rejectsHalfOfSurrogatePair(Object value, String path) {
		assertRejected(value, "record.f" + path + " contains half of a surrogate pair");
	}

	static Stream<Object[]> rejectsHalfOfSurrogatePair() {
		return Stream.of(new Object[] { LONE, "" }, new Object[] { "\ude00 Jane", "" },
				new Object[] { "\ud83d\ud83d\ude00", "" }, new Object[] { LONE + "x".repeat(20_000), "" },
				new Object[] { new StringBuilder(LONE), "" }, new Object[] { LONE.toCharArray(), "" },
				new Object[] { '\ud83d', "" }, new Object[] { new String[] { "a", LONE }, "[1]" },
				new Object[] { List.of(LONE), "[0]" }, new Object[] { Arrays.asList("a", null, LONE), "[2]" },
				new Object[] { Optional.of(LONE), "" }, new Object[] { Map.of("a", LONE), ".a" },
				new Object[] { JsonNodeFactory.instance.stringNode(LONE), "" },
				new Object[] { new RawValue("\"\\ud83d\""), "" }, new Object[] { Broken.CONSTANT, "" });
	}

	@ParameterizedTest
	@MethodSource
	void rejectsHalfOfSurrogatePairInName(Object value) {
		assertRejected(value, "record.f has the name of a field that contains half of a surrogate pair");
	}

	static Stream<Object> rejectsHalfOfSurrogatePairInName() {
		record Named(@JsonProperty(LONE) int number) {
		}
		return Stream.of(Map.of(LONE, 1), Map.of(new StringBuilder(LONE), 1), new Named(1),
				JsonNodeFactory.instance.objectNode().put(LONE, 1), new RawValue("{\"\\ud83d\":1}"),
				new Any(Map.of(LONE, 1)));
	}

	@Test
	void writesOtherCharacters() {
		for (String text : List.of("😀", "a😀", "😀b😀", "ä€", "x".repeat(9_000) + "😀")) {
			assertThat(written(text)).isEqualTo("\"" + text + "\"");
			assertThat(written(Map.of(text, 1))).isEqualTo("{\"" + text + "\":1}");
		}
		assertThat(written(new char[] { 'a' })).isEqualTo("\"a\"");
		assertThat(written('a')).isEqualTo("\"a\"");
	}

	@Test
	void rejectsTextWithoutZoneInAnyType() {
		String text = "2026-04-21T15:30:00";
		for (Object value : new Object[] { text, new StringBuilder(text), text.toCharArray(),
				JsonNodeFactory.instance.stringNode(text), new RawValue("\"" + text + "\""), Optional.of(text),
				LocalDateTime.parse(text), JsonNodeFactory.instance.pojoNode(LocalDateTime.parse(text)) }) {
			assertRejected(value, "record.f is a date-time without a zone");
		}
	}

	@Test
	void checksRawValues() {
		assertThat(written(new RawValue(" { \"a\" : [ 1.50 , \"x\" , null , true ] } ")))
			.isEqualTo("{\"a\":[1.50,\"x\",null,true]}");
		assertRejected(new RawValue("{\"a\":1}}"), "record.f is a raw value");
		assertRejected(new RawValue(""), "record.f is a raw value that is empty");
		assertRejected(new RawValue("{'a':1}"), "record.f is a raw value that is not JSON");
		assertRejected(new RawValue("NaN"), "record.f is a raw value that is not JSON");
		record Raw(@JsonRawValue String f) {
		}
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> json(new Raw("1,\"g\":2")))
			.withMessageStartingWith("record.f is a raw value");
	}

	@ParameterizedTest
	@MethodSource
	void rejectsTypesThatAreNotData(Object value, String type) {
		assertRejected(value, "record.f is of the type " + type);
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> this.encoder.batch(List.of(Map.of("a", 1), Map.of("a", List.of(value))), null))
			.withMessageStartingWith("records[1].a[0] is of the type " + type);
	}

	static Stream<Object[]> rejectsTypesThatAreNotData() {
		Supplier<String> supplier = () -> "x";
		Runnable lambda = () -> {
		};
		SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 1);
		return Stream.of(new Object[] { new ByteArrayInputStream(new byte[0]), "java.io.ByteArrayInputStream" },
				new Object[] { InputStream.nullInputStream(), "java.io.InputStream" },
				new Object[] { List.of(1).iterator(), "java.util" }, new Object[] { Stream.of(1), "java.util.stream" },
				new Object[] { IntStream.of(1), "java.util.stream" },
				new Object[] { DoubleStream.of(1), "java.util.stream" },
				new Object[] { Flux.just(1), "reactor.core.publisher" },
				new Object[] { (Flow.Publisher<Integer>) publisher, "java.util.concurrent.SubmissionPublisher" },
				new Object[] { CompletableFuture.completedFuture(1), "java.util.concurrent.CompletableFuture" },
				new Object[] { supplier, "com.experiture" }, new Object[] { lambda, "com.experiture" },
				new Object[] { String.class, "java.lang.Class" },
				new Object[] { Thread.currentThread(), "java.lang.Thread" },
				new Object[] { new IllegalStateException("x"), "java.lang.IllegalStateException" },
				new Object[] { new Object(), "java.lang.Object" }, new Object[] { new Nothing(), "com.experiture" },
				new Object[] { new EmptyRecord(), "com.experiture" }, new Object[] { new File("x"), "java.io.File" },
				new Object[] { Path.of("x"), "sun.nio.fs" },
				new Object[] { new ThreadLocal<>(), "java.lang.ThreadLocal" },
				new Object[] { new ByteArrayResource(new byte[1]), "org.springframework.core.io.ByteArrayResource" },
				new Object[] { JsonMapper.shared(), "tools.jackson.databind.json.JsonMapper" },
				new Object[] { JsonNodeFactory.instance.pojoNode(Thread.currentThread()), "java.lang.Thread" });
	}

	@Test
	void writesDocumentedNamesOfKeysOrRejectsThem() {
		assertThat(written(Map.of(1.5, 1))).isEqualTo("{\"1.5\":1}");
		assertThat(written(Map.of('a', 1))).isEqualTo("{\"a\":1}");
		assertThat(written(Map.of(true, 1))).isEqualTo("{\"true\":1}");
		assertThat(written(Map.of(TIME, 1))).isEqualTo("{\"2026-04-21T15:30:00+02:00\":1}");
		assertThat(written(Map.of(Timestamp.from(TIME.toInstant()), 1))).isEqualTo("{\"2026-04-21T13:30:00Z\":1}");
		assertThat(written(Map.of(Kind.OLD, 1))).isEqualTo("{\"old\":1}");
		for (Object key : new Object[] { Optional.of("a"), List.of("a"), new int[] { 1 }, new Scored(1),
				Thread.currentThread(), String.class, new Object() }) {
			assertRejected(Map.of(key, 1), "record.f has keys of the type ");
		}
		assertRejected(Map.of(Double.NaN, 1), "record.f has a key that is NaN");
		assertRejected(Map.of(LocalDateTime.MIN, 1), "record.f has a key that is a date-time without a zone");
		assertRejected(Collections.singletonMap(null, 1), "record.f has a key that is null");
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> json(Collections.singletonMap(null, 1)))
			.withMessageStartingWith("record has a key that is null");
	}

	@Test
	void rejectsKeysWithSameName() {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put("1", Map.of(2, Map.of(3, 4)));
		map.put(2, Map.of("1", 1));
		assertThat(written(map)).isEqualTo("{\"1\":{\"2\":{\"3\":4}},\"2\":{\"1\":1}}");
		assertThat(written(List.of(Map.of(1, 1), Map.of(1, 1)))).isEqualTo("[{\"1\":1},{\"1\":1}]");
		map.put(1L, 1);
		assertRejected(map, "record.f has two keys that become the same name");
		Map<Object, Object> numbers = new LinkedHashMap<>();
		numbers.put(1, Map.of(1, Map.of()));
		numbers.put(1L, 1);
		assertRejected(numbers, "record.f has two keys that become the same name");
		Map<CharSequence, Object> builders = new LinkedHashMap<>();
		builders.put(new StringBuilder("a"), 1);
		builders.put(new StringBuilder("a"), 1);
		assertRejected(builders, "record.f has two keys that become the same name");
	}

	@Test
	void rejectsCircularReferences() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("self", map);
		List<Object> list = new ArrayList<>();
		list.add(list);
		Object[] array = new Object[1];
		array[0] = List.of(Optional.of(array));
		ObjectNode tree = JsonNodeFactory.instance.objectNode();
		tree.putPOJO("self", tree);
		Person person = new Person("Jane");
		person.partner = new Person("Joe");
		person.partner.partner = person;
		Person alone = new Person("Jim");
		alone.partner = alone;
		for (Object circle : new Object[] { map, list, array, tree, person, alone, new Growing() }) {
			assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> written(circle))
				.withMessageContaining("levels deep")
				.satisfies((refusal) -> assertThat(refusal.getMessage()).startsWith("record.f").hasSizeLessThan(400));
		}
		assertRejected(new SelfValue(), "record cannot be written, because a part of it refers to itself");
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> json(person))
			.withMessageStartingWith("record.partner.partner");
	}

	@Test
	void reportsPathOfFailingGetter() {
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> json(Map.of("orders", List.of(Map.of(), new Failing()))))
			.withMessage("record.orders[1].total cannot be written as JSON (IllegalStateException)");
	}

	@Test
	void rejectsHolderOfRecord() {
		for (Object holder : new Object[] { Optional.of(Map.of("a", 1)), new AtomicReference<>(Map.of("a", 1)) }) {
			assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> json(holder))
				.withMessage("record is a holder of a record; write the record that it contains");
		}
	}

	@Test
	void writesTreesWithOtherValues() {
		ObjectNode tree = JsonNodeFactory.instance.objectNode();
		tree.put("bytes", new byte[] { 1, 2, 3 });
		tree.putPOJO("at", TIME);
		tree.putPOJO("name", new Text(BigDecimal.ONE));
		tree.putRawValue("raw", new RawValue("[1]"));
		tree.putNull("nothing");
		assertThat(json(tree)).isEqualTo("{\"bytes\":\"AQID\",\"at\":\"2026-04-21T15:30:00+02:00\","
				+ "\"name\":{\"total\":\"1\"},\"raw\":[1],\"nothing\":null}");
	}

	@Test
	void writesUnwrappedAndAdditionalFields() {
		record Outer(@JsonUnwrapped Scored inner) {
		}
		assertThat(json(new Outer(new Scored(1.5)))).isEqualTo("{\"score\":1.5}");
		assertThat(json(new Any(Map.of("a", TIME)))).isEqualTo("{\"a\":\"2026-04-21T15:30:00+02:00\"}");
		record More(int id, @JsonAnyGetter Map<String, Object> more) {
		}
		assertThat(written(new More(1, Map.of("more", 2)))).isEqualTo("{\"id\":1,\"more\":2}");
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> written(List.of(new More(1, Map.of("id", 2)))))
			.withMessageStartingWith("record.f[0] has two fields of one name");
	}

	@Test
	void writesSpringProxyLikeItsTarget() {
		ProxyFactory factory = new ProxyFactory(new Contact());
		factory.setProxyTargetClass(true);
		assertThat(json(factory.getProxy())).isEqualTo("{\"name\":\"Jane\"}");
	}

	@Test
	void customizerCanAddModuleButNotBypassChecks() {
		SimpleModule module = new SimpleModule().addSerializer(ByteArrayResource.class, new Describing())
			.addSerializer(LocalDateTime.class, new InUtc());
		RecordEncoder customized = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> mapper.addModule(module))
			.records();
		assertThat(text(customized.single(Map.of("f", new ByteArrayResource(new byte[3])), null)))
			.isEqualTo("{\"record\":{\"f\":\"3 bytes\"}}");
		assertThat(text(customized.single(Map.of("f", LocalDateTime.parse("2026-04-21T15:30")), null)))
			.isEqualTo("{\"record\":{\"f\":\"2026-04-21T15:30Z\"}}");
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> customized.single(Map.of("f", Double.NaN), null));
	}

	private void assertRejected(@Nullable Object value, String message) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> written(value)).withMessageStartingWith(message);
	}

	private String written(@Nullable Object value) {
		String json = json(Collections.singletonMap("f", value));
		return json.substring("{\"f\":".length(), json.length() - 1);
	}

	private String json(Object record) {
		String body = text(this.encoder.single(record, null));
		JsonNode parsed = JsonMapper.shared().readTree(body);
		assertThat(parsed.get("record").isObject()).isTrue();
		return body.substring("{\"record\":".length(), body.length() - 1);
	}

	private static String text(EncodedBody body) {
		return body.buffer(DefaultDataBufferFactory.sharedInstance).toString(StandardCharsets.UTF_8);
	}

	record Born(java.sql.Date plain, @JsonFormat(pattern = "dd.MM.yyyy") java.sql.Date german) {
	}

	record Scored(double score) {
	}

	record Text(@JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total) {
	}

	record Any(@JsonAnyGetter Map<String, Object> more) {
	}

	record EmptyRecord() {
	}

	enum Broken {

		@JsonProperty(LONE)
		CONSTANT

	}

	enum Kind {

		@JsonProperty("old")
		OLD

	}

	static final class Nothing {

	}

	static final class Fraction extends Number {

		private static final long serialVersionUID = 1L;

		@Override
		public int intValue() {
			return 0;
		}

		@Override
		public long longValue() {
			return 0;
		}

		@Override
		public float floatValue() {
			return 0.5f;
		}

		@Override
		public double doubleValue() {
			return 0.5;
		}

		@Override
		public String toString() {
			return "1/2";
		}

	}

	static final class Person {

		private final String name;

		private @Nullable Person partner;

		Person(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

		public @Nullable Person getPartner() {
			return this.partner;
		}

	}

	static class Contact {

		public String getName() {
			return "Jane";
		}

	}

	static final class Growing {

		public Growing getNext() {
			return new Growing();
		}

	}

	static final class SelfValue {

		@JsonValue
		public SelfValue value() {
			return new SelfValue();
		}

	}

	static final class Failing {

		public int getTotal() {
			throw new IllegalStateException("jane@example.com");
		}

	}

	static final class Describing extends ValueSerializer<ByteArrayResource> {

		@Override
		public void serialize(ByteArrayResource value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.getByteArray().length + " bytes");
		}

	}

	static final class InUtc extends ValueSerializer<LocalDateTime> {

		@Override
		public void serialize(LocalDateTime value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value + "Z");
		}

	}

}
