package com.experiture.client.contract;

import java.util.List;

/**
 * An assumption with what a document says of it.
 *
 * @param assumption the assumption
 * @param standing what the document says
 * @param confirmed the places of the document that confirm it, such as
 * {@code lists.upsert-members response.data.added}
 * @param open the places of which the document says nothing
 */
public record CheckedAssumption(Assumption assumption, AssumptionStanding standing, List<String> confirmed,
		List<String> open) {

	public CheckedAssumption {
		confirmed = List.copyOf(confirmed);
		open = List.copyOf(open);
	}

}
