package com.experiture.measurements;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.sun.management.OperatingSystemMXBean;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.records.BulkOptions;
import com.experiture.client.records.BulkReport;
import com.experiture.client.records.RecordSource;

/**
 * Sends records of about 250 bytes to a {@link BatchServer} in another process, and
 * compares the CPU time of this process with that of writing the same records with
 * Jackson alone. Arguments: port, number of records, batch size, batches in flight,
 * rounds.
 */
final class BulkMeasurement {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private BulkMeasurement() {
	}

	public static void main(String[] args) {
		URI server = URI.create("http://127.0.0.1:" + args[0]);
		int count = Integer.parseInt(args[1]);
		UnaryOperator<BulkOptions> options = (bulk) -> bulk.batchSize(Integer.parseInt(args[2]), 10_000_000)
			.concurrency(Integer.parseInt(args[3]));
		try (ExperitureClient client = ExperitureClient.builder()
			.baseUrl(server)
			.credentials(new ClientCredentials(server.resolve("/token"), "id", "secret", List.of(),
					ClientAuthentication.CLIENT_SECRET_BASIC))
			.build()) {
			for (int round = 0; round < Integer.parseInt(args[4]); round++) {
				measure("jackson", count, () -> jackson(count));
				measure("append", count, () -> append(client, count, options.apply(BulkOptions.defaults())));
				measure("upsert", count, () -> upsert(client, count, options.apply(BulkOptions.matchKey("email"))));
			}
		}
	}

	private static void measure(String name, int count, Runnable work) {
		long cpu = SYSTEM.getProcessCpuTime();
		long start = System.nanoTime();
		work.run();
		double seconds = (System.nanoTime() - start) / 1e9;
		double micros = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / count;
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		System.gc();
		System.out.printf(Locale.ROOT, "%-8s %,12.0f records/s %8.3f us CPU per record, %4d MB live heap%n", name,
				count / seconds, micros, memory.getHeapMemoryUsage().getUsed() >> 20);
	}

	private static void jackson(int count) {
		JsonMapper mapper = JsonMapper.builder().build();
		long bytes = 0;
		Iterator<Map<String, Object>> records = records(count);
		while (records.hasNext()) {
			bytes += mapper.writeValueAsBytes(records.next()).length;
		}
		if (bytes < 200L * count) {
			throw new IllegalStateException("The records are too small");
		}
	}

	private static void append(ExperitureClient client, int count, BulkOptions options) {
		check(client.records().appendAll("orders", RecordSource.of(records(count)), options), count);
	}

	private static void upsert(ExperitureClient client, int count, BulkOptions options) {
		check(client.records()
			.upsertAll("profiles", RecordSource.of(records(count)),
					BulkOptions.matchKey("email").batchSize(10_000, 10_000_000).concurrency(4)),
				count);
	}

	private static void check(BulkReport report, int count) {
		if (report.accepted() != count) {
			throw new IllegalStateException(report.toString());
		}
	}

	private static Iterator<Map<String, Object>> records(int count) {
		String now = Instant.EPOCH.toString();
		return new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return this.next < count;
			}

			@Override
			public Map<String, Object> next() {
				int i = this.next++;
				Map<String, Object> row = new LinkedHashMap<>();
				row.put("customer_id", "c-" + i);
				row.put("email", "customer" + i + "@example.com");
				row.put("first_name", "Jane");
				row.put("last_name", "Doe-" + i % 100);
				row.put("city", "Köln am Rhein");
				row.put("loyalty_points", i);
				row.put("lifetime_value", i / 7.0);
				row.put("last_seen_at", now);
				row.put("email_opt_in", Boolean.TRUE);
				return row;
			}

		};
	}

}
