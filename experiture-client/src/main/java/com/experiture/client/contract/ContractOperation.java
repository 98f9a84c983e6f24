package com.experiture.client.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import com.experiture.client.call.Operation;

/**
 * A call of a {@link ContractDocument}.
 *
 * @param document its document
 * @param method the HTTP method in upper case
 * @param writtenPath the path as the document has it
 * @param path the path without the common prefix of all calls
 * @param item the path item of the document
 * @param node the operation object of the document
 */
record ContractOperation(ContractDocument document, String method, String writtenPath, String path, JsonNode item,
		JsonNode node) {

	boolean isCallOf(Operation operation) {
		return this.method.equals(operation.method().name()) && hasPathOf(operation);
	}

	boolean hasPathOf(Operation operation) {
		return nameless(this.path).equals(nameless(operation.path()));
	}

	/**
	 * Leave out the names of variables, which differ between documents.
	 * @param path a path template
	 * @return such as {@code /lists/{}/members}
	 */
	static String nameless(String path) {
		return path.replaceAll("\\{[^{}/]*}", "{}");
	}

	/**
	 * Return the scopes of each way to authorize the call. Ways without scopes are left
	 * out, since a document can omit scopes.
	 * @return the alternatives
	 */
	List<Set<String>> scopes() {
		List<Set<String>> alternatives = new ArrayList<>();
		this.document.security(this.node).forEach((requirement) -> {
			Set<String> scopes = new LinkedHashSet<>();
			requirement.forEach((granted) -> granted.forEach((scope) -> scopes.add(scope.asString(""))));
			if (!scopes.isEmpty()) {
				alternatives.add(scopes);
			}
		});
		return alternatives;
	}

	/**
	 * Return the parameters of a kind.
	 * @param in {@code path}, {@code query} or {@code header}
	 * @return the parameters by name, in the order of the document; for paths, by their
	 * position
	 */
	Map<String, JsonNode> parameters(String in) {
		Map<String, JsonNode> parameters = new LinkedHashMap<>();
		for (JsonNode owner : List.of(this.item, this.node)) {
			owner.path("parameters").forEach((reference) -> {
				JsonNode parameter = this.document.resolve(reference);
				if (in.equals(parameter.path("in").asString(""))) {
					parameters.put(parameter.path("name").asString(""), parameter);
				}
			});
		}
		return parameters;
	}

	JsonNode requestBody() {
		return this.document.resolve(this.node.path("requestBody"));
	}

	/**
	 * Return the response of a successful call.
	 * @return the first response of a status 2xx that has content, else the first of
	 * these, else a missing node
	 */
	JsonNode response() {
		JsonNode first = MissingNode.getInstance();
		for (Map.Entry<String, JsonNode> entry : this.node.path("responses").properties()) {
			if (entry.getKey().startsWith("2")) {
				JsonNode response = this.document.resolve(entry.getValue());
				if (!response.path("content").isEmpty()) {
					return response;
				}
				first = first.isMissingNode() ? response : first;
			}
		}
		JsonNode other = this.document.resolve(this.node.path("responses").path("default"));
		return first.isMissingNode() ? other : first;
	}

	/**
	 * Return the schema of JSON.
	 * @param body a request body or a response
	 * @return the schema, or {@code null} if the content is not JSON or has no schema
	 */
	static @Nullable JsonNode jsonSchema(JsonNode body) {
		for (Map.Entry<String, JsonNode> entry : body.path("content").properties()) {
			String type = entry.getKey().toLowerCase(Locale.ROOT);
			if (type.contains("json") || type.equals("*/*") || type.equals("application/*")) {
				JsonNode schema = entry.getValue().path("schema");
				return schema.isObject() ? schema : null;
			}
		}
		return null;
	}

	String standing() {
		return this.node.path("x-standing").asString("documented");
	}

	@Override
	public String toString() {
		return this.method + " " + this.writtenPath;
	}

}
