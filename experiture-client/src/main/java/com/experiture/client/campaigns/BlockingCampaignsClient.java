package com.experiture.client.campaigns;

import java.util.stream.Stream;

import com.experiture.client.http.Blocking;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.JobWait;
import com.experiture.client.http.Page;

class BlockingCampaignsClient implements CampaignsClient {

	private final ReactiveCampaignsClient client;

	BlockingCampaignsClient(ReactiveCampaignsClient client) {
		this.client = client;
	}

	@Override
	public CampaignsClient with(CallOptions options) {
		return new BlockingCampaignsClient(this.client.with(options));
	}

	@Override
	public Campaign create(CampaignDraft draft) {
		return Blocking.await(this.client.create(draft));
	}

	@Override
	public Stream<Campaign> list(CampaignFilter filter) {
		return Blocking.stream(this.client.list(filter));
	}

	@Override
	public Page<Campaign> listPage(CampaignFilter filter, long offset) {
		return Blocking.await(this.client.listPage(filter, offset));
	}

	@Override
	public Campaign get(String id) {
		return Blocking.await(this.client.get(id));
	}

	@Override
	public Campaign update(String id, CampaignUpdate update) {
		return Blocking.await(this.client.update(id, update));
	}

	@Override
	public Campaign update(String id, Object body) {
		return Blocking.await(this.client.update(id, body));
	}

	@Override
	public void delete(String id) {
		Blocking.awaitCompletion(this.client.delete(id));
	}

	@Override
	public void archive(String id, Object body) {
		Blocking.awaitCompletion(this.client.archive(id, body));
	}

	@Override
	public Campaign clone(String id, String name) {
		return Blocking.await(this.client.clone(id, name));
	}

	@Override
	public Campaign clone(String id, Object body) {
		return Blocking.await(this.client.clone(id, body));
	}

	@Override
	public Campaign setAudience(String id, CampaignAudience audience) {
		return Blocking.await(this.client.setAudience(id, audience));
	}

	@Override
	public Campaign setContent(String id, CampaignContent content) {
		return Blocking.await(this.client.setContent(id, content));
	}

	@Override
	public Campaign setSchedule(String id, CampaignSchedule schedule) {
		return Blocking.await(this.client.setSchedule(id, schedule));
	}

	@Override
	public Preflight preflight(String id) {
		return Blocking.await(this.client.preflight(id));
	}

	@Override
	public CampaignJob schedule(String id, Object body) {
		return Blocking.await(this.client.schedule(id, body));
	}

	@Override
	public CampaignJob send(String id, Object body) {
		return Blocking.await(this.client.send(id, body));
	}

	@Override
	public CampaignSummary getSummary(String id) {
		return Blocking.await(this.client.getSummary(id));
	}

	@Override
	public CampaignStatus getStatus(String id) {
		return Blocking.await(this.client.getStatus(id));
	}

	@Override
	public CampaignMetrics getMetrics(String id) {
		return Blocking.await(this.client.getMetrics(id));
	}

	@Override
	public LaunchOutcome launch(LaunchPlan plan) {
		return Blocking.await(this.client.launch(plan));
	}

	@Override
	public CampaignStatus awaitExecution(String id, JobWait<? super CampaignStatus> wait) {
		return Blocking.await(this.client.awaitExecution(id, wait));
	}

}
