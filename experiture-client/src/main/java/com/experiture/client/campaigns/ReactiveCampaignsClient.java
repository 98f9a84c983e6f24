package com.experiture.client.campaigns;

import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
import com.experiture.client.call.PollOptions;

/**
 * Reactive variant of {@link CampaignsClient}, which documents the calls, their scopes
 * and their errors. Nothing is sent before a result is subscribed to.
 *
 * @see CampaignsClient
 */
public interface ReactiveCampaignsClient {

	/**
	 * Return a view with options, see {@link CampaignsClient#with(CallOptions)}.
	 */
	ReactiveCampaignsClient with(CallOptions options);

	/**
	 * Same as {@link CampaignsClient#create(CampaignDraft)}, as a {@link Mono}.
	 */
	Mono<Campaign> create(CampaignDraft draft);

	/**
	 * Same as {@link CampaignsClient#list()}; the pages are fetched as they are
	 * requested.
	 */
	default Flux<Campaign> list() {
		return list(CampaignFilter.all());
	}

	/**
	 * Same as {@link CampaignsClient#list(CampaignFilter)}; the pages are fetched as they
	 * are requested.
	 */
	Flux<Campaign> list(CampaignFilter filter);

	/**
	 * Same as {@link CampaignsClient#listPage(CampaignFilter, long)}, as a {@link Mono}.
	 */
	Mono<Page<Campaign>> listPage(CampaignFilter filter, long offset);

	/**
	 * Same as {@link CampaignsClient#get(String)}, as a {@link Mono}.
	 */
	Mono<Campaign> get(String id);

	/**
	 * Same as {@link CampaignsClient#update(String, CampaignUpdate)}, as a {@link Mono}.
	 */
	Mono<Campaign> update(String id, CampaignUpdate update);

	/**
	 * Same as {@link CampaignsClient#update(String, Object)}, as a {@link Mono}.
	 */
	Mono<Campaign> update(String id, Object body);

	/**
	 * Same as {@link CampaignsClient#delete(String)}; completes without a value.
	 */
	Mono<Void> delete(String id);

	/**
	 * Same as {@link CampaignsClient#archive(String)}; completes without a value.
	 */
	default Mono<Void> archive(String id) {
		return archive(id, Map.of());
	}

	/**
	 * Same as {@link CampaignsClient#archive(String, Object)}; completes without a value.
	 */
	Mono<Void> archive(String id, Object body);

	/**
	 * Same as {@link CampaignsClient#clone(String)}, as a {@link Mono}.
	 */
	default Mono<Campaign> clone(String id) {
		return clone(id, Map.of());
	}

	/**
	 * Same as {@link CampaignsClient#clone(String, String)}, as a {@link Mono}.
	 */
	Mono<Campaign> clone(String id, String name);

	/**
	 * Same as {@link CampaignsClient#clone(String, Object)}, as a {@link Mono}.
	 */
	Mono<Campaign> clone(String id, Object body);

	/**
	 * Same as {@link CampaignsClient#setAudience(String, CampaignAudience)}, as a
	 * {@link Mono}.
	 */
	Mono<Campaign> setAudience(String id, CampaignAudience audience);

	/**
	 * Same as {@link CampaignsClient#setContent(String, CampaignContent)}, as a
	 * {@link Mono}.
	 */
	Mono<Campaign> setContent(String id, CampaignContent content);

	/**
	 * Same as {@link CampaignsClient#setSchedule(String, CampaignSchedule)}, as a
	 * {@link Mono}.
	 */
	Mono<Campaign> setSchedule(String id, CampaignSchedule schedule);

	/**
	 * Same as {@link CampaignsClient#preflight(String)}, as a {@link Mono}.
	 */
	Mono<Preflight> preflight(String id);

	/**
	 * Same as {@link CampaignsClient#schedule(String)}, as a {@link Mono}.
	 */
	default Mono<CampaignJob> schedule(String id) {
		return schedule(id, Map.of());
	}

	/**
	 * Same as {@link CampaignsClient#schedule(String, Object)}, as a {@link Mono}.
	 */
	Mono<CampaignJob> schedule(String id, Object body);

	/**
	 * Same as {@link CampaignsClient#send(String)}, as a {@link Mono}.
	 */
	default Mono<CampaignJob> send(String id) {
		return send(id, Map.of());
	}

	/**
	 * Same as {@link CampaignsClient#send(String, Object)}, as a {@link Mono}.
	 */
	Mono<CampaignJob> send(String id, Object body);

	/**
	 * Same as {@link CampaignsClient#getSummary(String)}, as a {@link Mono}.
	 */
	Mono<CampaignSummary> getSummary(String id);

	/**
	 * Same as {@link CampaignsClient#getStatus(String)}, as a {@link Mono}.
	 */
	Mono<CampaignStatus> getStatus(String id);

	/**
	 * Same as {@link CampaignsClient#getMetrics(String)}, as a {@link Mono}.
	 */
	Mono<CampaignMetrics> getMetrics(String id);

	/**
	 * Same as {@link CampaignsClient#launch(LaunchPlan)}, as a {@link Mono}.
	 */
	Mono<LaunchOutcome> launch(LaunchPlan plan);

	/**
	 * Same as {@link CampaignsClient#awaitExecution(String, PollOptions)}, as a
	 * {@link Mono}.
	 */
	Mono<CampaignStatus> awaitExecution(String id, PollOptions<? super CampaignStatus> wait);

}
