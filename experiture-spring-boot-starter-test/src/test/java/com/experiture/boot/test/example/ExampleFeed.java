package com.experiture.boot.test.example;

import java.util.Map;

import org.springframework.stereotype.Service;

import com.experiture.client.records.RecordsClient;

@Service
class ExampleFeed {

	private final RecordsClient records;

	ExampleFeed(RecordsClient records) {
		this.records = records;
	}

	void write(String orderId) {
		this.records.append("orders", Map.of("order_id", orderId));
	}

}
