package com.experiture.emulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.experiture.client.call.Endpoint;

/**
 * All campaigns that are not deleted, and the lock that guards them.
 */
final class Campaigns {

	private final Map<String, Campaign> campaigns = new LinkedHashMap<>();

	synchronized <T> T locked(Supplier<T> work) {
		return work.get();
	}

	synchronized Campaign add(Campaign campaign) {
		this.campaigns.put(campaign.id(), campaign);
		return campaign;
	}

	/**
	 * Return the campaign that a call is about.
	 * @param call the call, whose first variable is the id
	 * @return the campaign
	 * @throws ApiProblem if there is none, or if it is not a broadcast (documented)
	 */
	Campaign requested(ApiCall call) {
		Campaign campaign = this.campaigns.get(call.variable(0));
		if (campaign == null) {
			throw ApiProblem.noCampaign();
		}
		if (!campaign.isBroadcast()) {
			boolean read = call.endpoint() == Endpoint.CAMPAIGNS_GET
					|| call.endpoint() == Endpoint.CAMPAIGNS_GET_SUMMARY;
			throw ApiProblem.campaign(read ? "SUMMARY_TYPE_UNSUPPORTED" : "TYPE_UNSUPPORTED",
					"The call is for broadcasts only");
		}
		return campaign;
	}

	Collection<Campaign> all() {
		return this.campaigns.values();
	}

	List<Campaign> newestFirst() {
		List<Campaign> all = new ArrayList<>(this.campaigns.values());
		all.removeIf((campaign) -> !campaign.isBroadcast());
		Collections.reverse(all);
		return all;
	}

	void remove(Campaign campaign) {
		this.campaigns.remove(campaign.id());
	}

	synchronized void clear() {
		this.campaigns.clear();
	}

}
