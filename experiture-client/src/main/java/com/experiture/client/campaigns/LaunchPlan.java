package com.experiture.client.campaigns;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.client.error.InvalidField;

/**
 * What a launch is to bring out: a campaign that it creates, or one that exists.
 * Audience, content and schedule are optional, since a draft can hold them already.
 * <p>
 * The schedule tells how the campaign goes out: mode {@code now} has it sent, every other
 * mode has it scheduled. Where neither the plan nor its draft has a schedule, the
 * {@link #action(LaunchAction) action} must be named: what goes out cannot be called
 * back.
 *
 * @param campaignId the campaign that exists, or {@code null} where one is created
 * @param draft the campaign to create, or {@code null} where one exists
 * @param audience whom it goes to; {@code null} leaves what the campaign has
 * @param content what it says; {@code null} leaves what the campaign has
 * @param schedule when it goes out; {@code null} leaves what the campaign has
 * @param action the last step; {@code null} follows the schedule
 * @param dryRun whether to stop before the last step
 */
public record LaunchPlan(@Nullable String campaignId, @Nullable CampaignDraft draft,
		@Nullable CampaignAudience audience, @Nullable CampaignContent content, @Nullable CampaignSchedule schedule,
		@Nullable LaunchAction action, boolean dryRun) {

	/**
	 * Create a plan.
	 * @throws IllegalArgumentException if there is not exactly one of campaign id and
	 * draft
	 */
	public LaunchPlan {
		if ((campaignId == null) == (draft == null)) {
			throw new IllegalArgumentException("A launch needs either the id of a campaign or a draft");
		}
	}

	/**
	 * Create a campaign and bring it out.
	 * @param draft the campaign to create
	 * @return a plan
	 */
	public static LaunchPlan of(CampaignDraft draft) {
		return new LaunchPlan(null, draft, null, null, null, null, false);
	}

	/**
	 * Bring out a campaign that exists.
	 * @param campaignId the campaign
	 * @return a plan
	 */
	public static LaunchPlan ofCampaign(String campaignId) {
		return new LaunchPlan(campaignId, null, null, null, null, null, false);
	}

	/**
	 * Return this plan with an audience in place of the campaign's.
	 * @param audience whom it goes to
	 * @return a new plan
	 */
	public LaunchPlan audience(CampaignAudience audience) {
		return new LaunchPlan(this.campaignId, this.draft, audience, this.content, this.schedule, this.action,
				this.dryRun);
	}

	/**
	 * Return this plan with a content in place of the campaign's.
	 * @param content what it says
	 * @return a new plan
	 */
	public LaunchPlan content(CampaignContent content) {
		return new LaunchPlan(this.campaignId, this.draft, this.audience, content, this.schedule, this.action,
				this.dryRun);
	}

	/**
	 * Return this plan with a schedule in place of the campaign's.
	 * @param schedule when it goes out
	 * @return a new plan
	 */
	public LaunchPlan schedule(CampaignSchedule schedule) {
		return new LaunchPlan(this.campaignId, this.draft, this.audience, this.content, schedule, this.action,
				this.dryRun);
	}

	/**
	 * Return this plan with a last step that does not follow from its schedule.
	 * @param action the last step
	 * @return a new plan
	 */
	public LaunchPlan action(LaunchAction action) {
		return new LaunchPlan(this.campaignId, this.draft, this.audience, this.content, this.schedule, action,
				this.dryRun);
	}

	/**
	 * Return this plan as a dry run: everything up to the preflight, so that the campaign
	 * is created and bound, but nothing goes out.
	 * @return a new plan
	 */
	public LaunchPlan asDryRun() {
		return new LaunchPlan(this.campaignId, this.draft, this.audience, this.content, this.schedule, this.action,
				true);
	}

	public Endpoint firstStep() {
		return (this.draft != null) ? Endpoint.CAMPAIGNS_CREATE : Endpoint.CAMPAIGNS_GET_SUMMARY;
	}

	public @Nullable LaunchAction effectiveAction() {
		ScheduleMode mode = plannedMode();
		if (this.action != null || mode == null) {
			return this.action;
		}
		return mode.equals(ScheduleMode.NOW) ? LaunchAction.SEND : LaunchAction.SCHEDULE;
	}

	/**
	 * Check the plan: the documented rules of its parts, and this client's own caution
	 * that the action fits the schedule. The single calls take any combination.
	 */
	public LaunchPlan checked() {
		if (this.draft != null) {
			this.draft.checked("draft.");
			checkChannel(this.draft.channel());
		}
		if (this.audience != null) {
			this.audience.checked("audience.");
		}
		if (this.content != null) {
			this.content.checked("content.");
		}
		if (this.schedule != null) {
			this.schedule.checked("schedule.");
		}
		InvalidField.unless(this.dryRun || effectiveAction() != null, "action",
				"must be given, since the plan has no schedule that tells whether to send or to schedule");
		ScheduleMode mode = plannedMode();
		InvalidField.unless(this.action != LaunchAction.SEND || mode == null || mode.equals(ScheduleMode.NOW), "action",
				"would send at once what its schedule plans for later");
		return this;
	}

	/**
	 * Check what depends on the channel, which for an existing campaign has to be asked
	 * for.
	 */
	public void checkChannel(Channel channel) {
		if (this.schedule != null) {
			this.schedule.checkChannel("schedule.", channel);
		}
	}

	private @Nullable ScheduleMode plannedMode() {
		CampaignSchedule seed = (this.draft != null) ? this.draft.schedule() : null;
		CampaignSchedule planned = (this.schedule != null) ? this.schedule : seed;
		return (planned != null) ? planned.effectiveMode() : null;
	}

}
