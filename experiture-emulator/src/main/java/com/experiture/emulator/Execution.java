package com.experiture.emulator;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The sending of a campaign: it waits for its time, then advances one step with each look
 * at the campaign's status.
 */
final class Execution {

	private static final List<String> STATES = List.of("scheduled", "running", "completed");

	private final String jobId = Ids.prefixed("job");

	private final Instant startsAt;

	private final long targeted;

	private int state;

	private boolean failed;

	private @Nullable Instant startedAt;

	Execution(Instant startsAt, long targeted) {
		this.startsAt = startsAt;
		this.targeted = targeted;
	}

	String jobId() {
		return this.jobId;
	}

	Instant startsAt() {
		return this.startsAt;
	}

	void advance(EmulatorSettings settings, Instant now) {
		if (this.state == STATES.size() - 1 || now.isBefore(this.startsAt)) {
			return;
		}
		if (this.startedAt == null) {
			this.startedAt = now;
		}
		this.state = settings.instantJobs() ? STATES.size() - 1 : this.state + 1;
		this.failed = settings.failingJobs() && this.state == STATES.size() - 1;
	}

	EnumText status() {
		return new EnumText(this.failed ? "failed" : STATES.get(this.state));
	}

	@Nullable String startedAt() {
		return (this.startedAt != null) ? this.startedAt.toString() : null;
	}

	/**
	 * Return the pipeline's counts, whose names are assumed. Half of the messages are out
	 * while the execution runs.
	 * @return the counts
	 */
	Members counts() {
		long sent = switch (this.state) {
			case 0 -> 0;
			case 1 -> this.targeted / 2;
			default -> this.failed ? 0 : this.targeted;
		};
		return new Members().with("targeted", this.targeted)
			.with("sent", sent)
			.with("delivered", sent)
			.with("failed", this.failed ? this.targeted : 0);
	}

}
