package com.experiture.client.internal.campaigns;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.client.campaigns.AuthoringStatus;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignSummary;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.ExecutionStatus;
import com.experiture.client.campaigns.LaunchAction;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.campaigns.ScheduleMode;
import com.experiture.client.internal.rules.InvalidField;

/**
 * What follows from the plan of a launch, and the checks of the plan.
 */
final class LaunchRules {

	private static final Set<ExecutionStatus> BEGUN = Set.of(ExecutionStatus.SCHEDULED, ExecutionStatus.RUNNING,
			ExecutionStatus.COMPLETED, ExecutionStatus.FAILED);

	private LaunchRules() {
	}

	/**
	 * Check a plan: the documented rules of its parts, and this client's own caution that
	 * the action fits the schedule. The single calls accept any combination.
	 */
	static LaunchPlan check(LaunchPlan plan) {
		if (plan.draft() != null) {
			CampaignRules.check("draft.", plan.draft());
			checkChannel(plan, plan.draft().channel());
		}
		if (plan.audience() != null) {
			CampaignRules.check("audience.", plan.audience());
		}
		if (plan.content() != null) {
			CampaignRules.check("content.", plan.content());
		}
		if (plan.schedule() != null) {
			CampaignRules.check("schedule.", plan.schedule());
		}
		InvalidField.unless(plan.dryRun() || action(plan) != null, "action",
				"must be given, since the plan has no schedule that determines whether to send or to schedule");
		ScheduleMode mode = plannedMode(plan);
		InvalidField.unless(plan.action() != LaunchAction.SEND || mode == null || mode.equals(ScheduleMode.NOW),
				"action", "would send at once what its schedule plans for later");
		return plan;
	}

	/**
	 * Check what depends on the channel. That of an existing campaign must be read first.
	 */
	static void checkChannel(LaunchPlan plan, Channel channel) {
		if (plan.schedule() != null) {
			CampaignRules.checkChannel("schedule.", plan.schedule(), channel);
		}
	}

	static Endpoint firstStep(LaunchPlan plan) {
		return (plan.draft() != null) ? Endpoint.CAMPAIGNS_CREATE : Endpoint.CAMPAIGNS_GET_SUMMARY;
	}

	static Endpoint lastStep(LaunchAction action) {
		return switch (action) {
			case SEND -> Endpoint.CAMPAIGNS_SEND;
			case SCHEDULE -> Endpoint.CAMPAIGNS_SCHEDULE;
		};
	}

	/**
	 * Return the last step: the one of the plan, or else the one that follows from the
	 * schedule.
	 * @return the action, or {@code null} if the plan has neither
	 */
	static @Nullable LaunchAction action(LaunchPlan plan) {
		ScheduleMode mode = plannedMode(plan);
		if (plan.action() != null || mode == null) {
			return plan.action();
		}
		return mode.equals(ScheduleMode.NOW) ? LaunchAction.SEND : LaunchAction.SCHEDULE;
	}

	private static @Nullable ScheduleMode plannedMode(LaunchPlan plan) {
		CampaignSchedule initial = (plan.draft() != null) ? plan.draft().schedule() : null;
		CampaignSchedule planned = (plan.schedule() != null) ? plan.schedule() : initial;
		return (planned != null) ? CampaignRules.effectiveMode(planned) : null;
	}

	/**
	 * Return whether messages were or will be sent. A state that is not known counts as
	 * begun unless the campaign is still a draft.
	 */
	static boolean hasBegun(CampaignSummary summary) {
		ExecutionStatus status = summary.executionStatus();
		boolean none = status.value().isEmpty() || status.equals(ExecutionStatus.NOT_SCHEDULED);
		return BEGUN.contains(status) || !(none || AuthoringStatus.DRAFT.equals(summary.authoringStatus()));
	}

}
