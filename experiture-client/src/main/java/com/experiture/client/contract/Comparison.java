package com.experiture.client.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import com.experiture.client.call.Endpoint;

/**
 * Compares a document with {@code docs/openapi.yaml}, which marks what is documented and
 * what is assumed of each call, and with {@link Endpoint}. It follows the known document,
 * so that it ends even if the other one refers to itself.
 */
final class Comparison {

	private static final String BASE_PATH = "/public/v1";

	private static final String SELF = "/openapi.json";

	private final ContractDocument known;

	private final ContractDocument given;

	private final Findings findings = new Findings();

	private final SchemaComparison schemas = new SchemaComparison(this.findings);

	Comparison(ContractDocument known, ContractDocument given) {
		this.known = known;
		this.given = given;
	}

	ContractReport report() {
		for (String basePath : this.given.basePaths()) {
			if (!basePath.endsWith(BASE_PATH) && basePath.matches(".*/v[0-9]+[^/]*")) {
				this.findings.add(FindingKind.CHANGED_BASE_PATH, null, Findings.text(basePath),
						"the client calls " + BASE_PATH + ", unless experiture.base-url says otherwise", basePath);
			}
		}
		List<ContractOperation> rest = new ArrayList<>(this.given.operations());
		List<Endpoint> missing = new ArrayList<>();
		for (Endpoint endpoint : Endpoint.values()) {
			ContractOperation operation = rest.stream()
				.filter((candidate) -> candidate.isCallOf(endpoint))
				.findFirst()
				.orElse(null);
			if (operation != null) {
				rest.remove(operation);
				compare(endpoint, knownOperation(endpoint), operation);
			}
			else {
				missing.add(endpoint);
			}
		}
		missing.forEach((endpoint) -> missing(endpoint, rest));
		rest.stream().filter((operation) -> !operation.path().endsWith(SELF)).forEach(this::newCall);
		return new ContractReport(this.given, this.findings.all(), this.findings.assumptions());
	}

	/**
	 * Return the assumed places of the known document that no assumption of the table
	 * claims.
	 * @return such as {@code lists.get response.data.id}
	 */
	Set<String> unclaimed() {
		return this.findings.unclaimed();
	}

	private ContractOperation knownOperation(Endpoint endpoint) {
		return this.known.operations()
			.stream()
			.filter((operation) -> operation.isCallOf(endpoint))
			.findFirst()
			.orElseThrow();
	}

	private void missing(Endpoint endpoint, List<ContractOperation> rest) {
		ContractOperation other = rest.stream()
			.filter((operation) -> operation.hasPathOf(endpoint))
			.findFirst()
			.orElse(null);
		String call = endpoint.method() + " " + endpoint.path();
		if (other == null) {
			this.findings.add(FindingKind.MISSING_CALL, endpoint, call, "the document does not have it", endpoint);
		}
		else {
			rest.remove(other);
			this.findings.add(FindingKind.CHANGED_METHOD, endpoint, call,
					"the document has " + Findings.text(other.toString()), endpoint);
		}
	}

	private void newCall(ContractOperation operation) {
		String scopes = operation.scopes()
			.stream()
			.flatMap(Set::stream)
			.distinct()
			.map(Findings::text)
			.collect(Collectors.joining(", "));
		this.findings.add(FindingKind.NEW_CALL, null, Findings.text(operation.toString()),
				"the table does not have it" + (scopes.isEmpty() ? "" : " (scope " + scopes + ")")
						+ "; until then use the generic call, ApiRequest.to(HttpMethod, path, ..)",
				operation);
	}

	private void compare(Endpoint call, ContractOperation known, ContractOperation given) {
		boolean assumed = known.standing().equals("assumed");
		boolean givenAssumed = given.standing().equals("assumed");
		scopes(call, given);
		parameters(call, known, given);
		requestBody(call, known.requestBody(), given.requestBody(), assumed, givenAssumed);
		response(call, known.response(), given.response(), assumed, givenAssumed);
	}

	private void scopes(Endpoint call, ContractOperation given) {
		String scope = call.scope();
		List<Set<String>> alternatives = given.scopes();
		if (alternatives.isEmpty() || (scope != null && alternatives.contains(Set.of(scope)))) {
			return;
		}
		String found = alternatives.stream()
			.map((scopes) -> scopes.stream().map(Findings::text).collect(Collectors.joining(" and ")))
			.collect(Collectors.joining(", or "));
		this.findings.add(FindingKind.CHANGED_SCOPE, call, "scope", "the document says " + found
				+ ((scope != null) ? ", the table says " + scope : "; no scope was documented so far"), call);
	}

	private void parameters(Endpoint call, ContractOperation known, ContractOperation given) {
		List<JsonNode> knownPath = List.copyOf(known.parameters("path").values());
		List<JsonNode> givenPath = inOrder(given);
		for (int i = 0; i < Math.min(knownPath.size(), givenPath.size()); i++) {
			parameter(call, "path." + knownPath.get(i).path("name").asString(""), knownPath.get(i), givenPath.get(i));
		}
		for (String in : List.of("query", "header")) {
			Map<String, JsonNode> ours = known.parameters(in);
			Map<String, JsonNode> theirs = given.parameters(in);
			Set<String> unknown = new LinkedHashSet<>(theirs.keySet());
			unknown.removeIf((name) -> find(ours, name, in) != null || isOfHttp(name, in));
			ours.forEach((name, parameter) -> {
				JsonNode same = find(theirs, name, in);
				if (same != null) {
					parameter(call, in + "." + name, parameter, same);
				}
				else if (in.equals("query")) {
					missingParameter(call, name, parameter, unknown);
				}
			});
			theirs.forEach((name, parameter) -> {
				if (unknown.contains(name)) {
					newParameter(call, in + "." + Findings.text(name), parameter);
				}
			});
		}
	}

