package com.experiture.client.contract;

import java.util.List;

/**
 * An assumption and its standing in a document.
 *
 * @param assumption the assumption
 * @param standing the standing in the document
 * @param confirmed the places of the document that confirm it, such as {@code
 * lists.upsert-members response.data.added}
 * @param open the places that the document does not contain
 */
public record CheckedAssumption(Assumption assumption, AssumptionStanding standing, List<String> confirmed,
		List<String> open) {

	public CheckedAssumption {
		confirmed = List.copyOf(confirmed);
		open = List.copyOf(open);
	}

}
