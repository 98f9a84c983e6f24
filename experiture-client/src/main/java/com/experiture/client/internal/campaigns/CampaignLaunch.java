package com.experiture.client.internal.campaigns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.campaigns.Campaign;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignJob;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignStatus;
import com.experiture.client.campaigns.LaunchAction;
import com.experiture.client.campaigns.LaunchFailedException;
import com.experiture.client.campaigns.LaunchOutcome;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.campaigns.Preflight;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.internal.call.CallWatch;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.rules.InvalidField;

/**
 * One launch, step by step. All of its calls have the same correlation id.
 */
final class CampaignLaunch {

	private final ReactiveCampaignsClient client;

	private final CallOptions options;

	private final LaunchPlan plan;

	private final String workspace;

	private final List<Endpoint> completedSteps = new CopyOnWriteArrayList<>();

	private volatile @Nullable String campaignId;

	private volatile Endpoint current;

	private CampaignLaunch(ReactiveCampaignsClient client, CallOptions options, LaunchPlan plan, String workspace) {
		this.workspace = workspace;
		this.client = client;
		this.options = options;
		this.plan = plan;
		this.campaignId = plan.campaignId();
		this.current = LaunchRules.firstStep(plan);
	}

	static Mono<LaunchOutcome> of(ReactiveCampaignsClient client, CallOptions options, LaunchPlan plan,
			String workspace) {
		return Mono.deferContextual((context) -> {
			CallOptions traced = options.toBuilder().correlationId(CorrelationIds.resolve(options, context)).build();
			CampaignLaunch launch = new CampaignLaunch(client, traced, plan, workspace);
			CallWatch.in(context).describe((interrupt) -> launch.failed(launch.current, interrupt));
			return Mono.fromSupplier(() -> LaunchRules.check(plan))
				.then(launch.run())
				.onErrorMap(InvalidField.class, (invalid) -> invalid.in(launch.details(LaunchRules.firstStep(plan))));
		});
	}

	private Mono<LaunchOutcome> run() {
		return campaign()
			.flatMap((id) -> begun(id).switchIfEmpty(Mono.defer(() -> bind(id).then(launchUnlessBlocked(id)))));
	}

	private Mono<String> campaign() {
		CampaignDraft draft = this.plan.draft();
		return (draft != null)
				? step(Endpoint.CAMPAIGNS_CREATE, List.of(), (client) -> client.create(draft)).map(Campaign::id)
					.doOnNext((id) -> this.campaignId = id)
				: Mono.justOrEmpty(this.campaignId);
	}

	// A campaign that this launch has just created cannot have been sent before, unless
	// it was returned for a repeated key.
	private Mono<LaunchOutcome> begun(String id) {
		if (this.plan.draft() != null && this.options.idempotencyKey() == null) {
			return Mono.empty();
		}
		return read(Endpoint.CAMPAIGNS_GET_SUMMARY, (client) -> client.getSummary(id)).flatMap((summary) -> {
			if (LaunchRules.hasBegun(summary)) {
				return Mono.just(new LaunchOutcome.AlreadyLaunched(id, summary));
			}
			if (summary.channel() != null) {
				LaunchRules.checkChannel(this.plan, summary.channel());
			}
			return Mono.empty();
		});
	}

	private Mono<Void> bind(String id) {
		List<Mono<Campaign>> steps = new ArrayList<>();
		CampaignAudience audience = this.plan.audience();
		if (audience != null) {
			steps.add(step(Endpoint.CAMPAIGNS_SET_AUDIENCE, Arrays.asList(id, audience.include(), audience.exclude()),
					(client) -> client.setAudience(id, audience)));
		}
		CampaignContent content = this.plan.content();
		if (content != null) {
			steps.add(step(Endpoint.CAMPAIGNS_SET_CONTENT,
					Arrays.asList(id, content.templateId(), content.senderProfileId(), content.subjectLine()),
					(client) -> client.setContent(id, content)));
		}
		CampaignSchedule schedule = this.plan.schedule();
		if (schedule != null) {
			steps.add(step(Endpoint.CAMPAIGNS_SET_SCHEDULE,
					Arrays.asList(id, schedule.mode(), schedule.sendAt(), schedule.batchDate(), schedule.timezone()),
					(client) -> client.setSchedule(id, schedule)));
		}
		return Flux.concat(steps).then();
	}

	private Mono<LaunchOutcome> launchUnlessBlocked(String id) {
		return read(Endpoint.CAMPAIGNS_PREFLIGHT, (client) -> client.preflight(id)).flatMap((preflight) -> {
			LaunchAction action = LaunchRules.action(this.plan);
			if (!preflight.allowsSending()) {
				return Mono.just(new LaunchOutcome.Blocked(id, preflight));
			}
			return (this.plan.dryRun() || action == null) ? Mono.just(new LaunchOutcome.Ready(id, preflight))
					: launch(id, action, preflight);
		});
	}

	private Mono<LaunchOutcome> launch(String id, LaunchAction action, Preflight preflight) {
		return step(LaunchRules.lastStep(action), List.of(id), (client) -> {
			Mono<CampaignJob> job = (action == LaunchAction.SEND) ? client.send(id) : client.schedule(id);
			return job.<LaunchOutcome>map((started) -> new LaunchOutcome.Launched(id, action, preflight, started))
				.onErrorResume(OutcomeUnknownException.class,
						(failure) -> readStatus(id)
							.map((status) -> new LaunchOutcome.Unknown(id, action, preflight, failure, status))
							.defaultIfEmpty(new LaunchOutcome.Unknown(id, action, preflight, failure, null)));
		});
	}

	private Mono<CampaignStatus> readStatus(String id) {
		return this.client.with(this.options.toBuilder().idempotencyKey(null).build()).getStatus(id).onErrorComplete();
	}

	private <T> Mono<T> read(Endpoint endpoint, Function<ReactiveCampaignsClient, Mono<T>> call) {
		return step(endpoint, this.options.toBuilder().idempotencyKey(null).build(), call);
	}

	// The parts make sure that a changed plan does not receive a response that was stored
	// for an earlier one under the same key.
	private <T> Mono<T> step(Endpoint endpoint, List<?> parts, Function<ReactiveCampaignsClient, Mono<T>> call) {
		IdempotencyKey key = this.options.idempotencyKey();
		if (key == null) {
			return step(endpoint, this.options, call);
		}
		Object[] all = Stream.concat(Stream.of(key.value(), endpoint.id()), parts.stream().map(String::valueOf))
			.toArray();
		return step(endpoint, this.options.toBuilder().idempotencyKey(IdempotencyKey.of(all)).build(), call);
	}

	private <T> Mono<T> step(Endpoint endpoint, CallOptions options, Function<ReactiveCampaignsClient, Mono<T>> call) {
		return Mono.defer(() -> {
			this.current = endpoint;
			return call.apply(this.client.with(options));
		})
			.doOnSuccess((response) -> this.completedSteps.add(endpoint))
			.onErrorMap(Exception.class, (failure) -> failed(endpoint, failure));
	}

	private LaunchFailedException failed(Endpoint endpoint, Throwable failure) {
		CallDetails call = (failure instanceof ExperitureException known) ? known.call() : details(endpoint);
		return new LaunchFailedException(call, endpoint, this.completedSteps, this.campaignId, failure);
	}

	private CallDetails details(Endpoint endpoint) {
		return new CallDetails(endpoint.id(), endpoint.method() + " " + endpoint.path(),
				String.valueOf(this.options.correlationId()), null, 0)
			.at(this.workspace, null);
	}

}
