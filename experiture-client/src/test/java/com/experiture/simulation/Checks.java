package com.experiture.simulation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The guarantees that a simulation found violated, each with the first evidence.
 */
final class Checks {

	private final EventLog events;

	private final Map<String, String> violations = new LinkedHashMap<>();

	Checks(EventLog events) {
		this.events = events;
	}

	/**
	 * Check a guarantee.
	 * @param holds whether it holds
	 * @param guarantee the guarantee
	 * @param what the evidence of a violation, with a {@code %s} for each part
	 * @param parts the parts
	 */
	void that(boolean holds, String guarantee, String what, Object... parts) {
		if (!holds) {
			String evidence = String.format(Locale.ROOT, what, parts);
			this.events.add("VIOLATED: %s: %s", guarantee, evidence);
			this.violations.putIfAbsent(guarantee, evidence);
		}
	}

	Map<String, String> violations() {
		return this.violations;
	}

}
