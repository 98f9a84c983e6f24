package com.experiture.client.campaigns;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.internal.text.Description;

/**
 * The outcome of a launch.
 */
public sealed interface LaunchOutcome {

	/**
	 * Return the campaign. It exists in every case.
	 * @return its id
	 */
	String campaignId();

	/**
	 * The campaign was sent or scheduled.
	 *
	 * @param campaignId the campaign
	 * @param action whether it was sent or scheduled
	 * @param preflight the result of the preflight, including warnings
	 * @param job the job of the API
	 */
	record Launched(String campaignId, LaunchAction action, Preflight preflight,
			CampaignJob job) implements LaunchOutcome {

		@Override
		public String toString() {
			return Description.of("Launched")
				.id("campaignId", this.campaignId)
				.part("action", this.action)
				.part("preflight", this.preflight)
				.part("job", this.job)
				.toString();
		}

	}

	/**
	 * A dry run found no blocker. Nothing was sent.
	 *
	 * @param campaignId the campaign
	 * @param preflight the result of the preflight, including warnings
	 */
	record Ready(String campaignId, Preflight preflight) implements LaunchOutcome {

		@Override
		public String toString() {
			return Description.of("Ready")
				.id("campaignId", this.campaignId)
				.part("preflight", this.preflight)
				.toString();
		}

	}

	/**
	 * The preflight found a blocker. Nothing was sent.
	 *
	 * @param campaignId the campaign
	 * @param preflight the result of the preflight
	 */
	record Blocked(String campaignId, Preflight preflight) implements LaunchOutcome {

		/**
		 * Return the blockers, with code, message, and links to where they can be
		 * resolved.
		 * @return the issues, empty if the API rejects the campaign without naming one
		 */
		public List<PreflightIssue> blockers() {
			return this.preflight.blockers();
		}

		@Override
		public String toString() {
			return Description.of("Blocked")
				.id("campaignId", this.campaignId)
				.part("preflight", this.preflight)
				.toString();
		}

	}

	/**
	 * The execution of the campaign had begun before, so this launch changed nothing.
	 * This is the outcome of a repeated launch.
	 *
	 * @param campaignId the campaign
	 * @param summary the current campaign
	 */
	record AlreadyLaunched(String campaignId, CampaignSummary summary) implements LaunchOutcome {

		@Override
		public String toString() {
			return Description.of("AlreadyLaunched")
				.id("campaignId", this.campaignId)
				.part("summary", this.summary)
				.toString();
		}

	}

	/**
	 * The last step failed, and it is not known whether it took effect. It was not
	 * repeated.
	 *
	 * @param campaignId the campaign
	 * @param action whether to send or to schedule was tried
	 * @param preflight the result of the preflight, including warnings
	 * @param failure why the outcome is not known
	 * @param status the status that was read after the failure, or {@code null} if it
	 * could not be read either
	 */
	record Unknown(String campaignId, LaunchAction action, Preflight preflight, OutcomeUnknownException failure,
			@Nullable CampaignStatus status) implements LaunchOutcome {

		@Override
		public String toString() {
			return Description.of("Unknown")
				.id("campaignId", this.campaignId)
				.part("action", this.action)
				.part("preflight", this.preflight)
				.part("status", this.status)
				.toString();
		}

	}

}
