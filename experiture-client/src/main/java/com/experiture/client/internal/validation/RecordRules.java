package com.experiture.client.internal.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.internal.validation.RecordViolation.Kind;
import com.experiture.client.metadata.ObjectField;
import com.experiture.client.metadata.ObjectSchema;

/**
 * What is certain about the records of an object from its schema. Records are read token
 * by token in the form in which they are sent.
 */
final class RecordRules {

	/** Allows everything. */
	static final RecordRules NONE = new RecordRules("", null, Set.of(), Map.of());

	private static final int MAX_REASONS = 1_000;

	private final String objectName;

	private final @Nullable FieldNames names;

	private final Set<String> identityKeys;

	private final Map<String, FieldRule> fields;

	private boolean single = true;

	private boolean batch = true;

	private final Map<String, String> reasons = new ConcurrentHashMap<>();

	private RecordRules(String objectName, @Nullable FieldNames names, Set<String> identityKeys,
			Map<String, FieldRule> fields) {
		this.objectName = objectName;
		this.names = names;
		this.identityKeys = identityKeys;
		this.fields = fields;
	}

	/**
	 * Read the rules of an object from its schema.
	 * @return the rules; rules that allow everything if the schema cannot be read
	 */
	static RecordRules read(ExperitureJson json, JsonNode schema) {
		try (JsonParser parser = schema.traverse(ObjectReadContext.empty())) {
			ObjectSchema read = json.readTolerantly(parser, ObjectSchema.class);
			return (read != null) ? of(read, schema) : NONE;
		}
		catch (RuntimeException ex) {
			return NONE;
		}
	}

	// In the JSON, a missing flag differs from false.
	private static RecordRules of(ObjectSchema schema, JsonNode json) {
		// If the identity keys are not among the names, these are not names of fields.
		boolean keysAreFields = schema.identityKeys().stream().allMatch((key) -> schema.field(key).isPresent());
		FieldNames names = keysAreFields ? FieldNames.of(schema).orElse(null) : null;
		// If not all keys could be read, none is certain.
		boolean keysAreCertain = names != null && !schema.additionalProperties().containsKey("identityKeys");
		RecordRules rules = new RecordRules(schema.objectName(), names,
				keysAreCertain ? new LinkedHashSet<>(schema.identityKeys()) : Set.of(),
				(names != null) ? fields(schema.fields()) : Map.of());
		rules.single = !isFalse(json.path("ingestion").path("single"));
		rules.batch = !isFalse(json.path("ingestion").path("jsonBatch"));
		return rules;
	}

	// If two fields have the same name, nothing is certain about them.
	private static Map<String, FieldRule> fields(List<ObjectField> fields) {
		Map<String, FieldRule> rules = new HashMap<>();
		fields.forEach((field) -> rules.merge(String.valueOf(field.name()), FieldRule.of(field),
				(one, other) -> FieldRule.ANY));
		return rules;
	}

	private static boolean isFalse(JsonNode flag) {
		return flag.isBoolean() && !flag.asBoolean();
	}

	/**
	 * Return whether nothing is certain about the records.
	 */
	boolean isEmpty() {
		return this.fields.isEmpty();
	}

	/**
	 * Validate everything of a write except its records.
	 */
	@Nullable RecordViolation violation(RecordWrite write) {
		if (write.isBatch() ? !this.batch : !this.single) {
			String flag = write.isBatch() ? "jsonBatch" : "single";
			return new RecordViolation(-1, null, Kind.KIND_OF_WRITE,
					ServerText.id(this.objectName) + " does not accept "
							+ (write.isBatch() ? "batches" : "single writes") + ": ingestion." + flag
							+ " of its schema is false");
		}
		String matchKey = write.matchKey();
		if (matchKey == null || this.identityKeys.isEmpty() || this.identityKeys.contains(matchKey)) {
			return null;
		}
		return new RecordViolation(-1, null, Kind.MATCH_KEY,
				"must be an identity key of " + ServerText.id(this.objectName) + ": "
						+ this.identityKeys.stream().limit(10).map(ServerText::id).collect(Collectors.joining(", ")));
	}

	/**
	 * Validate the records of a body.
	 * @param parser positioned before the body
	 * @param most how many violations to return at most
	 * @return the violations, at most one per record
	 */
	List<RecordViolation> violations(JsonParser parser, int most) {
		List<RecordViolation> found = new ArrayList<>();
		parser.nextToken();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			JsonToken value = parser.nextToken();
			if (value == JsonToken.START_OBJECT && name.equals("record")) {
				validate(parser, -1, found);
			}
			else if (value == JsonToken.START_ARRAY && name.equals("records")) {
				for (int i = 0; parser.nextToken() == JsonToken.START_OBJECT && found.size() < most; i++) {
					validate(parser, i, found);
				}
			}
			if (found.size() >= most) {
				return found;
			}
			parser.skipChildren();
		}
		return found;
	}

	private void validate(JsonParser parser, int index, List<RecordViolation> found) {
		boolean open = true;
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			JsonToken value = parser.nextToken();
			if (open) {
				RecordViolation violation = violation(parser, index, name, value);
				if (violation != null) {
					found.add(violation);
					open = false;
				}
			}
			parser.skipChildren();
		}
	}

	private @Nullable RecordViolation violation(JsonParser parser, int index, String name, JsonToken value) {
		FieldRule rule = this.fields.get(name);
		if (rule != null) {
			String problem = rule.problem(value, parser);
			return (problem != null) ? new RecordViolation(index, name, Kind.VALUE, problem) : null;
		}
		return (this.names == null || this.names.contains(name)) ? null
				: new RecordViolation(index, name, Kind.UNKNOWN_FIELD, unknown(name, this.names));
	}

	// Finding the nearest name needs many comparisons.
	private String unknown(String name, FieldNames names) {
		String known = this.reasons.get(name);
		if (known == null) {
			known = UnknownFieldText.of(name, this.objectName, names.nearest(name));
			if (this.reasons.size() < MAX_REASONS) {
				this.reasons.put(name, known);
			}
		}
		return known;
	}

}
