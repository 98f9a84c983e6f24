package com.experiture.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.util.DigestUtils;

import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.call.PollOptions;
import com.experiture.client.records.RecordsClient;
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
				(source) -> this.records.upsertAll("profiles", source, "customer_id", options().build()));
		Tally orders = ingest("orders", this.properties.orders(),
				(row) -> OrderLine.of(row, this.properties.timeZone()), (source) -> this.records.appendAll("orders",
						source, options().runId(runId("orders", this.properties.orders())).build()));
		return new IngestionReport(customers, orders, Duration.ofNanos(System.nanoTime() - start));
	}

	static Tally ingest(String objectName, Resource file, Function<Map<String, @Nullable String>, Object> mapping,
			Function<RecordSource, BulkReport> write) {
		Tally tally = new Tally(objectName);
		RecordSource source = RecordSource.of(Csv.rows(file).mapMulti((row, records) -> {
			int number = tally.read();
			try {
				records.accept(mapping.apply(row));
				tally.sent(number);
			}
			catch (RuntimeException ex) {
				tally.rejected(number, String.valueOf(ex.getMessage()));
			}
		}));
		try {
			tally.settled(write.apply(source));
		}
		catch (BulkWriteException ex) {
			tally.settled(ex.report());
			tally.stopped(String.valueOf(ex.getMessage()));
		}
		return tally;
	}

	// Appended records are added again by each run, unless the run has the same name:
	// then
	// the API recognizes its batches for 24 hours. Another file is another run.
	private static String runId(String objectName, Resource file) {
		try (InputStream content = file.getInputStream()) {
			return objectName + "-" + DigestUtils.md5DigestAsHex(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + file, ex);
		}
	}

	private BulkOptions.Builder options() {
		return BulkOptions.builder()
			.batchSize(this.properties.batchSize(), 10_000_000)
			.jobPolling(PollOptions.builder()
				.timeout(this.properties.jobTimeout())
				.intervals(Duration.ofMillis(10), Duration.ofSeconds(2))
				.build());
	}

}
