package com.experiture.client.internal.encoding;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;

import com.experiture.client.internal.rules.InvalidField;

/**
 * Checks every name and scalar value of a record while it is written. All serializers use
 * it, so annotations, modules and trees cannot bypass it. Documented: timestamps without
 * a zone are rejected. That such a text is rejected in every field, and so are values
 * that have no JSON form, is a precaution of this client, which does not know the schema.
 * The generic call makes no such checks.
 */
final class RecordGenerator extends JsonGeneratorDelegate {

	/** How deep a record can be nested; deeper records usually refer to themselves. */
	static final int MAX_DEPTH = 100;

	/** How many digits a number can have in its plain form. */
	static final int MAX_DIGITS = 1_000;

	private static final JsonFactory RAW = new JsonFactory();

	private final Deque<UsedNames> usedNames = new ArrayDeque<>();

	private boolean converted;

	RecordGenerator(JsonGenerator target) {
		super(target, false);
	}

	/**
	 * Reject the value that would be written next.
	 * @param generator the generator
	 * @param reason what is wrong with the value
	 * @return the exception to throw
	 */
	static InvalidField invalidValue(JsonGenerator generator, String reason) {
		return new InvalidField(JsonPaths.of(generator.streamWriteContext()), reason);
	}

	/**
	 * Reject the object that is being written, because it contains an invalid name.
	 * @param generator the generator
	 * @param reason what is wrong with the name
	 * @return the exception to throw
	 */
	static InvalidField invalidName(JsonGenerator generator, String reason) {
		return new InvalidField(JsonPaths.ofParent(generator.streamWriteContext()), reason);
	}

	/**
	 * Announce a name that was converted from a key that is not text. Another key can
	 * have the same name.
	 */
	void expectConvertedName() {
		this.converted = true;
	}

	@Override
	public JsonGenerator writeStartObject() {
		enter();
		this.delegate.writeStartObject();
		return this;
	}

	@Override
	public JsonGenerator writeStartObject(Object forValue) {
		enter();
		this.delegate.writeStartObject(forValue);
		return this;
	}

	@Override
	public JsonGenerator writeStartObject(Object forValue, int size) {
		enter();
		this.delegate.writeStartObject(forValue, size);
		return this;
	}

	@Override
	public JsonGenerator writeStartArray() {
		enter();
		this.delegate.writeStartArray();
		return this;
	}

	@Override
	public JsonGenerator writeStartArray(Object forValue) {
		enter();
		this.delegate.writeStartArray(forValue);
		return this;
	}

	@Override
	public JsonGenerator writeStartArray(Object forValue, int size) {
		enter();
		this.delegate.writeStartArray(forValue, size);
		return this;
	}

	private void enter() {
		if (streamWriteContext().getNestingDepth() >= MAX_DEPTH) {
			throw invalidValue(this, "is nested more than " + MAX_DEPTH
					+ " levels deep, like objects that refer to each other; leave out the reference back");
		}
	}

	@Override
	public JsonGenerator writeName(String name) {
		checkName(name);
		this.delegate.writeName(name);
		return this;
	}

	// The names of objects are checked once per type, those of converted keys here.
	@Override
	public JsonGenerator writeName(SerializableString name) {
		if (this.converted) {
			checkName(name.getValue());
		}
		this.delegate.writeName(name);
		return this;
	}

	@Override
	public JsonGenerator writePropertyId(long id) {
		return writeName(Long.toString(id));
	}

	private void checkName(String name) {
		if (RecordText.hasLoneSurrogate(name)) {
			throw invalidName(this, "has the name of a field that " + RecordText.SURROGATE);
		}
		if (this.converted) {
			this.converted = false;
			if (!usedNames().add(name)) {
				throw invalidName(this, "has two keys that become the same name");
			}
		}
	}

	// Only used for maps with keys that are not text. Their text keys are names already.
	private Set<String> usedNames() {
		int depth = streamWriteContext().getNestingDepth();
		Object owner = currentValue();
		UsedNames last = this.usedNames.peek();
		while (last != null && (last.depth > depth || (last.depth == depth && last.owner != owner))) {
			this.usedNames.pop();
			last = this.usedNames.peek();
		}
		if (last == null || last.depth < depth) {
			Set<String> names = new HashSet<>();
			if (owner instanceof Map<?, ?> map) {
				for (Object key : map.keySet()) {
					if (key instanceof String text) {
						names.add(text);
					}
				}
			}
			last = new UsedNames(depth, owner, names);
			this.usedNames.push(last);
		}
		return last.names;
	}

