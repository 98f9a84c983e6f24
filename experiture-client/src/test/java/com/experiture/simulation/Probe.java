package com.experiture.simulation;

import java.time.Duration;
import java.util.List;

import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;

/**
 * Makes a call once everything works again. It must succeed soon, regardless of the calls
 * that were cancelled, rejected or lost before. Permits that were not returned would
 * delay it.
 */
final class Probe extends Operation {

	private static final Duration SOON = Simulation.LONGEST_PAUSE.plusMinutes(2);

	private final Kind kind;

	private boolean succeeded;

	private long took;

	Probe(Application application, Kind kind) {
		super(application, "probe");
		this.kind = kind;
	}

	@Override
	void start() {
		long start = application().time().nanos();
		call(call(), null, (result) -> {
			this.succeeded = true;
			this.took = application().time().nanos() - start;
		}, (failure) -> {
		});
	}

	private Mono<?> call() {
		var client = application().client().reactive();
		CallOptions options = CallOptions.builder().timeout(Duration.ofMinutes(10)).build();
		return switch (this.kind) {
			case WRITE -> client.records().with(options).append("orders", application().record(name()));
			case BATCH -> client.records().with(options).appendBatch("orders", List.of(application().record(name())));
			case READ -> client.metadata().with(options).getObject("orders");
			case SEND -> client.campaigns().with(options).send(name());
		};
	}

	@Override
	void check() {
		application().checks()
			.that(this.succeeded && this.took <= SOON.toNanos(), "a call succeeds once everything works",
					"%s: %s after %s s", name(), this.succeeded ? "succeeded" : "did not succeed", this.took / 1e9);
	}

	/**
	 * The kinds of calls, one for each endpoint class of the simulation.
	 */
	enum Kind {

		WRITE, BATCH, READ, SEND

	}

}
