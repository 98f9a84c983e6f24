package com.experiture.client.metadata;

import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.experiture.client.metadata.TypeModel.Component;
import com.experiture.client.metadata.TypeModel.Type;

/**
 * Generates the source of a Java record.
 */
final class JavaRecordSource {

	private final TypeModel model;

	JavaRecordSource(TypeModel model) {
		this.model = model;
	}

	@Override
	public String toString() {
		StringBuilder source = new StringBuilder();
		if (!this.model.packageName().isEmpty()) {
			source.append("package ").append(this.model.packageName()).append(";\n\n");
		}
		imports(source);
		source.append("/**\n");
		this.model.comment().forEach((line) -> source.append(" * ").append(line).append('\n'));
		source.append(" *\n");
		for (Component component : this.model.components()) {
			source.append(" * @param ").append(component.name()).append(' ').append(component.comment()).append('\n');
		}
		source.append(" */\npublic record ").append(this.model.name()).append("(\n");
		source.append(
				this.model.components().stream().map(JavaRecordSource::component).collect(Collectors.joining(",\n")));
		source.append(") {\n");
		this.model.components()
			.stream()
			.filter((component) -> component.type() == Type.ENUM)
			.forEach((component) -> enumeration(source, component));
		return source.append("\n}\n").toString();
	}

	private void imports(StringBuilder source) {
		TreeSet<String> imports = new TreeSet<>();
		this.model.types().stream().map(Type::imported).filter(Objects::nonNull).forEach(imports::add);
		if (this.model.usesJsonProperty()) {
			imports.add("com.fasterxml.jackson.annotation.JsonProperty");
		}
		if (this.model.components().stream().anyMatch(Component::nullable)) {
			imports.add("org.jspecify.annotations.Nullable");
		}
		imports.forEach((name) -> source.append("import ").append(name).append(";\n"));
		source.append(imports.isEmpty() ? "" : "\n");
	}

	private static String component(Component component) {
		String type = (component.typeName() != null) ? component.typeName() : component.type().java();
		return "\t\t" + (component.named() ? "" : property(component.wireName()) + " ")
				+ (component.nullable() ? "@Nullable " : "") + type + " " + component.name();
	}

	private static void enumeration(StringBuilder source, Component component) {
		source.append("\n\t/**\n\t * Values of the field ").append(SourceText.comment(component.wireName()));
		source.append(".\n\t */\n\tpublic enum ").append(component.typeName()).append(" {\n\n");
		source.append(component.constants()
			.stream()
			.map((constant) -> "\t\t" + (constant.name().equals(constant.text()) ? "" : property(constant.text()) + " ")
					+ constant.name())
			.collect(Collectors.joining(",\n")));
		source.append("\n\n\t}\n");
	}

	private static String property(String name) {
		return "@JsonProperty(" + SourceText.literal(name, "$") + ")";
	}

}
