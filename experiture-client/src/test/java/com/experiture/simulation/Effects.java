package com.experiture.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The effects that the model server has actually had.
 */
final class Effects {

	private final Map<Long, Integer> records = new HashMap<>();

	private final Map<String, List<Long>> order = new HashMap<>();

	private final Map<String, Integer> sends = new HashMap<>();

	void append(long record) {
		this.records.merge(record, 1, Integer::sum);
	}

	void upsert(long record, String key) {
		append(record);
		this.order.computeIfAbsent(key, (ignored) -> new ArrayList<>()).add(record);
	}

	void send(String campaign) {
		this.sends.merge(campaign, 1, Integer::sum);
	}

	/**
	 * Return how often a record was written.
	 */
	int of(long record) {
		return this.records.getOrDefault(record, 0);
	}

	/**
	 * Return how often a campaign was sent.
	 */
	int ofSend(String campaign) {
		return this.sends.getOrDefault(campaign, 0);
	}

	/**
	 * Return the records that were upserted for each key, in their order.
	 */
	Map<String, List<Long>> order() {
		return this.order;
	}

	Map<Long, Integer> records() {
		return this.records;
	}

}
