package com.experiture.client.json;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.error.InvalidMember;

/**
 * Writes the bodies of record calls. Each record is serialized once, straight into the
 * body.
 */
public final class RecordEncoder {

	/** How many records one batch may hold (documented). */
	public static final int MAX_BATCH_RECORDS = 10_000;

	private final ObjectWriter writer;

	RecordEncoder(JsonMapper mapper) {
		this.writer = mapper.writer();
	}

	/**
	 * Write the body of a single write.
	 * @param record a map, or an object that is written as a JSON object
	 * @param matchKey the identity key to match by
	 * @return UTF-8 encoded JSON
	 */
	public byte[] single(@Nullable Object record, @Nullable String matchKey) {
		return write(matchKey, (generator, body) -> {
			generator.writeName("record");
			write(generator, body, record, "record");
		});
	}

	/**
	 * Write the body of a batch.
	 * @param records 1 to 10,000 records
	 * @param matchKey the identity key to match by
	 * @return UTF-8 encoded JSON
	 */
	public byte[] batch(@Nullable Collection<?> records, @Nullable String matchKey) {
		InvalidMember.unless(records != null && !records.isEmpty(), "records", "must hold at least one record");
		InvalidMember.unless(records.size() <= MAX_BATCH_RECORDS, "records", "holds " + records.size()
				+ " records, the API accepts at most " + MAX_BATCH_RECORDS + " in one batch; send several batches");
		return write(matchKey, (generator, body) -> {
			generator.writeName("records");
			generator.writeStartArray();
			int index = 0;
			for (Object record : records) {
				write(generator, body, record, "records[" + index++ + "]");
			}
			generator.writeEndArray();
		});
	}

	private byte[] write(@Nullable String matchKey, Content content) {
		BodyBuffer body = new BodyBuffer();
		try (JsonGenerator generator = this.writer.createGenerator(body)) {
			generator.writeStartObject();
			content.write(generator, body);
			if (matchKey != null) {
				InvalidMember.unless(!matchKey.isBlank(), "matchKey", "must not be blank");
				generator.writeName("matchKey");
				generator.writeString(matchKey);
			}
			generator.writeEndObject();
		}
		return body.toByteArray();
	}

	private void write(JsonGenerator generator, BodyBuffer body, @Nullable Object record, String position) {
		InvalidMember.unless(!(record instanceof Map<?, ?> map) || !map.isEmpty(), position,
				"must have at least one member");
		try {
			this.writer.writeValue(generator, record);
			generator.flush();
		}
		catch (JacksonException ex) {
			if (ex.getCause() instanceof InvalidMember invalid) {
				throw invalid;
			}
			String path = JsonPaths.describe(ex, "");
			throw new InvalidMember(path.isEmpty() ? position : position + "." + path, "cannot be written as JSON ("
					+ ((ex.getCause() != null) ? ex.getCause() : ex).getClass().getSimpleName() + ")");
		}
		// No other JSON value ends with these bytes, so they tell what was written.
		InvalidMember.unless(body.last(0) == '}', position, "must be a map or an object, not a plain value or a list");
		InvalidMember.unless(body.last(1) != '{', position, "must have at least one member that is not null");
	}

	@FunctionalInterface
	private interface Content {

		void write(JsonGenerator generator, BodyBuffer body);

	}

}
