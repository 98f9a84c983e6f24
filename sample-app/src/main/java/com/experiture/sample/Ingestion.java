package com.experiture.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;

import com.experiture.client.records.BatchReceipt;
import com.experiture.client.records.RecordsClient;
import com.experiture.sample.BatchWriter.Row;
import com.experiture.sample.IngestionReport.Tally;

/**
 * The main job: customers become profiles, order lines become events.
 */
@Service
class Ingestion {

	private final RecordsClient records;

	private final SampleProperties properties;

	Ingestion(RecordsClient records, SampleProperties properties) {
		this.records = records;
		this.properties = properties;
	}

	IngestionReport run() {
		long start = System.nanoTime();
		Tally customers = ingest("profiles", this.properties.customers(), Customer::of,
				(rows) -> this.records.upsertBatch("profiles", records(rows), "customer_id"));
		Tally orders = ingest("orders", this.properties.orders(),
				(row) -> OrderLine.of(row, this.properties.timeZone()),
				(rows) -> this.records.appendBatch("orders", records(rows)));
		return new IngestionReport(customers, orders, Duration.ofNanos(System.nanoTime() - start));
	}

	private Tally ingest(String objectName, Resource file, Function<Map<String, @Nullable String>, Object> mapping,
			Function<List<Row>, BatchReceipt> call) {
		Tally tally = new Tally(objectName);
		BatchWriter writer = new BatchWriter(this.records, objectName, call, this.properties.jobTimeout(), tally);
		List<Row> batch = new ArrayList<>();
		Csv.read(file, (row) -> {
			int number = tally.read();
			try {
				batch.add(new Row(number, mapping.apply(row)));
			}
			catch (RuntimeException ex) {
				tally.rejected(number, String.valueOf(ex.getMessage()));
			}
			if (batch.size() == this.properties.batchSize()) {
				writer.write(batch);
				batch.clear();
			}
		});
		writer.write(batch);
		return tally;
	}

	private static List<Object> records(List<Row> rows) {
		return rows.stream().map(Row::record).toList();
	}

}
