package com.experiture.simulation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The promises that a simulation found broken, each with the first thing that shows it.
 */
final class Checks {

	private final Trace trace;

	private final Map<String, String> broken = new LinkedHashMap<>();

	Checks(Trace trace) {
		this.trace = trace;
	}

	/**
	 * Check a promise.
	 * @param holds whether it holds
	 * @param promise the promise
	 * @param what what shows that it does not hold, with a {@code %s} for each part
	 * @param parts the parts
	 */
	void that(boolean holds, String promise, String what, Object... parts) {
		if (!holds) {
			String evidence = String.format(Locale.ROOT, what, parts);
			this.trace.add("BROKEN: %s: %s", promise, evidence);
			this.broken.putIfAbsent(promise, evidence);
		}
	}

	Map<String, String> broken() {
		return this.broken;
	}

}
