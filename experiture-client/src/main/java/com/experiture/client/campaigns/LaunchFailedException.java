package com.experiture.client.campaigns;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.text.ServerText;

/**
 * A step of a launch failed before the campaign was sent or scheduled; the cause is the
 * failure of that step. The effects of the steps before it remain: a launch of the same
 * campaign, or one with the same idempotency key, continues from there.
 */
public final class LaunchFailedException extends ExperitureException {

	private final Endpoint failedStep;

	private final List<Endpoint> completedSteps;

	private final @Nullable String campaignId;

	/**
	 * Create a failure.
	 * @param call the failed call
	 * @param failedStep the step that failed
	 * @param completedSteps the steps that succeeded before, in their order
	 * @param campaignId the id of the campaign, or {@code null} if none is known
	 * @param cause the failure of the step
	 */
	public LaunchFailedException(CallDetails call, Endpoint failedStep, List<Endpoint> completedSteps,
			@Nullable String campaignId, Throwable cause) {
		super(call.withEffect(effect(call, completedSteps)),
				"The launch of campaign " + ((campaignId != null) ? ServerText.id(campaignId) : "(not created)")
						+ " failed at " + failedStep + ", after " + completedSteps,
				cause);
		this.failedStep = failedStep;
		this.completedSteps = List.copyOf(completedSteps);
		this.campaignId = campaignId;
	}

	// The effects of the steps before remain.
	private static Effect effect(CallDetails call, List<Endpoint> completedSteps) {
		boolean changed = completedSteps.stream().anyMatch((step) -> step.endpointClass().isWrite());
		return (call.effect() == Effect.NONE && !changed) ? Effect.NONE : Effect.POSSIBLE;
	}

	/**
	 * Return which step failed.
	 * @return the call of the step
	 */
	public Endpoint failedStep() {
		return this.failedStep;
	}

	/**
	 * Return which steps succeeded before.
	 * @return the calls of the steps, in their order
	 */
	public List<Endpoint> completedSteps() {
		return this.completedSteps;
	}

	/**
	 * Return the campaign.
	 * @return its id, or {@code null} if none was created as far as is known
	 */
	public @Nullable String campaignId() {
		return this.campaignId;
	}

	@Override
	public boolean isTransient() {
		return getCause() instanceof ExperitureException known && known.isTransient();
	}

}
