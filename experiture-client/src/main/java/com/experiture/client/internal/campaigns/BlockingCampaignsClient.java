package com.experiture.client.internal.campaigns;

import java.util.stream.Stream;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Page;
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
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.LaunchOutcome;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.campaigns.Preflight;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.internal.blocking.Blocking;

public class BlockingCampaignsClient implements CampaignsClient {

	private final ReactiveCampaignsClient client;

	public BlockingCampaignsClient(ReactiveCampaignsClient client) {
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
	public CampaignStatus awaitExecution(String id, PollOptions<? super CampaignStatus> wait) {
		return Blocking.await(this.client.awaitExecution(id, wait));
	}

}
