package com.experiture.client.campaigns;

import org.jspecify.annotations.Nullable;

/**
 * What to launch: a campaign that the launch creates, or an existing one. Audience,
 * content and schedule are optional, since a draft can have them already.
 * <p>
 * The last step follows from the schedule: a campaign with the mode {@code now} is sent,
 * with every other mode it is scheduled. If neither the plan nor its draft has a
 * schedule, the {@link Builder#action action} must be set, since a campaign that was sent
 * cannot be recalled.
 *
 * @param campaignId the existing campaign, or {@code null} to create one
 * @param draft the campaign to create, or {@code null} to launch an existing one
 * @param audience the audience; {@code null} keeps that of the campaign
 * @param content the content; {@code null} keeps that of the campaign
 * @param schedule the schedule; {@code null} keeps that of the campaign
 * @param action the last step; {@code null} to derive it from the schedule
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
	 * Start building a plan that creates a campaign and launches it.
	 * @param draft the campaign to create
	 * @return a builder
	 */
	public static Builder builder(CampaignDraft draft) {
		return new Builder(null, draft);
	}

	/**
	 * Start building a plan that launches an existing campaign.
	 * @param campaignId the campaign
	 * @return a builder
	 */
	public static Builder builder(String campaignId) {
		return new Builder(campaignId, null);
	}

	/**
	 * Start building a changed plan, such as the dry run of a plan.
	 * @return a builder with the settings of this plan
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Builds {@link LaunchPlan}.
	 */
	public static final class Builder {

		private final @Nullable String campaignId;

		private final @Nullable CampaignDraft draft;

		private @Nullable CampaignAudience audience;

		private @Nullable CampaignContent content;

		private @Nullable CampaignSchedule schedule;

		private @Nullable LaunchAction action;

		private boolean dryRun;

		private Builder(@Nullable String campaignId, @Nullable CampaignDraft draft) {
			this.campaignId = campaignId;
			this.draft = draft;
		}

		private Builder(LaunchPlan plan) {
			this(plan.campaignId, plan.draft);
			this.audience = plan.audience;
			this.content = plan.content;
			this.schedule = plan.schedule;
			this.action = plan.action;
			this.dryRun = plan.dryRun;
		}

		/**
		 * Replace the campaign's audience.
		 * @param audience the audience
		 * @return this builder
		 */
		public Builder audience(CampaignAudience audience) {
			this.audience = audience;
			return this;
		}

		/**
		 * Replace the campaign's content.
		 * @param content the content
		 * @return this builder
		 */
		public Builder content(CampaignContent content) {
			this.content = content;
			return this;
		}

		/**
		 * Replace the campaign's schedule.
		 * @param schedule the schedule
		 * @return this builder
		 */
		public Builder schedule(CampaignSchedule schedule) {
			this.schedule = schedule;
			return this;
		}

		/**
		 * Set the last step if it does not follow from the schedule.
		 * @param action the last step
		 * @return this builder
		 */
		public Builder action(LaunchAction action) {
			this.action = action;
			return this;
		}

		/**
		 * Set whether to stop after the preflight: the campaign is created, and its
		 * audience, content and schedule are set, but nothing is sent or scheduled.
		 * @param dryRun whether to stop before the last step, {@code false} by default
		 * @return this builder
		 */
		public Builder dryRun(boolean dryRun) {
			this.dryRun = dryRun;
			return this;
		}

		/**
		 * Build the plan. It is checked when it is launched.
		 * @return the plan
		 */
		public LaunchPlan build() {
			return new LaunchPlan(this.campaignId, this.draft, this.audience, this.content, this.schedule, this.action,
					this.dryRun);
		}

	}

}