	private void newParameter(Endpoint call, String location, JsonNode parameter) {
		boolean required = parameter.path("required").asBoolean(false);
		this.findings.add(required ? FindingKind.NEW_REQUIREMENT : FindingKind.NEW_PARAMETER, call, location,
				required ? "the document requires it" : "the document has it", parameter);
	}

	private List<JsonNode> inOrder(ContractOperation operation) {
		Map<String, JsonNode> parameters = operation.parameters("path");
		return Stream.of(operation.path().split("[{]"))
			.skip(1)
			.map((part) -> part.replaceFirst("}.*", ""))
			.map((name) -> parameters.getOrDefault(name, MissingNode.getInstance()))
			.toList();
	}

	private static @Nullable JsonNode find(Map<String, JsonNode> parameters, String name, String in) {
		return parameters.entrySet()
			.stream()
			.filter((entry) -> in.equals("header") ? entry.getKey().equalsIgnoreCase(name)
					: entry.getKey().equals(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/** OpenAPI ignores the first three; every call has the others. */
	private static boolean isOfHttp(String name, String in) {
		return in.equals("header")
				&& Set.of("accept", "content-type", "authorization", "x-correlation-id", "user-agent")
					.contains(name.toLowerCase(Locale.ROOT));
	}

	private void parameter(Endpoint call, String location, JsonNode known, JsonNode given) {
		Shape ours = Shape.of(this.known, known.path("schema"));
		Shape theirs = Shape.of(this.given, given.path("schema"));
		Place place = new Place(call, location, true, known.path("x-standing").asString("").equals("assumed"),
				given.path("x-standing").asString("").equals("assumed"));
		if (this.schemas.sameType(place, ours, theirs, FindingKind.CHANGED_PARAMETER)) {
			this.schemas.values(place, ours, theirs);
			this.schemas.limits(place, ours, theirs);
		}
	}

	private void missingParameter(Endpoint call, String name, JsonNode known, Set<String> unknown) {
		boolean assumed = known.path("x-standing").asString("").equals("assumed");
		Place place = new Place(call, "query." + name, true, assumed, false);
		String others = unknown.isEmpty() ? "" : ", which has " + Findings.names(unknown) + " instead";
		unknown.clear();
		this.findings.differs(place, FindingKind.CHANGED_PARAMETER, known, "it is not in the document" + others);
	}

	private void requestBody(Endpoint call, JsonNode known, JsonNode given, boolean assumed, boolean givenAssumed) {
		JsonNode schema = ContractOperation.jsonSchema(known);
		JsonNode other = ContractOperation.jsonSchema(given);
		if (schema == null) {
			if (other != null && given.path("required").asBoolean(false)) {
				this.findings.add(FindingKind.NEW_REQUIREMENT, call, "request", "the document requires a body", other);
			}
			return;
		}
		Shape ours = Shape.of(this.known, schema);
		Place place = new Place(call, "request", true, ours.isAssumed(assumed), givenAssumed);
		if (other != null) {
			this.schemas.compare(place, ours, Shape.of(this.given, other));
		}
		else if (given.path("content").isEmpty() && !this.given.resolve(given).isMissingNode()) {
			this.schemas.leaveOpen(place, ours);
		}
		else {
			this.findings.differs(place, FindingKind.CHANGED_BODY, known,
					given.path("content").isEmpty() ? "the document has no body" : "the document has a body of "
							+ Findings.names(given.path("content").propertyNames()) + " instead of JSON");
		}
	}

	private void response(Endpoint call, JsonNode known, JsonNode given, boolean assumed, boolean givenAssumed) {
		JsonNode schema = ContractOperation.jsonSchema(known);
		if (schema == null) {
			return;
		}
		boolean ownAssumed = known.has("x-standing") ? known.path("x-standing").asString("").equals("assumed")
				: assumed;
		boolean otherAssumed = given.path("x-standing").asString("").equals("assumed") || givenAssumed;
		Shape envelope = Shape.of(this.known, schema);
		JsonNode other = ContractOperation.jsonSchema(given);
		Shape theirs = (other != null) ? Shape.of(this.given, other) : null;
		Shape data = envelope.property("data");
		if (data == null) {
			return;
		}
		Place place = new Place(call, "response.data", false, data.isAssumed(ownAssumed), otherAssumed);
		if (theirs == null) {
			this.schemas.leaveOpen(place, data);
			return;
		}
		Shape theirData = theirs.property("data");
		if (theirData == null) {
			this.schemas.compare(place, data, theirs);
			return;
		}
		this.schemas.compare(place, data, theirData);
		this.schemas.properties(new Place(call, "response", false, false, false), envelope, theirs, Set.of("data"));
	}

}
