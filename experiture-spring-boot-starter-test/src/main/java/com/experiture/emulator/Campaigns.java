package com.experiture.emulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

	Campaign requested(ApiCall call) {
		Campaign campaign = this.campaigns.get(call.variable(0));
		if (campaign == null) {
			throw ApiProblem.noCampaign();
		}
		return campaign;
	}

	Collection<Campaign> all() {
		return this.campaigns.values();
	}

	List<Campaign> newestFirst() {
		List<Campaign> all = new ArrayList<>(this.campaigns.values());
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
