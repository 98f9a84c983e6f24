package com.experiture.emulator.internal.campaigns;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.Behavior;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * The execution of a campaign: it waits for its time, then advances one step with each
 * poll of the campaign's status.
 */
final class CampaignExecution {

	private static final List<String> STATES = List.of("scheduled", "running", "completed");

	private final String jobId = Ids.prefixed("job");

	private final Instant startsAt;

	private final long targeted;

	private int state;

	private boolean failed;

	private @Nullable Instant startedAt;

	CampaignExecution(Instant startsAt, long targeted) {
		this.startsAt = startsAt;
		this.targeted = targeted;
	}

	String jobId() {
		return this.jobId;
	}

	Instant startsAt() {
		return this.startsAt;
	}

	void advance(Behaviors behaviors, Instant now) {
		if (this.state == STATES.size() - 1 || now.isBefore(this.startsAt)) {
			return;
		}
		if (this.startedAt == null) {
			this.startedAt = now;
		}
		this.state = behaviors.has(Behavior.INSTANT_JOBS) ? STATES.size() - 1 : this.state + 1;
		this.failed = behaviors.has(Behavior.FAILING_JOBS) && this.state == STATES.size() - 1;
	}

	EnumText status() {
		return new EnumText(this.failed ? "failed" : STATES.get(this.state));
	}

	@Nullable String startedAt() {
		return (this.startedAt != null) ? this.startedAt.toString() : null;
	}

	/**
	 * Return the pipeline's counts, whose names are assumed. Half of the messages are
	 * sent while the execution is running.
	 * @return the counts
	 */
	JsonObject counts() {
		long sent = switch (this.state) {
			case 0 -> 0;
			case 1 -> this.targeted / 2;
			default -> this.failed ? 0 : this.targeted;
		};
		return new JsonObject().with("targeted", this.targeted)
			.with("sent", sent)
			.with("delivered", sent)
			.with("failed", this.failed ? this.targeted : 0);
	}

	/**
	 * Summarize the latest execution of a campaign.
	 * @param execution the execution, or {@code null} if the campaign has none
	 * @return the summary
	 */
	static JsonObject summary(@Nullable CampaignExecution execution) {
		if (execution == null) {
			return new JsonObject().with("status", new EnumText("not_scheduled"))
				.with("lastExecutionAt", null)
				.with("counts", new JsonObject());
		}
		return new JsonObject().with("status", execution.status())
			.with("lastExecutionAt", execution.startedAt())
			.with("counts", execution.counts());
	}

}
