package com.experiture.client.internal.campaigns;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.MissingNode;

import org.springframework.core.ParameterizedTypeReference;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.Page;
import com.experiture.client.call.Pagination;
import com.experiture.client.call.PollOptions;
import com.experiture.client.campaigns.Campaign;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.campaigns.CampaignJob;
import com.experiture.client.campaigns.CampaignMetrics;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignStatus;
import com.experiture.client.campaigns.CampaignSummary;
import com.experiture.client.campaigns.CampaignUpdate;
import com.experiture.client.campaigns.LaunchOutcome;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.campaigns.Preflight;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.paging.Paging;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.polling.JobPoll;
import com.experiture.client.internal.polling.StatePoller;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.internal.runtime.ClientRuntime;

public class DefaultReactiveCampaignsClient implements ReactiveCampaignsClient {

	private static final ParameterizedTypeReference<List<Campaign>> CAMPAIGNS = new ParameterizedTypeReference<>() {
	};

	private static final CampaignJob UNKNOWN = new CampaignJob(MissingNode.getInstance());

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final CallOptions options;

	public DefaultReactiveCampaignsClient(CallPipeline pipeline, ClientRuntime runtime, CallOptions options) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.options = options;
	}

	@Override
	public ReactiveCampaignsClient with(CallOptions options) {
		return new DefaultReactiveCampaignsClient(this.pipeline, this.runtime, options);
	}

	@Override
	public Mono<Campaign> create(CampaignDraft draft) {
		return call(ApiRequest.to(Endpoint.CAMPAIGNS_CREATE)
			.json(RequestBody.of((json) -> json.write(CampaignRules.check("", draft)))), Campaign.class);
	}

	@Override
	public Flux<Campaign> list(CampaignFilter filter) {
		return Paging.all((last) -> listPage(filter, (last != null) ? last.nextOffset() : 0));
	}

	// Documented: campaigns are paged by limit and offset. The minimum of limit and
	// offset is this client's own caution.
	@Override
	public Mono<Page<Campaign>> listPage(CampaignFilter filter, long offset) {
		ApiRequest.Builder request = ApiRequest.to(Endpoint.CAMPAIGNS_LIST).check(() -> {
			InvalidField.unless(filter.pageSize() >= 1, "limit", "must be at least 1");
			InvalidField.unless(offset >= 0, "offset", "must be at least 0");
		})
			.query("status", (filter.status() != null) ? filter.status().value() : null)
			.query("channel", (filter.channel() != null) ? filter.channel().value() : null)
			.query("search", filter.search())
			.query("limit", filter.pageSize())
			.query("offset", offset);
		filter.parameters().forEach(request::query);
		return this.pipeline.exchange(request.returning(CAMPAIGNS), this.options)
			.map((response) -> page(response, filter.pageSize(), offset));
	}

	@Override
	public Mono<Campaign> get(String id) {
		return call(ApiRequest.to(Endpoint.CAMPAIGNS_GET, id), Campaign.class);
	}

	@Override
	public Mono<Campaign> update(String id, CampaignUpdate update) {
		return write(Endpoint.CAMPAIGNS_UPDATE, id, (json) -> json.write(CampaignRules.check(update)));
	}

	@Override
	public Mono<Campaign> update(String id, Object body) {
		return write(Endpoint.CAMPAIGNS_UPDATE, id, (json) -> json.writeObject(body));
	}

	@Override
	public Mono<Void> delete(String id) {
		return call(ApiRequest.to(Endpoint.CAMPAIGNS_DELETE, id), Void.class);
	}

	@Override
	public Mono<Void> archive(String id, Object body) {
		return call(
				ApiRequest.to(Endpoint.CAMPAIGNS_ARCHIVE, id).json(RequestBody.of((json) -> json.writeObject(body))),
				Void.class);
	}

	@Override
	public Mono<Campaign> clone(String id, String name) {
		return write(Endpoint.CAMPAIGNS_CLONE, id, (json) -> {
			CampaignRules.checkName("name", name);
			return json.write(Map.of("name", name));
		});
	}

	@Override
	public Mono<Campaign> clone(String id, Object body) {
		return write(Endpoint.CAMPAIGNS_CLONE, id, (json) -> json.writeObject(body));
	}

	@Override
	public Mono<Campaign> setAudience(String id, CampaignAudience audience) {
		return write(Endpoint.CAMPAIGNS_SET_AUDIENCE, id, (json) -> json.write(CampaignRules.check("", audience)));
	}

	@Override
	public Mono<Campaign> setContent(String id, CampaignContent content) {
		return write(Endpoint.CAMPAIGNS_SET_CONTENT, id, (json) -> json.write(CampaignRules.check("", content)));
	}

	@Override
	public Mono<Campaign> setSchedule(String id, CampaignSchedule schedule) {
		return write(Endpoint.CAMPAIGNS_SET_SCHEDULE, id, (json) -> json.write(CampaignRules.check("", schedule)));
	}

	@Override
	public Mono<Preflight> preflight(String id) {
		return call(
				ApiRequest.to(Endpoint.CAMPAIGNS_PREFLIGHT, id).json(RequestBody.of((json) -> json.write(Map.of()))),
				Preflight.class);
	}

	@Override
	public Mono<CampaignJob> schedule(String id, Object body) {
		return start(Endpoint.CAMPAIGNS_SCHEDULE, id, body);
	}

	@Override
	public Mono<CampaignJob> send(String id, Object body) {
		return start(Endpoint.CAMPAIGNS_SEND, id, body);
	}

	@Override
	public Mono<CampaignSummary> getSummary(String id) {
		return call(ApiRequest.to(Endpoint.CAMPAIGNS_GET_SUMMARY, id), CampaignSummary.class);
	}

	@Override
	public Mono<CampaignStatus> getStatus(String id) {
		return call(ApiRequest.to(Endpoint.CAMPAIGNS_GET_STATUS, id), CampaignStatus.class);
	}

	@Override
	public Mono<CampaignMetrics> getMetrics(String id) {
		return call(ApiRequest.to(Endpoint.CAMPAIGNS_GET_METRICS, id), CampaignMetrics.class);
	}

	@Override
	public Mono<LaunchOutcome> launch(LaunchPlan plan) {
		return CampaignLaunch.of(this, this.options, plan, this.runtime.workspace());
	}

	@Override
	public Mono<CampaignStatus> awaitExecution(String id, PollOptions<? super CampaignStatus> wait) {
		return this.runtime.lifecycle()
			.untilClosed(StatePoller.await(
					new JobPoll<>(id, Endpoint.CAMPAIGNS_GET_STATUS, "awaitExecution",
							(options) -> with(options).getStatus(id), (status) -> status.executionStatus().value(),
							(status) -> status.executionStatus().isTerminal()),
					wait, this.options, this.runtime.workspace(), this.runtime.time()));
	}

	private Mono<Campaign> write(Endpoint endpoint, String id, RequestBody body) {
		return call(ApiRequest.to(endpoint, id).json(body), Campaign.class);
	}

	private Mono<CampaignJob> start(Endpoint endpoint, String id, Object body) {
		return this.pipeline
			.call(ApiRequest.to(endpoint, id)
				.json(RequestBody.of((json) -> json.writeObject(body)))
				.returningOptional(CampaignJob.class), this.options)
			.mapNotNull((job) -> job.orElse(null))
			.defaultIfEmpty(UNKNOWN);
	}

	private <T> Mono<T> call(ApiRequest.Builder request, Class<T> type) {
		return this.pipeline.call(request.returning(type), this.options);
	}

	// If the API does not return the total, another page can follow a full one.
	private static Page<Campaign> page(ApiResponse<List<Campaign>> response, int limit, long offset) {
		List<Campaign> campaigns = ResponseFields.list(response.data());
		Pagination pagination = response.pagination();
		Long size = (pagination != null) ? pagination.limit() : null;
		Long total = (pagination != null) ? pagination.total() : null;
		long end = offset + campaigns.size();
		boolean full = campaigns.size() == ((size != null && size > 0) ? size : limit);
		return new Page<>(campaigns, offset, (total != null && total >= end) ? total : full ? end + 1 : end,
				(pagination != null) ? pagination.additionalProperties() : Map.of());
	}

}
