package com.experiture.simulation;

import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;

/**
 * Reads something.
 */
final class Reading extends Operation {

	Reading(World world) {
		super(world, "read");
	}

	@Override
	void start() {
		call(world().client().reactive().metadata().getObject("orders"), world().callTimeout(), (schema) -> {
		}, (failure) -> world().checks()
			.that(!(failure instanceof ExperitureException known) || known.effect() == Effect.NONE,
					"a read has no effect", "%s", name()));
	}

	@Override
	void check() {
	}

}