	@Override
	public JsonGenerator writeString(String text) {
		check(text);
		this.delegate.writeString(text);
		return this;
	}

	@Override
	public JsonGenerator writeString(SerializableString text) {
		check(text.getValue());
		this.delegate.writeString(text);
		return this;
	}

	@Override
	public JsonGenerator writeString(char[] text, int offset, int length) {
		return writeString(new String(text, offset, length));
	}

	@Override
	public JsonGenerator writeString(Reader reader, int length) {
		StringWriter text = new StringWriter();
		try (reader) {
			reader.transferTo(text);
		}
		catch (IOException ex) {
			throw invalidValue(this, "cannot be read (" + ex.getClass().getSimpleName() + ")");
		}
		return writeString(text.toString());
	}

	private void check(String text) {
		String problem = RecordText.problem(text);
		if (problem != null) {
			throw invalidValue(this, problem);
		}
	}

	@Override
	public JsonGenerator writeArray(double[] array, int offset, int length) {
		writeStartArray(array, length);
		for (int i = offset; i < offset + length; i++) {
			writeNumber(array[i]);
		}
		return writeEndArray();
	}

	@Override
	public JsonGenerator writeArray(String[] array, int offset, int length) {
		writeStartArray(array, length);
		for (int i = offset; i < offset + length; i++) {
			writeString(array[i]);
		}
		return writeEndArray();
	}

	@Override
	public JsonGenerator writeNumber(double value) {
		checkFinite(Double.isFinite(value));
		this.delegate.writeNumber(value);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(float value) {
		checkFinite(Float.isFinite(value));
		this.delegate.writeNumber(value);
		return this;
	}

	private void checkFinite(boolean finite) {
		if (!finite) {
			throw invalidValue(this,
					"is NaN or infinite, for which JSON has no number; leave it out, or use null in a map"
							+ " to clear the field");
		}
	}

	// In plain form: 1E+3 is a different text for readers that keep numbers as they are.
	@Override
	public JsonGenerator writeNumber(BigDecimal value) {
		long scale = value.scale();
		if (scale > MAX_DIGITS || value.precision() - Math.min(scale, 0) > MAX_DIGITS) {
			throw tooLong();
		}
		this.delegate.writeNumber(value.toPlainString());
		return this;
	}

	@Override
	public JsonGenerator writeNumber(BigInteger value) {
		if (value.bitLength() > MAX_DIGITS * 3.3219) {
			throw tooLong();
		}
		this.delegate.writeNumber(value);
		return this;
	}

	// Used for a Number of an unknown type, with its toString.
	@Override
	public JsonGenerator writeNumber(String encoded) {
		if (encoded.length() > MAX_DIGITS) {
			throw tooLong();
		}
		try {
			return writeNumber(new BigDecimal(encoded));
		}
		catch (NumberFormatException ex) {
			throw invalidValue(this, "is a number whose text is not one in JSON");
		}
	}

	@Override
	public JsonGenerator writeNumber(char[] encoded, int offset, int length) {
		return writeNumber(new String(encoded, offset, length));
	}

	private InvalidField tooLong() {
		return invalidValue(this, "is a number of more than " + MAX_DIGITS + " digits, written without an exponent");
	}

	// Written token by token, so that raw values follow the same rules.
	@Override
	public JsonGenerator writeRawValue(String json) {
		try (JsonParser parser = RAW.createParser(ObjectReadContext.empty(), json)) {
			if (parser.nextToken() == null) {
				throw invalidValue(this, "is a raw value that is empty");
			}
			copyCurrentStructureExact(parser);
			if (parser.nextToken() != null) {
				throw invalidValue(this, "is a raw value with text after its end");
			}
			return this;
		}
		catch (JacksonException ex) {
			throw invalidValue(this, "is a raw value that is not JSON");
		}
	}

	@Override
	public JsonGenerator writeRawValue(String text, int offset, int length) {
		return writeRawValue(text.substring(offset, offset + length));
	}

	@Override
	public JsonGenerator writeRawValue(char[] text, int offset, int length) {
		return writeRawValue(new String(text, offset, length));
	}

	@Override
	public JsonGenerator writeRawValue(SerializableString raw) {
		return writeRawValue(raw.getValue());
	}

	@Override
	public JsonGenerator writeRaw(String text) {
		if (RecordText.hasLoneSurrogate(text)) {
			throw invalidValue(this, RecordText.SURROGATE);
		}
		this.delegate.writeRaw(text);
		return this;
	}

	/**
	 * The names in a map that is being written.
	 */
	private record UsedNames(int depth, @Nullable Object owner, Set<String> names) {
	}

}
