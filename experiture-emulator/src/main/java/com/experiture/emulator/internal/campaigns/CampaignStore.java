package com.experiture.emulator.internal.campaigns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;

/**
 * All campaigns that are not deleted, and the lock that guards them.
 */
public final class CampaignStore {

	private final Map<String, StoredCampaign> campaigns = new LinkedHashMap<>();

	public synchronized <T> T locked(Supplier<T> work) {
		return work.get();
	}

	public synchronized StoredCampaign add(StoredCampaign campaign) {
		this.campaigns.put(campaign.id(), campaign);
		return campaign;
	}

	/**
	 * Return the campaign that a call is about.
	 * @param call the call, whose first variable is the id
	 * @return the campaign
	 * @throws ApiProblem if there is none, or if it is not a broadcast (documented)
	 */
	StoredCampaign requested(ApiCall call) {
		StoredCampaign campaign = this.campaigns.get(call.variable(0));
		if (campaign == null) {
			throw ApiProblem.unknownCampaign();
		}
		if (!campaign.isBroadcast()) {
			boolean read = call.endpoint() == Endpoint.CAMPAIGNS_GET
					|| call.endpoint() == Endpoint.CAMPAIGNS_GET_SUMMARY;
			throw ApiProblem.campaign(read ? "SUMMARY_TYPE_UNSUPPORTED" : "TYPE_UNSUPPORTED",
					"The call is for broadcasts only");
		}
		return campaign;
	}

	/**
	 * Return the names of campaigns, oldest first.
	 * @param launched whether to return those that were sent or scheduled, or the others
	 * @return the names
	 */
	public synchronized List<String> names(boolean launched) {
		return this.campaigns.values()
			.stream()
			.filter((campaign) -> (campaign.execution() != null) == launched)
			.map(StoredCampaign::name)
			.toList();
	}

	List<StoredCampaign> newestFirst() {
		List<StoredCampaign> all = new ArrayList<>(this.campaigns.values());
		all.removeIf((campaign) -> !campaign.isBroadcast());
		Collections.reverse(all);
		return all;
	}

	void remove(StoredCampaign campaign) {
		this.campaigns.remove(campaign.id());
	}

	public synchronized void clear() {
		this.campaigns.clear();
	}

}
