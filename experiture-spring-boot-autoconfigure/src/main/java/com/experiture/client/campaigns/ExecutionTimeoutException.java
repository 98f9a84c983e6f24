package com.experiture.client.campaigns;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;

/**
 * The sending of a campaign did not end in the time that was given to it. It goes on all
 * the same. The attempts of the call are the reads of the state.
 */
public final class ExecutionTimeoutException extends ExperitureException {

	private final @Nullable CampaignStatus lastStatus;

	ExecutionTimeoutException(CallDetails call, Duration timeout, @Nullable CampaignStatus lastStatus,
			@Nullable Throwable lastFailure) {
		super(call, "The sending of the campaign did not end within " + timeout.toMillis() + " ms, its state is "
				+ ((lastStatus != null) ? "'" + lastStatus.executionStatus() + "'" : "not known"), lastFailure);
		this.lastStatus = lastStatus;
	}

	/**
	 * Return the state that was read last.
	 * @return the state, or {@code null} where it could not be read once
	 */
	public @Nullable CampaignStatus lastStatus() {
		return this.lastStatus;
	}

}
