package com.experiture.client.metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;

import com.experiture.client.internal.json.JsonFields;
import com.experiture.client.settings.RecordNaming;

/**
 * A type of the application for the records of an object.
 *
 * @param packageName its package, blank if it has none
 * @param name its name
 * @param object the object
 * @param components its components
 * @param leftOut how many fields are left out, since a type cannot have more
 */
record TypeModel(String packageName, String name, ObjectSchema object, List<Component> components, int leftOut) {

	// The constructor of a data class has one more parameter for each 32 that have
	// defaults, and the parameters of a method have at most 255 slots.
	private static final int MAX_SLOTS = 240;

	private static final int MAX_CONSTANTS = 1_000;

	static TypeModel of(ObjectSchema object, String packageName, String name, RecordNaming naming) {
		check(packageName.isBlank() || List.of(packageName.split("\\.", -1)).stream().allMatch(SourceNames::isName),
				"The package name is not valid");
		check(SourceNames.isName(name), "The type name is not valid");
		check(!SourceNames.isTaken(name), "The source uses a type of this name; choose another name");
		PropertyNamingStrategies.SnakeCaseStrategy snakeCase = new PropertyNamingStrategies.SnakeCaseStrategy();
		UnaryOperator<String> wireName = (naming == RecordNaming.SNAKE_CASE)
				? (component) -> snakeCase.nameForField(null, null, component) : UnaryOperator.identity();
		Set<String> all = object.fields()
			.stream()
			.map(ObjectField::name)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		SourceNames names = SourceNames.unique();
		SourceNames types = SourceNames.unique();
		types.reserve(name);
		Set<String> seen = new HashSet<>();
		List<Component> components = new ArrayList<>();
		int slots = 0;
		for (ObjectField field : object.fields()) {
			String wire = field.name();
			if (wire == null || wire.isEmpty() || !seen.add(wire)) {
				continue;
			}
			slots += slots(field);
			if (slots <= MAX_SLOTS) {
				String component = names.field(wire);
				// Jackson would confuse it with a field that has its name in code.
				boolean named = wireName.apply(component).equals(wire)
						&& (component.equals(wire) || !all.contains(component));
				components.add(Component.of(field, component, named, types));
			}
		}
		check(!components.isEmpty(), "The schema shows no fields");
		return new TypeModel(packageName.strip(), name, object, List.copyOf(components),
				seen.size() - components.size());
	}

	// In Kotlin, numbers that are not nullable are primitive ones, of two slots each.
	private static int slots(ObjectField field) {
		Type type = Type.of(field);
		return (type == Type.LONG || type == Type.DOUBLE) ? 2 : 1;
	}

	private static void check(boolean holds, String message) {
		if (!holds) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * Return the description of the type.
	 */
	List<String> comment() {
		List<String> lines = new ArrayList<>();
		lines.add("A record of the object " + SourceText.comment(this.object.objectName()) + ", made from its schema.");
		if (this.object.description() != null && !this.object.description().isBlank()) {
			lines.add(SourceText.comment(this.object.description()));
		}
		if (this.leftOut > 0) {
			lines.add(
					this.leftOut + " more fields are left out, since a type cannot have as many; write a map instead.");
		}
		return lines;
	}

	/**
	 * Return the types that the source imports.
	 */
	Set<Type> types() {
		Set<Type> types = new HashSet<>();
		this.components.forEach((component) -> types.add(component.type()));
		return types;
	}

	boolean usesJsonProperty() {
		return this.components.stream()
			.anyMatch((component) -> !component.named()
					|| component.constants().stream().anyMatch((constant) -> !constant.name().equals(constant.text())));
	}

	/**
	 * The component for a field.
	 *
	 * @param name the name in code
	 * @param wireName the name of the API
	 * @param named whether the client converts its name to that of the API
	 * @param type the type
	 * @param typeName the name of the type if it is an enumeration, else {@code null}
	 * @param nullable whether it can have no value
	 * @param comment its description in the schema
	 * @param constants the constants of an enumeration
	 */
	record Component(String name, String wireName, boolean named, Type type, @Nullable String typeName,
			boolean nullable, String comment, List<Constant> constants) {

		static Component of(ObjectField field, String name, boolean named, SourceNames types) {
			List<Constant> constants = constants(field);
			Type type = constants.isEmpty() ? Type.of(field) : Type.ENUM;
			String description = SourceText
				.comment(JsonFields.text(field.json(), "description", "displayName", "label"));
			String comment = description.isEmpty() ? "the field " + SourceText.comment(field.name()) : description;
			if (type == Type.OBJECT) {
				comment += (field.type() != null) ? " (of type " + SourceText.comment(field.type()) + ")"
						: " (of a type that the schema does not show)";
			}
			return new Component(name, String.valueOf(field.name()), named, type,
					(type == Type.ENUM) ? types.type(name) : null, !Boolean.FALSE.equals(field.nullable()), comment,
					constants);
		}

		private static List<Constant> constants(ObjectField field) {
			String word = (field.type() != null) ? FieldKind.word(field.type()) : "enum";
			boolean text = field.kind() == FieldKind.TEXT
					|| (field.kind() == FieldKind.ANY && word.equals("enum") && !FieldKind.isPlural(field.json()));
			List<String> values = field.certainValues().stream().distinct().toList();
			if (!text || values.size() > MAX_CONSTANTS) {
				return List.of();
			}
			SourceNames names = SourceNames.unique();
			// An annotation cannot hold an empty name.
			return values.stream()
				.filter((value) -> !value.isEmpty())
				.map((value) -> new Constant(names.constant(value), value))
				.toList();
		}

	}

	/**
	 * A value of an enumeration.
	 *
	 * @param name the name in code
	 * @param text the text of the API
	 */
	record Constant(String name, String text) {
	}

	/**
	 * The types of components.
	 */
	enum Type {

		STRING("String", "String"), UUID("UUID", "UUID", "java.util.UUID"), LONG("Long", "Long"),
		DECIMAL("BigDecimal", "BigDecimal", "java.math.BigDecimal"), DOUBLE("Double", "Double"),
		BOOLEAN("Boolean", "Boolean"), DATE("LocalDate", "LocalDate", "java.time.LocalDate"),
		INSTANT("Instant", "Instant", "java.time.Instant"),
		MAP("Map<String, Object>", "Map<String, Any?>", "java.util.Map"),
		LIST("List<Object>", "List<Any?>", "java.util.List"), ENUM("", ""), OBJECT("Object", "Any");

		private final String java;

		private final String kotlin;

		private final @Nullable String imported;

		Type(String java, String kotlin) {
			this(java, kotlin, null);
		}

		Type(String java, String kotlin, @Nullable String imported) {
			this.java = java;
			this.kotlin = kotlin;
			this.imported = imported;
		}

		static Type of(ObjectField field) {
			String word = (field.type() != null) ? FieldKind.word(field.type()) : "";
			return switch (field.kind()) {
				case TEXT -> word.equals("uuid") ? UUID : STRING;
				case INTEGER -> LONG;
				case NUMBER -> (word.equals("double") || word.equals("float")) ? DOUBLE : DECIMAL;
				case BOOLEAN -> BOOLEAN;
				case DATE -> DATE;
				case TIMESTAMP -> INSTANT;
				case OBJECT -> MAP;
				case ARRAY -> LIST;
				case ANY -> OBJECT;
			};
		}

		String java() {
			return this.java;
		}

		String kotlin() {
			return this.kotlin;
		}

		@Nullable String imported() {
			return this.imported;
		}

	}

}
