package com.experiture.client.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts a contract into other forms of OpenAPI documents.
 */
final class ContractForms {

	private ContractForms() {
	}

	static JsonNode own() {
		try {
			return DocumentReader.read(Files.readAllBytes(Path.of("..", "docs", "openapi.yaml")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void apply(String form, ObjectNode document) {
		ObjectNode paths = (ObjectNode) document.path("paths");
		ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
		switch (form) {
			case "prefix in the paths" -> {
				((ObjectNode) document.path("servers").path(0)).put("url", "https://api.experiture.ai");
				renamePaths(paths, "", "/public/v1");
				paths.putObject("/public/v1/openapi.json").putObject("get");
			}
			case "other names of variables" -> {
				for (String name : List.copyOf(paths.propertyNames())) {
					paths.set(name.replaceAll("\\{([a-z])[a-z_]*}", "{the-$1}"), paths.remove(name));
				}
				document.path("components").path("parameters").forEach((parameter) -> {
					if (parameter.path("in").asString("").equals("path")) {
						((ObjectNode) parameter).put("name", "the-" + parameter.path("name").asString().charAt(0));
					}
				});
			}
			case "no envelope" -> document.path("components").path("responses").forEach((response) -> {
				JsonNode media = response.path("content").path("application/json");
				JsonNode data = media.path("schema").path("allOf").path(1).path("properties").path("data");
				if (data.isObject()) {
					((ObjectNode) media).set("schema", data);
				}
			});
			case "no scopes" -> paths.forEach((path) -> path.forEach((call) -> {
				if (call.has("security")) {
					((ObjectNode) call).putArray("security").addObject().putArray("bearer");
				}
			}));
			case "no standings" -> visit(document, (node) -> node.remove("x-standing"));
			case "version 3.1" -> {
				document.put("openapi", "3.1.0");
				document.put("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema");
				document.putObject("webhooks").putObject("something").putObject("post");
				visit(schemas, ContractForms::toVersion31);
			}
			case "a slash at the end" -> {
				((ObjectNode) document.path("servers").path(0)).put("url", "https://{host}/public/v1/");
				for (String name : List.copyOf(paths.propertyNames())) {
					paths.set(name + "/", paths.remove(name));
				}
			}
			case "path items by reference" -> {
				ObjectNode items = ((ObjectNode) document.path("components")).putObject("pathItems");
				int number = 0;
				for (String name : List.copyOf(paths.propertyNames())) {
					String id = "item" + number++;
					items.set(id, paths.get(name));
					paths.putObject(name).put("$ref", "#/components/pathItems/" + id);
				}
			}
			case "no servers" -> document.remove("servers");
			case "schemas behind allOf" -> wrap(schemas, "allOf", false);
			case "schemas behind oneOf with null" -> wrap(schemas, "oneOf", true);
			case "vendor extensions" -> visit(document, (node) -> {
				if (node.path("type").isString() || node.has("responses") || node.has("openapi")) {
					node.putObject("x-internal").put("kind", "x");
				}
			});
			case "responses by default" -> paths.forEach((path) -> path.forEach((call) -> {
				if (call.path("responses").has("200")) {
					ObjectNode responses = (ObjectNode) call.path("responses");
					responses.set("default", responses.remove("200"));
				}
			}));
			case "no headers" -> paths.forEach((path) -> path.forEach((call) -> {
				if (call.path("parameters").isArray()) {
					ArrayNode parameters = (ArrayNode) call.path("parameters");
					for (int i = parameters.size() - 1; i >= 0; i--) {
						if (parameters.get(i).path("$ref").asString("").endsWith("/IdempotencyKey")) {
							parameters.remove(i);
						}
					}
				}
			}));
			default -> throw new IllegalArgumentException(form);
		}
	}

	private static void renamePaths(ObjectNode paths, String from, String to) {
		for (String name : List.copyOf(paths.propertyNames())) {
			paths.set(name.replaceFirst("^" + from, to), paths.remove(name));
		}
	}

	private static void toVersion31(ObjectNode schema) {
		if (schema.path("nullable").asBoolean(false)) {
			schema.remove("nullable");
			if (schema.path("type").isString()) {
				String type = schema.path("type").asString();
				schema.putArray("type").add(type).add("null");
			}
		}
		if (schema.path("enum").size() == 1 && schema.path("type").isString()) {
			schema.set("const", schema.remove("enum").get(0));
		}
	}

	private static void wrap(ObjectNode schemas, String word, boolean nullable) {
		for (String name : List.copyOf(schemas.propertyNames())) {
			schemas.set(name + "Base", schemas.get(name));
			ArrayNode parts = schemas.putObject(name).putArray(word);
			parts.addObject().put("$ref", "#/components/schemas/" + name + "Base");
			if (nullable) {
				parts.addObject().put("type", "null");
			}
		}
	}

	private static void visit(JsonNode node, Consumer<ObjectNode> visitor) {
		if (node instanceof ObjectNode object) {
			visitor.accept(object);
		}
		List<JsonNode> children = new ArrayList<>();
		node.forEach(children::add);
		children.forEach((child) -> visit(child, visitor));
	}

}
