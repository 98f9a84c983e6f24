package com.experiture.client.contract;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import com.experiture.client.call.Endpoint;

/**
 * An OpenAPI document of version 3.
 */
final class ContractDocument {

	private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

	private static final int MAX_REFERENCES = 50;

	private final JsonNode root;

	private final Set<String> unresolved = new LinkedHashSet<>();

	private final String prefix;

	ContractDocument(JsonNode root) {
		check(root);
		this.root = root;
		this.prefix = findPrefix();
	}

	private static void check(JsonNode root) {
		if (!root.isObject()) {
			throw new UnreadableContractException("The document is not an object, so it is not an OpenAPI document");
		}
		if (root.has("swagger")) {
			throw new UnreadableContractException("The document is Swagger " + root.path("swagger").asString("")
					+ ", which is OpenAPI before version 3. Convert it to OpenAPI 3");
		}
		if (!root.has("openapi") && root.has("success")) {
			throw new UnreadableContractException(
					"The document is a response of the API, not an OpenAPI document: " + (root.path("error").has("code")
							? "error " + root.path("error").path("code").asString("") : "it has an envelope"));
		}
		String version = root.path("openapi").asString("");
		if (!version.startsWith("3.")) {
			throw new UnreadableContractException(version.isEmpty()
					? "The document has no field 'openapi' with its version, so it is not an OpenAPI document"
					: "OpenAPI " + version + " is not supported; the versions 3.x are");
		}
		if (!root.path("paths").isObject()) {
			throw new UnreadableContractException("The OpenAPI document has no paths, so there is nothing to compare");
		}
	}

	String title() {
		return this.root.path("info").path("title").asString("without a title");
	}

	String version() {
		return this.root.path("info").path("version").asString("?");
	}

	String openApiVersion() {
		return this.root.path("openapi").asString("");
	}

	/**
	 * Return the references that have no target in this document. References to other
	 * documents are not followed.
	 * @return the references that were followed so far
	 */
	Set<String> unresolved() {
		return this.unresolved;
	}

	/**
	 * Return the base paths of the calls, from servers and paths together. Of several
	 * servers in one place the first one is used.
	 * @return such as {@code /public/v1}; empty if the document has none
	 */
	Set<String> basePaths() {
		Set<String> basePaths = new LinkedHashSet<>();
		for (ContractOperation operation : operations()) {
			JsonNode servers = Stream.of(operation.node(), operation.item(), this.root)
				.map((owner) -> owner.path("servers"))
				.filter((owned) -> !owned.isEmpty())
				.findFirst()
				.orElse(MissingNode.getInstance());
			String written = withoutSlash(operation.writtenPath());
			String before = written.substring(0, written.length() - operation.path().length());
			String path = withoutSlash(serverPath(servers.path(0))) + before;
			if (!path.isEmpty()) {
				basePaths.add(path);
			}
		}
		return basePaths;
	}

	private static String serverPath(JsonNode server) {
		String url = server.path("url").asString("");
		for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
			url = url.replace("{" + variable.getKey() + "}", variable.getValue().path("default").asString(""));
		}
		try {
			return String.valueOf(new URI(url).getPath());
		}
		catch (URISyntaxException ex) {
			// A URL with variables without a value, such as https://{host}/v1
			return url.replaceFirst("^[a-z]+://[^/]*", "");
		}
	}

	List<ContractOperation> operations() {
		List<ContractOperation> operations = new ArrayList<>();
		this.root.path("paths").forEachEntry((path, own) -> {
			JsonNode item = item(own);
			item.forEachEntry((method, node) -> {
				if (METHODS.contains(method) && node.isObject()) {
					operations.add(new ContractOperation(this, method.toUpperCase(Locale.ROOT), path,
							withoutPrefix(withoutSlash(path)), item, node));
				}
			});
		});
		return operations;
	}

	// A path can have calls in addition to a reference.
	private JsonNode item(JsonNode own) {
		JsonNode referred = resolve(own);
		if (referred == own || !(own instanceof ObjectNode written)) {
			return own;
		}
		ObjectNode item = written.objectNode();
		referred.forEachEntry(item::set);
		own.forEachEntry(item::set);
		return item;
	}

	JsonNode security(JsonNode operation) {
		return operation.has("security") ? operation.path("security") : this.root.path("security");
	}

	/**
	 * Follow references inside this document.
	 * @param node a node that may be a reference
	 * @return the node itself or what it refers to; a missing node if that is not in this
	 * document, or if references form a circle
	 */
	JsonNode resolve(JsonNode node) {
		JsonNode current = node;
		for (int i = 0; i < MAX_REFERENCES; i++) {
			JsonNode reference = current.path("$ref");
			if (!reference.isString()) {
				return current;
			}
			current = target(reference.asString());
		}
		return MissingNode.getInstance();
	}

	JsonNode target(String reference) {
		JsonNode target = MissingNode.getInstance();
		if (reference.equals("#")) {
			target = this.root;
		}
		else if (reference.startsWith("#/")) {
			target = at(reference.substring(2));
		}
		if (target.isMissingNode()) {
			this.unresolved.add(reference);
		}
		return target;
	}

	private JsonNode at(String pointer) {
		JsonNode node = this.root;
		for (String token : pointer.split("/", -1)) {
			String name = decode(token).replace("~1", "/").replace("~0", "~");
			node = (node.isArray() && name.matches("[0-9]{1,9}")) ? node.path(Integer.parseInt(name)) : node.path(name);
		}
		return node;
	}

	private static String decode(String token) {
		try {
			return URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return token;
		}
	}

	/**
	 * The prefix of most known calls in this document, which can have the version in its
	 * paths or in its servers.
	 */
	private String findPrefix() {
		Map<String, Integer> prefixes = new LinkedHashMap<>();
		this.root.path("paths").propertyNames().forEach((path) -> {
			String nameless = ContractOperation.nameless(withoutSlash(path));
			for (Endpoint endpoint : Endpoint.values()) {
				String known = ContractOperation.nameless(endpoint.path());
				if (nameless.endsWith(known)) {
					prefixes.merge(nameless.substring(0, nameless.length() - known.length()), 1, Integer::sum);
				}
			}
		});
		return prefixes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
	}

	private String withoutPrefix(String path) {
		if (!ContractOperation.nameless(path).startsWith(this.prefix)) {
			return path;
		}
		String rest = path;
		for (long segment = this.prefix.chars().filter((c) -> c == '/').count(); segment > 0; segment--) {
			int end = rest.indexOf('/', 1);
			rest = (end > 0) ? rest.substring(end) : "";
		}
		return rest;
	}

	private static String withoutSlash(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

}
