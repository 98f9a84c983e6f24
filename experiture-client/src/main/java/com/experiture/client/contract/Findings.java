package com.experiture.client.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Endpoint;

/**
 * The findings of a comparison, and which assumptions are confirmed, open or
 * contradicted.
 */
final class Findings {

	private static final int SHOWN = 20;

	private static final int LONGEST = 200;

	private final Map<List<Object>, Draft> findings = new LinkedHashMap<>();

	private final Map<Assumption, Set<String>> confirmed = new EnumMap<>(Assumption.class);

	private final Map<Assumption, Set<String>> open = new EnumMap<>(Assumption.class);

	private final Set<Assumption> contradicted = new LinkedHashSet<>();

	private final Set<String> unclaimed = new TreeSet<>();

	/**
	 * Return the assumed places of the known document that no assumption of the table
	 * claims.
	 * @return such as {@code lists.get response.data.id}
	 */
	Set<String> unclaimed() {
		return this.unclaimed;
	}

	List<Finding> all() {
		return this.findings.values().stream().map(Draft::finding).toList();
	}

	List<CheckedAssumption> assumptions() {
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

	void note(Place place, boolean isOpen) {
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
	void differs(Place place, FindingKind kind, Object origin, String message) {
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
	 * Add a finding that concerns no assumption, once for all calls that share its
	 * origin.
	 * @param kind the kind of difference
	 * @param call the call, or {@code null} for one that the table does not have
	 * @param location the field or parameter
	 * @param message what the document contains
	 * @param origin the parts of the known document that the calls share
	 */
	void add(FindingKind kind, @Nullable Endpoint call, String location, String message, Object... origin) {
		add(new Draft(kind, call, location, message, null), origin);
	}

	/**
	 * Add a value that the document has in addition to the known ones.
	 */
	void newValue(Place place, String message, Object... origin) {
		add(new Draft(FindingKind.NEW_VALUE, place.call(), place.location(), message,
				place.assumed() ? Assumption.of(place.call(), place.location()) : null), origin);
	}

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

	static String names(Collection<String> names) {
		String shown = names.stream()
			.limit(SHOWN)
			.map((name) -> "'" + text(name) + "'")
			.collect(Collectors.joining(", "));
		return (names.size() > SHOWN) ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
	}

	/** The text of a document is printed to terminals and logs. */
	static String text(String text) {
		String visible = text.replaceAll("\\p{C}", "?");
		return (visible.length() > LONGEST) ? visible.substring(0, LONGEST) + "..." : visible;
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
