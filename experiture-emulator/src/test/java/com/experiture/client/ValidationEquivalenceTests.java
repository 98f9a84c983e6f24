package com.experiture.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.experiture.client.error.ValidationException;
import com.experiture.client.settings.RecordValidation;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that the client and the emulator validate generated records of generated schemas
 * in the same way: the emulator rejects what the client rejects, at the same path and
 * with the same code, and the client sends what the emulator accepts.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ValidationEquivalenceTests {

	private static final int RECORDS = 120;

	private static final List<String> NAMES = List.of("a", "first_name", "firstName", "größe", "a b", "x-1", "名前",
			"postal_code", "postalcode", "Email");

	private static final String[] COLOURS = { "red", "green", "", "Größe" };

	static IntStream seeds() {
		return IntStream.range(0, 8);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void rejectsNothingThatEmulatorAccepts(int seed) {
		Random random = new Random(seed);
		List<String> fields = new ArrayList<>();
		CdpObject object = object(random, fields);
		int local = 0;
		int accepted = 0;
		try (ExperitureEmulator emulator = ExperitureEmulator.builder().object(object).start();
				ExperitureClient judging = Clients.of(emulator).recordValidation(RecordValidation.ALWAYS).build();
				ExperitureClient sending = Clients.of(emulator).recordValidation(RecordValidation.NONE).build()) {
			for (int i = 0; i < RECORDS; i++) {
				Map<String, @Nullable Object> record = record(random, fields);
				boolean append = random.nextBoolean();
				ValidationException refused = write(judging, record, append);
				ValidationException theirs = write(sending, record, append);
				if (refused == null) {
					assertThat(theirs).as("%s", record).isNull();
					accepted++;
				}
				else if (refused.call().attempts() == 0) {
					local++;
					assertThat(theirs).as("%s of %s is accepted, but: %s", record, object, refused).isNotNull();
					assertThat(theirs.call().attempts()).isOne();
					if (record.size() == 2) {
						assertThat(refused.error().path()).isEqualTo(theirs.error().path());
						assertThat(refused.error().code()).isEqualTo(theirs.error().code());
						assertThat(refused.error().status()).isEqualTo(theirs.error().status());
					}
				}
				else {
					assertThat(theirs).as("%s", record).isNotNull();
				}
			}
		}
		assertThat(local).as("some are rejected").isPositive();
		assertThat(accepted).as("some are accepted").isPositive();
	}

	private static @Nullable ValidationException write(ExperitureClient client, Map<String, @Nullable Object> record,
			boolean append) {
		return catchThrowableOfType(ValidationException.class, () -> {
			if (append) {
				client.records().append("things", record);
			}
			else {
				client.records().upsert("things", record, "id");
			}
		});
	}

	private static CdpObject object(Random random, List<String> fields) {
		CdpObject object = CdpObject.event("things").identityKey("id", FieldType.STRING);
		for (String name : NAMES) {
			FieldType type = FieldType.values()[random.nextInt(FieldType.values().length)];
			if (random.nextInt(4) == 0) {
				continue;
			}
			fields.add(name);
			object = (type == FieldType.ENUM) ? object.enumField(name, COLOURS)
					: (random.nextInt(8) == 0) ? object.requiredField(name, type) : object.field(name, type);
		}
		return object;
	}

	// Most records have few fields, so that some can be accepted.
	private static Map<String, @Nullable Object> record(Random random, List<String> fields) {
		Map<String, @Nullable Object> record = new LinkedHashMap<>();
		record.put("id", "i" + random.nextInt(10));
		int size = 1 + random.nextInt(2);
		for (int i = 0; i < size; i++) {
			String name = (random.nextInt(8) == 0) ? NAMES.get(random.nextInt(NAMES.size())) + "x"
					: fields.get(random.nextInt(fields.size()));
			record.put(name, value(random));
		}
		return record;
	}

	private static @Nullable Object value(Random random) {
		return switch (random.nextInt(22)) {
			case 0, 1 -> null;
			case 2 -> random.nextInt();
			case 3 -> random.nextLong();
			case 4 -> random.nextDouble();
			case 5 -> BigInteger.TEN.pow(30);
			case 6 -> new BigDecimal("12.50");
			case 7 -> new BigDecimal("12.00");
			case 8 -> 1e300;
			case 9 -> random.nextBoolean();
			case 10, 11, 12 -> COLOURS[random.nextInt(COLOURS.length)];
			case 13 -> "42";
			case 14 -> "true";
			case 15 -> "jane@example.com";
			case 16 -> "+4930123456";
			case 17 -> "2026-04-21";
			case 18 -> "2026-04-21T15:30:00Z";
			case 19 -> "-0001-04-21T15:30:00.123+05:45";
			case 20 -> List.of(1, Map.of("record", List.of("records")));
			default -> Map.of("first_name", "x", "records", List.of(Map.of("y", 1)));
		};
	}

}
