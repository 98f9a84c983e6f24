package com.experiture.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.ExperitureClient;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;

/**
 * Compares bulk writes with the mere writing of the same records by Jackson, in CPU time
 * of this process and in heap.
 */
final class BulkBenchmark {

	private BulkBenchmark() {
	}

	/**
	 * Run.
	 * @param args the number of records of a run, the number of rounds
	 */
	public static void main(String[] args) throws IOException {
		int count = Integer.parseInt(args[0]);
		int rounds = Integer.parseInt(args[1]);
		double[] append = new double[rounds];
		double[] upsert = new double[rounds];
		try (ServerProcess server = ServerProcess.start(ApiServer.class, "256m", "0");
				ExperitureClient client = Clients.of(server)) {
			System.out.printf("Heap of at most %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
			run("warm-up", client, Math.min(count, 500_000));
			for (int round = 0; round < rounds; round++) {
				double[] ratios = run("round " + (round + 1), client, count);
				append[round] = ratios[0];
				upsert[round] = ratios[1];
			}
		}
		System.out.printf(Locale.ROOT, "median CPU per record over Jackson alone: append %.2f, upsert %.2f%n",
				median(append), median(upsert));
	}

	private static double[] run(String name, ExperitureClient client, int count) {
		Measured jackson = Measured.of(() -> jackson(count));
		Measured append = Measured.of(() -> check(
				client.records().appendAll("orders", RecordSource.of(new Customers(count)), BulkOptions.defaults()),
				count));
		Measured upsert = Measured
			.of(() -> check(client.records().upsertAll("profiles", RecordSource.of(new Customers(count)), "email"),
					count));
		System.out.printf(Locale.ROOT, "%s, %,d records%n", name, count);
		System.out.println(jackson.describe("  Jackson alone", count));
		System.out.println(append.describe("  appendAll", count));
		System.out.println(upsert.describe("  upsertAll with a match key", count));
		return new double[] { append.cpuSeconds() / jackson.cpuSeconds(), upsert.cpuSeconds() / jackson.cpuSeconds() };
	}

	private static void jackson(int count) {
		JsonMapper mapper = JsonMapper.builder().build();
		long bytes = 0;
		Iterator<Map<String, Object>> records = new Customers(count);
		while (records.hasNext()) {
			bytes += mapper.writeValueAsBytes(records.next()).length;
		}
		System.out.printf(Locale.ROOT, "  (%d bytes per record)%n", bytes / count);
	}

	private static void check(BulkReport report, int count) {
		if (report.accepted() != count) {
			throw new IllegalStateException(report.toString());
		}
	}

	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

}
