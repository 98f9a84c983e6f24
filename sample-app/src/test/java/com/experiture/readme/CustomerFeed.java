package com.experiture.readme;

import java.util.Map;

import org.springframework.stereotype.Service;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.records.RecordsClient;

@Service
class CustomerFeed {

	private final RecordsClient records;

	CustomerFeed(RecordsClient records) {
		this.records = records;
	}

	void customerSeen(Customer customer) {
		this.records.upsert("profiles", customer, "email");
	}

	void orderPlaced(String orderId, Map<String, Object> order) {
		IdempotencyKey key = IdempotencyKey.of("order", orderId);
		this.records.with(CallOptions.builder().idempotencyKey(key).build()).append("orders", order);
	}

}
