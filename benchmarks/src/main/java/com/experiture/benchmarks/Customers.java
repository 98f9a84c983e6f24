package com.experiture.benchmarks;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records of 9 members, which take about 250 bytes as JSON.
 */
final class Customers implements Iterator<Map<String, Object>> {

	private final int count;

	private int next;

	Customers(int count) {
		this.count = count;
	}

	@Override
	public boolean hasNext() {
		return this.next < this.count;
	}

	@Override
	public Map<String, Object> next() {
		return customer(this.next++);
	}

	static Map<String, Object> customer(int i) {
		Map<String, Object> customer = new LinkedHashMap<>();
		customer.put("customer_id", "c-" + i);
		customer.put("email", "customer" + i + "@example.com");
		customer.put("first_name", "Jane");
		customer.put("last_name", "Doe-" + i % 100);
		customer.put("city", "Köln am Rhein");
		customer.put("loyalty_points", i);
		customer.put("lifetime_value", i / 7.0);
		customer.put("last_seen_at", "2026-04-21T15:30:00Z");
		customer.put("email_opt_in", Boolean.TRUE);
		return customer;
	}

}
