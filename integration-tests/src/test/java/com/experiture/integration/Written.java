package com.experiture.integration;

import java.nio.charset.StandardCharsets;

import org.assertj.core.api.AbstractThrowableAssert;

import com.experiture.client.internal.encoding.RecordEncoder;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RecordNaming;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What records become.
 */
final class Written {

	private static final RecordEncoder ENCODER = ExperitureJson.create(RecordNaming.AS_IS, (mapper) -> {
	}).records();

	private Written() {
	}

	static String json(Object record) {
		return new String(ENCODER.record(record, null), StandardCharsets.UTF_8);
	}

	static String json(Object record, RecordNaming naming) {
		RecordEncoder encoder = ExperitureJson.create(naming, (mapper) -> {
		}).records();
		return new String(encoder.record(record, null), StandardCharsets.UTF_8);
	}

	static AbstractThrowableAssert<?, ? extends Throwable> assertRejected(Object record) {
		return assertThatThrownBy(() -> json(record)).isInstanceOf(InvalidField.class);
	}

}
