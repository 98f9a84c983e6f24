package com.experiture.client.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.text.SimilarNames;

/**
 * Compares a document with {@code docs/openapi.yaml}, which says of each call what is
 * documented and what is assumed, and with the table of calls. It walks along the known
 * document, so that it ends whatever the other one refers to.
 */
final class Comparison {

	private static final String BASE_PATH = "/public/v1";

	private static final String SELF = "/openapi.json";

	private static final int SHOWN = 20;

	private static final int LONGEST = 200;

	private final ContractDocument known;

	private final ContractDocument given;

	private final Map<List<Object>, Draft> findings = new LinkedHashMap<>();

	private final Map<Assumption, Set<String>> confirmed = new EnumMap<>(Assumption.class);

	private final Map<Assumption, Set<String>> open = new EnumMap<>(Assumption.class);

	private final Set<Assumption> contradicted = new LinkedHashSet<>();

	private final Set<String> unclaimed = new TreeSet<>();

	Comparison(ContractDocument known, ContractDocument given) {
		this.known = known;
		this.given = given;
	}

	ContractReport report() {
		for (String basePath : this.given.basePaths()) {
			if (!basePath.endsWith(BASE_PATH) && basePath.matches(".*/v[0-9]+[^/]*")) {
				add(new Draft(FindingKind.CHANGED_BASE_PATH, null, text(basePath),
						"the client calls " + BASE_PATH + ", unless experiture.base-url says otherwise", null),
						basePath);
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
		return new ContractReport(this.given, this.findings.values().stream().map(Draft::finding).toList(),
				assumptions());
	}

	/**
	 * Return the assumed places of the known document that no assumption of the table
	 * claims.
	 * @return such as {@code lists.get response.data.id}
	 */
	Set<String> unclaimed() {
		return this.unclaimed;
	}

	private List<CheckedAssumption> assumptions() {
		return Stream.of(Assumption.values()).map((assumption) -> {
			Set<String> confirmed = this.confirmed.getOrDefault(assumption, Set.of());
			Set<String> open = this.open.getOrDefault(assumption, Set.of());
			AssumptionStanding standing = AssumptionStanding.OPEN;
			if (this.contradicted.contains(assumption)) {
				standing = AssumptionStanding.CONTRADICTED;
			}
			else if (!confirmed.isEmpty() && open.isEmpty()) {
				standing = AssumptionStanding.CONFIRMED;
			}
			return new CheckedAssumption(assumption, standing, List.copyOf(confirmed), List.copyOf(open));
		}).toList();
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
			add(new Draft(FindingKind.MISSING_CALL, endpoint, call, "the document does not have it", null), endpoint);
		}
		else {
			rest.remove(other);
			add(new Draft(FindingKind.CHANGED_METHOD, endpoint, call, "the document has " + text(other.toString()),
					null), endpoint);
		}
	}

	private void newCall(ContractOperation operation) {
		String scopes = operation.scopes()
			.stream()
			.flatMap(Set::stream)
			.distinct()
			.map(Comparison::text)
			.collect(Collectors.joining(", "));
		add(new Draft(FindingKind.NEW_CALL, null, text(operation.toString()),
				"the table does not have it" + (scopes.isEmpty() ? "" : " (scope " + scopes + ")")
						+ "; until then use the generic call, ApiRequest.to(HttpMethod, path, ..)",
				null), operation);
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
			.map((scopes) -> scopes.stream().map(Comparison::text).collect(Collectors.joining(" and ")))
			.collect(Collectors.joining(", or "));
		add(new Draft(FindingKind.CHANGED_SCOPE, call, "scope",
				"the document says " + found
						+ ((scope != null) ? ", the table says " + scope : "; no scope was documented so far"),
				null), call);
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
					newParameter(call, in + "." + text(name), parameter);
				}
			});
		}
	}

	private void newParameter(Endpoint call, String location, JsonNode parameter) {
		boolean required = parameter.path("required").asBoolean(false);
		add(new Draft(required ? FindingKind.NEW_REQUIREMENT : FindingKind.NEW_PARAMETER, call, location,
				required ? "the document requires it" : "the document has it", null), parameter);
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

	/** OpenAPI says to ignore the first three; every call has the others. */
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
		if (sameType(place, ours, theirs, FindingKind.CHANGED_PARAMETER)) {
			values(place, ours, theirs);
			limits(place, ours, theirs);
		}
	}

	private void missingParameter(Endpoint call, String name, JsonNode known, Set<String> unknown) {
		boolean assumed = known.path("x-standing").asString("").equals("assumed");
		Place place = new Place(call, "query." + name, true, assumed, false);
		String others = unknown.isEmpty() ? "" : ", which has " + names(unknown) + " instead";
		unknown.clear();
		differs(place, FindingKind.CHANGED_PARAMETER, known, "it is not in the document" + others);
	}

	private void requestBody(Endpoint call, JsonNode known, JsonNode given, boolean assumed, boolean givenAssumed) {
		JsonNode schema = ContractOperation.jsonSchema(known);
		JsonNode other = ContractOperation.jsonSchema(given);
		if (schema == null) {
			if (other != null && given.path("required").asBoolean(false)) {
				add(new Draft(FindingKind.NEW_REQUIREMENT, call, "request", "the document requires a body", null),
						other);
			}
			return;
		}
		Shape ours = Shape.of(this.known, schema);
		Place place = new Place(call, "request", true, ours.isAssumed(assumed), givenAssumed);
		if (other != null) {
			compare(place, ours, Shape.of(this.given, other));
		}
		else if (given.path("content").isEmpty() && !this.given.resolve(given).isMissingNode()) {
			leaveOpen(place, ours);
		}
		else {
			differs(place, FindingKind.CHANGED_BODY, known,
					given.path("content").isEmpty() ? "the document has no body" : "the document has a body of "
							+ names(given.path("content").propertyNames()) + " instead of JSON");
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
			leaveOpen(place, data);
			return;
		}
		Shape theirData = theirs.property("data");
		if (theirData == null) {
			compare(place, data, theirs);
			return;
		}
		compare(place, data, theirData);
		properties(new Place(call, "response", false, false, false), envelope, theirs, Set.of("data"));
	}

	private void compare(Place place, Shape ours, Shape theirs) {
		if (!sameType(place, ours, theirs, FindingKind.CHANGED_TYPE)) {
			return;
		}
		values(place, ours, theirs);
		if (place.request()) {
			limits(place, ours, theirs);
		}
		if (theirs.hasProperties()) {
			properties(place, ours, theirs, Set.of());
		}
		else {
			leavePropertiesOpen(place, ours);
		}
		Shape item = ours.items();
		Shape theirItem = theirs.items();
		if (item != null && theirItem != null) {
			compare(place.items(item, theirItem), item, theirItem);
		}
		else if (item != null) {
			leaveOpen(place.items(item, null), item);
		}
	}

	private void properties(Place place, Shape ours, Shape theirs, Set<String> done) {
		Set<String> unknown = new LinkedHashSet<>(theirs.propertyNames());
		unknown.removeAll(ours.propertyNames());
		unknown.removeIf((name) -> isOfTheOtherDirection(place, theirs.property(name)));
		Map<String, Shape> missing = new LinkedHashMap<>();
		for (String name : ours.propertyNames()) {
			Shape property = ours.property(name);
			if (property == null || done.contains(name)) {
				continue;
			}
			String other = theirs.propertyNames().contains(name) ? name
					: property.otherNames().stream().filter(unknown::contains).findFirst().orElse(null);
			Shape same = (other != null) ? theirs.property(other) : null;
			if (same == null) {
				missing.put(name, property);
			}
			else {
				unknown.remove(other);
				compare(place.property(name, property, same), property, same);
			}
		}
		missing
			.forEach((name, property) -> missingField(place.property(name, property, null), name, property, unknown));
		if (place.request()) {
			required(place, ours, theirs, unknown);
		}
		if (missing.isEmpty() && !unknown.isEmpty()) {
			String one = (unknown.size() == 1) ? "." + text(unknown.iterator().next()) : "";
			add(new Draft(FindingKind.NEW_FIELD, place.call(), place.location() + one,
					one.isEmpty() ? "the document has also " + names(unknown) : "the document has it also", null),
					isEnvelope(place) ? "envelope" : ours.origin(), unknown.toString());
		}
	}

	/** Each response has an envelope of its own, which they all have in common. */
	private static boolean isEnvelope(Place place) {
		return place.location().equals("response");
	}

	private void missingField(Place place, String name, Shape property, Set<String> unknown) {
		String nearest = SimilarNames.find(name, unknown);
		String others = unknown.isEmpty() ? "" : ", which has " + names(unknown) + " instead"
				+ ((nearest != null) ? "; '" + text(nearest) + "' is nearest" : "");
		differs(place, FindingKind.MISSING_FIELD, property.origin(), "it is not in the document" + others);
	}

	// Generators write one schema for requests and responses.
	private static boolean isOfTheOtherDirection(Place place, @Nullable Shape property) {
		return property != null && (place.request() ? property.isReadOnly() : property.isWriteOnly());
	}

	private void required(Place place, Shape ours, Shape theirs, Set<String> unknown) {
		for (String name : theirs.required()) {
			Shape theirProperty = theirs.property(name);
			if (!ours.required().contains(name) && theirProperty != null
					&& !isOfTheOtherDirection(place, theirProperty)) {
				unknown.remove(name);
				Shape property = ours.property(name);
				Place at = (property != null) ? place.property(name, property, null)
						: new Place(place.call(), place.location() + "." + text(name), true, place.assumed(), false);
				differs(at, FindingKind.NEW_REQUIREMENT, ours.origin(), "the document requires '" + text(name) + "'");
			}
		}
	}

	private boolean sameType(Place place, Shape ours, Shape theirs, FindingKind kind) {
		if (ours.types().isEmpty() || theirs.types().isEmpty()) {
			note(place, !ours.types().isEmpty());
			return true;
		}
		Set<String> sent = place.request() ? ours.types() : theirs.types();
		Set<String> read = place.request() ? theirs.types() : ours.types();
		boolean fits = sent.stream()
			.allMatch((type) -> read.contains(type) || isNumber(type) && read.stream().anyMatch(Comparison::isNumber));
		boolean formats = ours.formats().isEmpty() || theirs.formats().isEmpty()
				|| ours.formats().equals(theirs.formats()) || !ours.types().contains("string");
		boolean nulls = !place.request() || !ours.isNullable() || theirs.isNullable();
		if (fits && formats && nulls) {
			note(place, false);
			return true;
		}
		differs(place, kind, ours.origin(),
				(fits && formats) ? "the document does not allow null"
						: "the document has " + text(theirs.describeType()) + ", the client "
								+ (place.request() ? "sends " : "expects ") + ours.describeType());
		return false;
	}

	private static boolean isNumber(String type) {
		return type.equals("integer") || type.equals("number");
	}

	private void values(Place place, Shape ours, Shape theirs) {
		if (ours.values().isEmpty() || theirs.values().isEmpty()) {
			return;
		}
		Set<String> added = new LinkedHashSet<>(theirs.values());
		added.removeAll(ours.values());
		if (!added.isEmpty()) {
			add(new Draft(FindingKind.NEW_VALUE, place.call(), place.location(),
					"the document has also " + names(added),
					place.assumed() ? Assumption.of(place.call(), place.location()) : null), ours.origin(),
					added.toString());
		}
		Set<String> removed = new LinkedHashSet<>(ours.values());
		removed.removeAll(theirs.values());
		if (!removed.isEmpty()) {
			differs(place, FindingKind.MISSING_VALUE, ours.origin(), "the document does not have " + names(removed));
		}
	}

	private void limits(Place place, Shape ours, Shape theirs) {
		theirs.limits().forEach((limit, value) -> {
			String own = ours.limits().get(limit);
			boolean restricts = !limit.startsWith("min") || value.startsWith("-")
					|| !(value.equals("0") || value.equals("1"));
			if (own == null && restricts || own != null && !own.equals(value)) {
				differs(place, FindingKind.CHANGED_LIMIT, ours.origin(), "the document has " + limit + " " + text(value)
						+ ((own != null) ? ", the client " + own : ", the client none"));
			}
		});
	}

	private void leaveOpen(Place place, Shape ours) {
		note(place, true);
		leavePropertiesOpen(place, ours);
		Shape items = ours.items();
		if (items != null) {
			leaveOpen(place.items(items, null), items);
		}
	}

	private void leavePropertiesOpen(Place place, Shape ours) {
		for (String name : ours.propertyNames()) {
			Shape property = ours.property(name);
			if (property != null) {
				leaveOpen(place.property(name, property, null), property);
			}
		}
	}

	private void note(Place place, boolean isOpen) {
		if (!place.assumed()) {
			return;
		}
		Assumption assumption = Assumption.of(place.call(), place.location());
		String where = place.call() + " " + place.location();
		if (assumption == null) {
			this.unclaimed.add(where);
			return;
		}
		Map<Assumption, Set<String>> noted = (isOpen || place.givenAssumed()) ? this.open : this.confirmed;
		noted.computeIfAbsent(assumption, (key) -> new LinkedHashSet<>()).add(where);
	}

	/**
	 * Add a finding about something documented, or a contradiction to something assumed.
	 */
	private void differs(Place place, FindingKind kind, Object origin, String message) {
		if (!place.assumed()) {
			add(new Draft(kind, place.call(), place.location(), message, null), origin);
			return;
		}
		Assumption assumption = Assumption.of(place.call(), place.location());
		if (assumption != null) {
			this.contradicted.add(assumption);
		}
		add(new Draft(FindingKind.CONTRADICTED_ASSUMPTION, place.call(), place.location(), message, assumption),
				origin);
	}

	/**
	 * Add a finding, once for all calls that share what it is about.
	 */
	private void add(Draft draft, Object... origin) {
		List<Object> key = new ArrayList<>(List.of(draft.kind, draft.message));
		for (Object part : origin) {
			key.add((part instanceof JsonNode) ? System.identityHashCode(part) : part);
		}
		Draft earlier = this.findings.putIfAbsent(key, draft);
		if (earlier != null) {
			earlier.calls.addAll(draft.calls);
		}
	}

	private static String names(Collection<String> names) {
		String shown = names.stream()
			.limit(SHOWN)
			.map((name) -> "'" + text(name) + "'")
			.collect(Collectors.joining(", "));
		return (names.size() > SHOWN) ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
	}

	/** Text of a document goes to terminals and logs. */
	static String text(String text) {
		String visible = text.replaceAll("\\p{C}", "?");
		return (visible.length() > LONGEST) ? visible.substring(0, LONGEST) + "..." : visible;
	}

	/**
	 * Where both documents are.
	 *
	 * @param call the call
	 * @param location the field or parameter
	 * @param request whether the client writes it
	 * @param assumed whether the client assumes it
	 * @param givenAssumed whether the other document marks it as assumed, as the one of
	 * this project does, which confirms nothing
	 */
	private record Place(Endpoint call, String location, boolean request, boolean assumed, boolean givenAssumed) {

		Place property(String name, Shape ours, @Nullable Shape theirs) {
			return at(this.location + "." + name, ours, theirs);
		}

		Place items(Shape ours, @Nullable Shape theirs) {
			return at(this.location + "[]", ours, theirs);
		}

		private Place at(String location, Shape ours, @Nullable Shape theirs) {
			return new Place(this.call, location, this.request, ours.isAssumed(this.assumed),
					(theirs != null) ? theirs.isAssumed(this.givenAssumed) : this.givenAssumed);
		}

	}

	private static final class Draft {

		private final FindingKind kind;

		private final Set<Endpoint> calls = new LinkedHashSet<>();

		private final String location;

		private final String message;

		private final @Nullable Assumption assumption;

		Draft(FindingKind kind, @Nullable Endpoint call, String location, String message,
				@Nullable Assumption assumption) {
			this.kind = kind;
			if (call != null) {
				this.calls.add(call);
			}
			this.location = location;
			this.message = message;
			this.assumption = assumption;
		}

		Finding finding() {
			Set<String> places = new LinkedHashSet<>();
			if (this.calls.isEmpty() || this.kind == FindingKind.CHANGED_SCOPE
					|| this.kind == FindingKind.CHANGED_METHOD || this.kind == FindingKind.MISSING_CALL) {
				places.add("com.experiture.client.call.Endpoint");
			}
			this.calls.stream().map(CodePlace::of).forEach(places::add);
			places.add((this.assumption != null) ? this.assumption.anchor() : "docs/openapi.yaml");
			return new Finding(this.kind, List.copyOf(this.calls), this.location, this.message, this.assumption,
					List.copyOf(places));
		}

	}

}
