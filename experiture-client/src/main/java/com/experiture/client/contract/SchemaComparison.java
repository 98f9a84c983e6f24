package com.experiture.client.contract;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.SimilarNames;

/**
 * Compares the schemas of two documents. It follows the known schema, so that it ends
 * even if the other one refers to itself.
 */
final class SchemaComparison {

	private final Findings findings;

	SchemaComparison(Findings findings) {
		this.findings = findings;
	}

	void compare(Place place, Shape ours, Shape theirs) {
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

	void properties(Place place, Shape ours, Shape theirs, Set<String> done) {
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
			String one = (unknown.size() == 1) ? "." + Findings.text(unknown.iterator().next()) : "";
			this.findings.add(FindingKind.NEW_FIELD, place.call(), place.location() + one,
					one.isEmpty() ? "the document has also " + Findings.names(unknown) : "the document has it also",
					isEnvelope(place) ? "envelope" : ours.origin(), unknown.toString());
		}
	}

	/** Each response declares the envelope again, although it is the same for all. */
	private static boolean isEnvelope(Place place) {
		return place.location().equals("response");
	}

	private void missingField(Place place, String name, Shape property, Set<String> unknown) {
		String nearest = SimilarNames.find(name, unknown);
		String others = unknown.isEmpty() ? "" : ", which has " + Findings.names(unknown) + " instead"
				+ ((nearest != null) ? "; '" + Findings.text(nearest) + "' is nearest" : "");
		this.findings.differs(place, FindingKind.MISSING_FIELD, property.origin(),
				"it is not in the document" + others);
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
				Place at = (property != null) ? place.property(name, property, null) : new Place(place.call(),
						place.location() + "." + Findings.text(name), true, place.assumed(), false);
				this.findings.differs(at, FindingKind.NEW_REQUIREMENT, ours.origin(),
						"the document requires '" + Findings.text(name) + "'");
			}
		}
	}

	boolean sameType(Place place, Shape ours, Shape theirs, FindingKind kind) {
		if (ours.types().isEmpty() || theirs.types().isEmpty()) {
			this.findings.note(place, !ours.types().isEmpty());
			return true;
		}
		Set<String> sent = place.request() ? ours.types() : theirs.types();
		Set<String> read = place.request() ? theirs.types() : ours.types();
		boolean fits = sent.stream()
			.allMatch((type) -> read.contains(type)
					|| isNumber(type) && read.stream().anyMatch(SchemaComparison::isNumber));
		boolean formats = ours.formats().isEmpty() || theirs.formats().isEmpty()
				|| ours.formats().equals(theirs.formats()) || !ours.types().contains("string");
		boolean nulls = !place.request() || !ours.isNullable() || theirs.isNullable();
		if (fits && formats && nulls) {
			this.findings.note(place, false);
			return true;
		}
		this.findings.differs(place, kind, ours.origin(),
				(fits && formats) ? "the document does not allow null"
						: "the document has " + Findings.text(theirs.describeType()) + ", the client "
								+ (place.request() ? "sends " : "expects ") + ours.describeType());
		return false;
	}

	private static boolean isNumber(String type) {
		return type.equals("integer") || type.equals("number");
	}

	void values(Place place, Shape ours, Shape theirs) {
		if (ours.values().isEmpty() || theirs.values().isEmpty()) {
			return;
		}
		Set<String> added = new LinkedHashSet<>(theirs.values());
		added.removeAll(ours.values());
		if (!added.isEmpty()) {
			this.findings.newValue(place, "the document has also " + Findings.names(added), ours.origin(),
					added.toString());
		}
		Set<String> removed = new LinkedHashSet<>(ours.values());
		removed.removeAll(theirs.values());
		if (!removed.isEmpty()) {
			this.findings.differs(place, FindingKind.MISSING_VALUE, ours.origin(),
					"the document does not have " + Findings.names(removed));
		}
	}

	void limits(Place place, Shape ours, Shape theirs) {
		theirs.limits().forEach((limit, value) -> {
			String own = ours.limits().get(limit);
			boolean restricts = !limit.startsWith("min") || value.startsWith("-")
					|| !(value.equals("0") || value.equals("1"));
			if (own == null && restricts || own != null && !own.equals(value)) {
				this.findings.differs(place, FindingKind.CHANGED_LIMIT, ours.origin(), "the document has " + limit + " "
						+ Findings.text(value) + ((own != null) ? ", the client " + own : ", the client none"));
			}
		});
	}

	void leaveOpen(Place place, Shape ours) {
		this.findings.note(place, true);
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

}
