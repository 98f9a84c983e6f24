package com.experiture.client.campaigns;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.text.ServerText;

/**
 * A step of a launch failed before the campaign was on its way; its cause is the failure
 * of that step. What the steps before it did stays as it is: a launch of the same
 * campaign, or one with the same idempotency key, goes on from there.
 */
public final class LaunchFailedException extends ExperitureException {

	private final Endpoint failedStep;

	private final List<Endpoint> completedSteps;

	private final @Nullable String campaignId;

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

	// What the steps before did stays.
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
	 * @return its id, or {@code null} where it is not known that one was created
	 */
	public @Nullable String campaignId() {
		return this.campaignId;
	}

	@Override
	public boolean isTransient() {
		return getCause() instanceof ExperitureException known && known.isTransient();
	}

}
