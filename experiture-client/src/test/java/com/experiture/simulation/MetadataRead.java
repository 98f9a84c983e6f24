package com.experiture.simulation;

import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;

/**
 * Reads metadata.
 */
final class MetadataRead extends Operation {

	MetadataRead(Application application) {
		super(application, "read");
	}

	@Override
	void start() {
		call(application().client().reactive().metadata().getObject("orders"), application().callTimeout(),
				(schema) -> {
				},
				(failure) -> application().checks()
					.that(!(failure instanceof ExperitureException known) || known.effect() == Effect.NONE,
							"a read has no effect", "%s", name()));
	}

	@Override
	void check() {
	}

}
