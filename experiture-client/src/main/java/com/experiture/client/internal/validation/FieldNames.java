package com.experiture.client.internal.validation;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.internal.text.SimilarNames;
import com.experiture.client.metadata.ObjectField;
import com.experiture.client.metadata.ObjectSchema;

/**
 * The names of the fields of an object, to detect misspelled ones before anything is
 * sent.
 */
public final class FieldNames {

	private static final int MAX_NAMES = 20;

	// Properties of a schema that can contain more fields, or report that there are more.
	private static final Pattern MORE = Pattern
		.compile("(?i).*(field|attribute|column|propert|custom|page|more|next" + "|cursor|total|truncat).*");

	private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}_-]+");

	private static final Pattern PART = Pattern.compile("^([^.\\[]+)[.\\[]");

	// Values of these properties are not names.
	private static final Set<String> NO_NAMES = Set.of("type", "dataType", "fieldType", "format", "description",
			"displayName", "label", "title", "enum", "enumValues", "allowedValues", "default", "defaultValue",
			"example", "examples");

	private final Set<String> names;

	private final Set<String> others;

	private FieldNames(Set<String> names, Set<String> others) {
		this.names = names;
		this.others = others;
	}

	/**
	 * Return the names of the fields of an object.
	 * @param schema the object
	 * @return the names, empty if they are not certain: the properties of the fields in a
	 * schema are not documented
	 */
	public static Optional<FieldNames> of(ObjectSchema schema) {
		boolean certain = !schema.fields().isEmpty() && schema.fields().stream().allMatch(FieldNames::isCertain)
				&& schema.additionalProperties().entrySet().stream().noneMatch(FieldNames::isMore);
		Set<String> names = schema.fields()
			.stream()
			.map((field) -> String.valueOf(field.name()))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (!certain) {
			return Optional.empty();
		}
		names.addAll(schema.identityKeys());
		Set<String> others = new HashSet<>();
		schema.fields().forEach((field) -> addTexts(others, field.json()));
		schema.additionalProperties().values().forEach((value) -> addTexts(others, value));
		return Optional.of(new FieldNames(names, others));
	}

	// A list of names or of objects with a name, or an object with a type for each name.
	private static boolean isCertain(ObjectField field) {
		String name = field.name();
		JsonNode json = field.json();
		if (name == null) {
			return false;
		}
		return json.isString() ? json.asString().equals(name)
				: json.isObject() && (name.equals(JsonFields.text(json, "name", "fieldName", "key"))
						|| JsonFields.text(json, "type", "dataType", "fieldType") != null);
	}

	private static boolean isMore(Map.Entry<String, JsonNode> property) {
		JsonNode value = property.getValue();
		boolean empty = value.isNull() || (value.isContainer() && value.isEmpty())
				|| (value.isBoolean() && !value.asBoolean());
		return !empty && MORE.matcher(property.getKey()).matches();
	}

	// Records can use any of these texts as the name, such as the last part of a path.
	private static void addTexts(Set<String> texts, JsonNode json) {
		if (json.isString() && json.asString().indexOf(' ') < 0) {
			texts.add(json.asString());
			SEPARATOR.splitAsStream(json.asString()).filter((part) -> !part.isEmpty()).forEach(texts::add);
		}
		else if (json.isArray()) {
			json.forEach((part) -> addTexts(texts, part));
		}
		json.forEachEntry((name, part) -> {
			if (!NO_NAMES.contains(name)) {
				addTexts(texts, part);
			}
		});
	}

	/**
	 * Return whether the object has a field, or may have it because its schema contains
	 * the name somewhere. A part of a field, such as {@code address.city}, counts as the
	 * field.
	 * @param name the name of the field
	 * @return whether the object may have the field
	 */
	public boolean contains(String name) {
		if (this.names.contains(name) || this.others.contains(name)) {
			return true;
		}
		Matcher part = PART.matcher(name);
		return part.find() && (this.names.contains(part.group(1)) || this.others.contains(part.group(1)));
	}

	/**
	 * Return the field that was probably meant.
	 * @param name a name that is not the name of a field
	 * @return the nearest name, or {@code null} if no name is similar
	 */
	public @Nullable String nearest(String name) {
		return SimilarNames.find(name, this.names);
	}

	/**
	 * Return the field whose name differs only in case and separators, such as
	 * {@code first_name} for {@code firstName}.
	 * @param name a name that is not the name of a field
	 * @return the field, or {@code null} if there is none
	 */
	public @Nullable String inOtherCase(String name) {
		return this.names.stream()
			.filter((field) -> SimilarNames.isSameInOtherCase(field, name))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the names.
	 * @return up to 20 names in the order of the schema
	 */
	@Override
	public String toString() {
		String shown = this.names.stream().limit(MAX_NAMES).map(ServerText::id).collect(Collectors.joining(", "));
		return (this.names.size() > MAX_NAMES) ? shown + ", ..." : shown;
	}

}
