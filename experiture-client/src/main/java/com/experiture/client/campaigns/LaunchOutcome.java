package com.experiture.client.campaigns;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.internal.text.Description;

/**
 * How a launch ended.
 */
public sealed interface LaunchOutcome {

	/**
	 * Return the campaign, which exists in every case.
	 * @return its id
	 */
	String campaignId();

	/**
	 * The campaign is on its way.
	 *
	 * @param campaignId the campaign
	 * @param action what was done: sent or scheduled
	 * @param preflight what the preflight found, warnings included
	 * @param job what the API said of it
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
	 * A dry run found nothing that stands in the way. Nothing went out.
	 *
	 * @param campaignId the campaign
	 * @param preflight what the preflight found, warnings included
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
	 * Something stands in the way. Nothing went out.
	 *
	 * @param campaignId the campaign
	 * @param preflight what the preflight found
	 */
	record Blocked(String campaignId, Preflight preflight) implements LaunchOutcome {

		/**
		 * Return what stands in the way: code, message, and links to where it can be put
		 * right.
		 * @return the issues, empty where the API refuses without naming one
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
	 * The campaign's sending had begun before, so this launch changed nothing. A launch
	 * that was repeated ends like this.
	 *
	 * @param campaignId the campaign
	 * @param summary the campaign as it is
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
	 * The last step failed in a way that leaves open whether it took effect. It was not
	 * repeated.
	 *
	 * @param campaignId the campaign
	 * @param action what was tried: to send or to schedule
	 * @param preflight what the preflight found, warnings included
	 * @param failure why nothing is known
	 * @param status the state that was read right after the failure, or {@code null}
	 * where it could not be read either
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
