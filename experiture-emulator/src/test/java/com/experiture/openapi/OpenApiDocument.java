package com.experiture.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAPI document as a tree, in YAML or JSON.
 *
 * @param content the text of the document
 * @param root its tree
 */
record OpenApiDocument(String content, JsonNode root) {

	private static final Path REPOSITORY_DOCUMENT = Path.of("docs", "openapi.yaml");

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

	static OpenApiDocument ofRepository() {
		return read(find(REPOSITORY_DOCUMENT));
	}

	static OpenApiDocument read(Path path) {
		try {
			return parse(Files.readString(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static OpenApiDocument parse(String content) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(Integer.MAX_VALUE);
		Object tree = new Yaml(new SafeConstructor(options)).load(content);
		return new OpenApiDocument(content, JsonMapper.shared().valueToTree(tree));
	}

	/**
	 * Maven runs the tests in the folder of the module, an IDE often in that of the
	 * repository. A relative path is searched from there upwards.
	 */
	private static Path find(Path path) {
		Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		for (Path folder = start; folder != null; folder = folder.getParent()) {
			Path candidate = folder.resolve(path);
			if (Files.isRegularFile(candidate)) {
				return candidate;
			}
		}
		throw new IllegalStateException("No OpenAPI document " + path + " in " + start + " or above");
	}

	List<OpenApiOperation> operations() {
		List<OpenApiOperation> operations = new ArrayList<>();
		this.root.path("paths").forEachEntry((path, item) -> item.forEachEntry((method, node) -> {
			if (METHODS.contains(method)) {
				operations.add(operation(path, item, method, node));
			}
		}));
		return operations;
	}

	private OpenApiOperation operation(String path, JsonNode item, String method, JsonNode node) {
		List<JsonNode> parameters = new ArrayList<>();
		item.path("parameters").forEach((parameter) -> parameters.add(resolve(parameter)));
		node.path("parameters").forEach((parameter) -> parameters.add(resolve(parameter)));
		JsonNode security = node.has("security") ? node.path("security") : this.root.path("security");
		List<String> scopes = new ArrayList<>();
		security.forEach((requirement) -> requirement
			.forEach((granted) -> granted.forEach((scope) -> scopes.add(scope.asString()))));
		return new OpenApiOperation(node.path("operationId").asString(""), method.toUpperCase(Locale.ROOT), path,
				scopes, parameters, node);
	}

	/**
	 * Follow a reference inside the document.
	 * @param node a node that can be a reference
	 * @return the node itself, or the referenced node
	 */
	JsonNode resolve(JsonNode node) {
		JsonNode reference = node.path("$ref");
		if (!reference.isString()) {
			return node;
		}
		JsonNode target = this.root.at(reference.asString().substring(1));
		if (target.isMissingNode()) {
			throw new IllegalStateException("Dangling reference " + reference.asString());
		}
		return resolve(target);
	}

}
