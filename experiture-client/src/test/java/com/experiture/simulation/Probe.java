package com.experiture.simulation;

import java.time.Duration;
import java.util.List;

import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;

/**
 * Makes a call once everything works again: it must go through soon, whatever was
 * cancelled, refused or lost before. Permits that were not given back would hold it up.
 */
final class Probe extends Operation {

	private static final Duration SOON = Simulation.LONGEST_PAUSE.plusMinutes(2);

	private final Kind kind;

	private boolean succeeded;

	private long took;

	Probe(World world, Kind kind) {
		super(world, "probe");
		this.kind = kind;
	}

	@Override
	void start() {
		long start = world().time().nanos();
		call(call(), null, (result) -> {
			this.succeeded = true;
			this.took = world().time().nanos() - start;
		}, (failure) -> {
		});
	}

	private Mono<?> call() {
		var client = world().client().reactive();
		CallOptions options = CallOptions.builder().timeout(Duration.ofMinutes(10)).build();
		return switch (this.kind) {
			case WRITE -> client.records().with(options).append("orders", world().record(name()));
			case BATCH -> client.records().with(options).appendBatch("orders", List.of(world().record(name())));
			case READ -> client.metadata().with(options).getObject("orders");
			case SEND -> client.campaigns().with(options).send(name());
		};
	}

	@Override
	void check() {
		world().checks()
			.that(this.succeeded && this.took <= SOON.toNanos(), "a call goes through once everything works",
					"%s: %s after %s s", name(), this.succeeded ? "succeeded" : "did not succeed", this.took / 1e9);
	}

	/**
	 * What the call does, one for each class that the simulation uses.
	 */
	enum Kind {

		WRITE, BATCH, READ, SEND

	}

}
