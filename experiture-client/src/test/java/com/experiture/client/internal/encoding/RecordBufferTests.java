package com.experiture.client.internal.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordBuffer} and {@link EncodedBatch}.
 */
class RecordBufferTests {

	private final RecordEncoder encoder = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
	}).records();

	@Test
	void endsBatchAtNumberOfRecords() {
		RecordBuffer buffer = this.encoder.buffer(null, 2, 1_000);
		assertThat(buffer.add(Map.of("a", 1))).isNull();
		assertThat(text(buffer.add(Map.of("a", 2)))).isEqualTo("{\"records\":[{\"a\":1},{\"a\":2}]}");
		assertThat(buffer.add(Map.of("a", 3))).isNull();
		assertThat(text(buffer.flush())).isEqualTo("{\"records\":[{\"a\":3}]}");
		assertThat(buffer.flush()).isNull();
	}

	@Test
	void endsBatchBeforeRecordThatDoesNotFit() {
		String two = "{\"records\":[{\"a\":1},{\"a\":2}],\"matchKey\":\"a\"}";
		RecordBuffer exact = this.encoder.buffer("a", 10, two.length());
		exact.add(Map.of("a", 1));
		assertThat(exact.add(Map.of("a", 2))).isNull();
		assertThat(text(exact.add(Map.of("a", 3)))).isEqualTo(two);
		assertThat(text(exact.flush())).isEqualTo("{\"records\":[{\"a\":3}],\"matchKey\":\"a\"}");
		RecordBuffer tight = this.encoder.buffer("a", 10, two.length() - 1);
		tight.add(Map.of("a", 1));
		assertThat(text(tight.add(Map.of("a", 2)))).isEqualTo("{\"records\":[{\"a\":1}],\"matchKey\":\"a\"}");
	}

	@Test
	void countsBytesInUtf8() {
		int limit = "{\"records\":[{\"a\":\"ää\"}]}".getBytes(StandardCharsets.UTF_8).length;
		RecordBuffer buffer = this.encoder.buffer(null, 10, limit);
		assertThat(buffer.add(Map.of("a", "ää"))).isNull();
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> this.encoder.buffer(null, 10, limit - 1).add(Map.of("a", "ää")))
			.withMessageContaining("does not fit into one request of " + (limit - 1) + " bytes");
	}

	@Test
	void removesRecordThatCannotBeWritten() {
		RecordBuffer buffer = this.encoder.buffer(null, 10, 1_000);
		for (Object bad : new Object[] { new Failing(), "text", List.of(1), Map.of(), 1,
				Map.of("x", "y".repeat(2_000)) }) {
			assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> buffer.add(bad));
			buffer.add(Map.of("a", 1));
			assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> buffer.add(bad));
			buffer.add(Map.of("a", 2));
			assertThat(text(buffer.flush())).isEqualTo("{\"records\":[{\"a\":1},{\"a\":2}]}");
		}
	}

	@Test
	void joinsRecordsThatWereWrittenSeparately() {
		List<byte[]> records = IntStream.range(1, 4).mapToObj((i) -> this.encoder.record(Map.of("a", i), "a")).toList();
		EncodedBatch batch = this.encoder.join(records, "a");
		assertThat(batch.size()).isEqualTo(3);
		assertThat(batch.length()).isEqualTo(content(batch).length());
		assertThat(text(batch.part(1, 2))).isEqualTo("{\"records\":[{\"a\":2}],\"matchKey\":\"a\"}");
		assertThat(text(batch)).isEqualTo("{\"records\":[{\"a\":1},{\"a\":2},{\"a\":3}],\"matchKey\":\"a\"}");
	}

	@Test
	void createsBufferForEachAttempt() {
		EncodedBatch batch = batch(2);
		NettyDataBufferFactory factory = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);
		DataBuffer first = batch.buffer(factory);
		first.readPosition(5);
		DataBuffer second = batch.buffer(factory);
		batch.release();
		assertThat(second.toString(StandardCharsets.UTF_8)).isEqualTo(expected(IntStream.range(0, 2)));
		assertThat(DataBufferUtils.release(first)).isFalse();
		assertThat(DataBufferUtils.release(second)).isTrue();
		assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(() -> batch.buffer(factory));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 10 })
	void dividesBatchIntoSelectedRecords(int size) {
		EncodedBatch batch = batch(size);
		for (int from = 0; from < size; from++) {
			for (int to = from + 1; to <= size; to++) {
				EncodedBatch part = batch.part(from, to);
				assertThat(text(part)).isEqualTo(expected(IntStream.range(from, to)));
				assertThat(part.indexes()).isEqualTo(IntStream.range(from, to).toArray());
			}
		}
		for (int left = 0; size > 1 && left < size; left++) {
			int without = left;
			assertThat(text(batch.without(left)))
				.isEqualTo(expected(IntStream.range(0, size).filter((i) -> i != without)));
		}
		batch.release();
	}

	@Test
	void keepsFirstIndexesWhenDividedAgain() {
		EncodedBatch batch = batch(10);
		EncodedBatch divided = batch.without(4).part(2, 8).without(0).without(4);
		batch.release();
		assertThat(divided.indexes()).containsExactly(3, 5, 6, 7);
		assertThat(text(divided)).isEqualTo(expected(IntStream.of(3, 5, 6, 7)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":{\"email\":\"x\"}}", "{\"a\":\"email\"}", "{\"a\":[{\"email\":1}]}",
			"{\"email\":null}", "{\"a\":\"\\\"email\\\":1\"}", "{\"emails\":\"x\"}", "{\"email\":\"\"}",
			"{\"email\":\" \"}", "{\"email\":\"\\t\\r\\n\"}", "{\"email\":\"\u00a0\u3000\u2003\"}",
			"{\"email\":\"\u200b\ufeff\"}", "{\"email\":\"\\u0000\"}", "{\"email\":{}}", "{\"email\":[\"x\"]}" })
	void rejectsRecordWithoutMatchKey(String json) {
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> buffer("email").add(parsed(json)))
			.satisfies((fault) -> {
				assertThat(fault.field()).isEqualTo("email");
				assertThat(fault.reason()).contains("match key");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"email\":\"x\"}", "{\"a\":{\"email\":null},\"email\":0}", "{\"email\":false}",
			"{\"email\":\" x\"}", "{\"email\":\"\\tx\"}", "{\"email\":\"\u00a0ä\"}", "{\"email\":\"😀\"}",
			"{\"a\":\"{\\\\\",\"email\":true}", "{\"b\":[1,{\"c\":[]}],\"email\":\"null\"}" })
	void acceptsRecordWithMatchKey(String json) {
		RecordBuffer buffer = buffer("email");
		buffer.add(parsed(json));
		assertThat(buffer.lastKey()).isNotZero();
	}

	@Test
	void removesKeyWithoutValueIfInsertingIsAllowed() {
		RecordBuffer buffer = this.encoder.keyRequired(false).buffer("email", 10, 1_000);
		Set<Long> keys = new HashSet<>();
		for (String json : List.of("{\"email\":\"\",\"a\":1}", "{\"a\":2,\"email\":\" \"}",
				"{\"a\":3,\"email\":null,\"b\":[4]}", "{\"a\":5}", "{\"a\":6,\"email\":[{\"b\":\"]\"}]}",
				"{\"email\":\"x\"}")) {
			buffer.add(parsed(json));
			keys.add(buffer.lastKey());
		}
		assertThat(keys).as("none waits for another").hasSize(6).doesNotContain(0L);
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> buffer.add(parsed("{\"email\":\"\"}")))
			.withMessageContaining("at least one field");
		assertThat(text(buffer.flush()))
			.isEqualTo("{\"records\":[{\"a\":1},{\"a\":2},{\"a\":3,\"b\":[4]},{\"a\":5},{\"a\":6},{\"email\":\"x\"}],"
					+ "\"matchKey\":\"email\"}");
	}

	@Test
	void findsMatchKeyOfObject() {
		RecordBuffer buffer = buffer("email");
		buffer.add(new Person("Jane", "jane@example.com"));
		long key = buffer.lastKey();
		buffer.add(Map.of("email", "jane@example.com"));
		assertThat(buffer.lastKey()).isEqualTo(key);
		assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> buffer.add(new Person("Jane", null)));
		assertThatExceptionOfType(InvalidField.class)
			.isThrownBy(() -> buffer.add(Collections.singletonMap("email", null)));
	}

	@Test
	void distinguishesKeysWhateverFollowsThem() {
		RecordBuffer buffer = buffer("k");
		buffer.add(parsed("{\"k\":\"a\\\\\",\"b\":1}"));
		long first = buffer.lastKey();
		buffer.add(parsed("{\"k\":\"a\\\\\",\"b\":2}"));
		assertThat(buffer.lastKey()).isEqualTo(first);
		buffer.add(parsed("{\"k\":12,\"b\":2}"));
		long number = buffer.lastKey();
		buffer.add(parsed("{\"k\":12}"));
		assertThat(buffer.lastKey()).isEqualTo(number).isNotEqualTo(first);
	}

	@Test
	void escapesNameOfMatchKey() {
		RecordBuffer buffer = buffer("e\"mail\\ä");
		buffer.add(Map.of("e\"mail\\ä", "x"));
		assertThat(text(buffer.flush()))
			.isEqualTo("{\"records\":[{\"e\\\"mail\\\\ä\":\"x\"}],\"matchKey\":\"e\\\"mail\\\\ä\"}");
	}

	@Test
	void keepsEveryRecordOnceAndInOrder() {
		Random random = new Random(4711);
		for (int round = 0; round < 50; round++) {
			RecordBuffer buffer = this.encoder.buffer("id", 1 + random.nextInt(20), 60 + random.nextInt(500));
			StringBuilder all = new StringBuilder();
			StringBuilder expected = new StringBuilder();
			for (int i = 0; i < 200; i++) {
				Map<String, Object> row = Map.of("id", "x".repeat(random.nextInt(20)) + i);
				expected.append(new String(this.encoder.record(row, null), StandardCharsets.UTF_8)).append(',');
				collect(all, buffer.add(row));
			}
			collect(all, buffer.flush());
			assertThat(all.toString()).isEqualTo(expected.toString());
		}
	}

	private static void collect(StringBuilder all, @Nullable EncodedBatch batch) {
		if (batch != null) {
			String text = text(batch);
			assertThat(text).startsWith("{\"records\":[").endsWith("],\"matchKey\":\"id\"}");
			all.append(text, "{\"records\":[".length(), text.length() - "],\"matchKey\":\"id\"}".length()).append(',');
		}
	}

	private RecordBuffer buffer(String matchKey) {
		return this.encoder.buffer(matchKey, 10, 1_000);
	}

	private EncodedBatch batch(int size) {
		RecordBuffer buffer = this.encoder.buffer(null, 100, 10_000);
		IntStream.range(0, size).forEach((i) -> buffer.add(row(i)));
		EncodedBatch batch = buffer.flush();
		assertThat(batch).isNotNull();
		return batch;
	}

	private static Map<String, Object> row(int i) {
		return Map.of("a", "x".repeat(i));
	}

	private String expected(IntStream rows) {
		return rows.mapToObj((i) -> new String(this.encoder.record(row(i), null), StandardCharsets.UTF_8))
			.collect(Collectors.joining(",", "{\"records\":[", "]}"));
	}

	private static JsonNode parsed(String json) {
		return JsonMapper.shared().readTree(json);
	}

	private static @Nullable String text(@Nullable EncodedBatch batch) {
		if (batch == null) {
			return null;
		}
		String text = content(batch);
		batch.release();
		return text;
	}

	private static String content(EncodedBatch batch) {
		return batch.buffer(DefaultDataBufferFactory.sharedInstance).toString(StandardCharsets.UTF_8);
	}

	record Person(String name, @Nullable String email) {
	}

	static final class Failing {

		public String getA() {
			return "a";
		}

		public String getSecret() {
			throw new IllegalStateException("secret");
		}

	}

}
