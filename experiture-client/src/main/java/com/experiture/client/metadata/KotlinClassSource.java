package com.experiture.client.metadata;

import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.experiture.client.metadata.TypeModel.Component;
import com.experiture.client.metadata.TypeModel.Type;

/**
 * Generates the source of a Kotlin data class. All of its properties are named by
 * annotations that Jackson understands without its module for Kotlin, except those whose
 * getters have the usual names.
 */
final class KotlinClassSource {

	private static final Pattern USUAL = Pattern.compile("(?!is[^a-z])[a-z]{2}[A-Za-z0-9]*");

	private final TypeModel model;

	KotlinClassSource(TypeModel model) {
		this.model = model;
	}

	@Override
	public String toString() {
		StringBuilder source = new StringBuilder();
		if (!this.model.packageName().isEmpty()) {
			source.append("package ").append(this.model.packageName()).append("\n\n");
		}
		imports(source);
		source.append("/**\n");
		this.model.comment().forEach((line) -> source.append(" * ").append(line).append('\n'));
		source.append(" *\n");
		for (Component component : this.model.components()) {
			source.append(" * @property ").append(component.name()).append(' ').append(component.comment());
			source.append('\n');
		}
		source.append(" */\ndata class ").append(this.model.name()).append("(\n");
		this.model.components().forEach((component) -> property(source, component));
		source.append(") {\n");
		this.model.components()
			.stream()
			.filter((component) -> component.type() == Type.ENUM)
			.forEach((component) -> enumeration(source, component));
		return source.append("\n}\n").toString();
	}

	private void imports(StringBuilder source) {
		TreeSet<String> imports = new TreeSet<>();
		this.model.types()
			.stream()
			.filter((type) -> type != Type.MAP && type != Type.LIST)
			.map(Type::imported)
			.filter(Objects::nonNull)
			.forEach(imports::add);
		if (this.model.usesJsonProperty() || this.model.components().stream().anyMatch((one) -> !isNamed(one))) {
			imports.add("com.fasterxml.jackson.annotation.JsonProperty");
		}
		imports.forEach((name) -> source.append("import ").append(name).append('\n'));
		source.append(imports.isEmpty() ? "" : "\n");
	}

	private static boolean isNamed(Component component) {
		return component.named() && USUAL.matcher(component.name()).matches();
	}

	private static void property(StringBuilder source, Component component) {
		String type = (component.typeName() != null) ? component.typeName() : component.type().kotlin();
		source.append('\t');
		if (!isNamed(component)) {
			source.append("@get:JsonProperty(").append(literal(component.wireName())).append(") ");
		}
		source.append("val ").append(component.name()).append(": ").append(type);
		source.append(component.nullable() ? "? = null,\n" : ",\n");
	}

	private static void enumeration(StringBuilder source, Component component) {
		source.append("\n\t/** Values of the field ").append(SourceText.comment(component.wireName()));
		source.append(". */\n\tenum class ").append(component.typeName()).append(" {\n\n");
		source.append(component.constants()
			.stream()
			.map((constant) -> "\t\t" + (constant.name().equals(constant.text()) ? ""
					: "@JsonProperty(" + literal(constant.text()) + ") ") + constant.name())
			.collect(Collectors.joining(",\n")));
		source.append("\n\n\t}\n");
	}

	private static String literal(String text) {
		return SourceText.literal(text, "\\$");
	}

}
