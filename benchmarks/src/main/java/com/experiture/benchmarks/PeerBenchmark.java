package com.experiture.benchmarks;

import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;

import com.experiture.client.ExperitureClient;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;

/**
 * Sends events by Segment's client for Java and by this one, in turns and to the same
 * server. The event of the peer has two members of its own, so that what both put on the
 * wire for each is about 250 bytes long.
 */
final class PeerBenchmark {

	private static final int PEER_BATCH = 250;

	private final ServerProcess server;

	private final ExperitureClient client;

	private PeerBenchmark(ServerProcess server, ExperitureClient client) {
		this.server = server;
		this.client = client;
	}

	/**
	 * Run.
	 * @param args the server's time to an answer in milliseconds, the number of events of
	 * the peer, how many times as many are sent by this client, the number of rounds
	 */
	public static void main(String[] args) throws IOException {
		int peerEvents = Integer.parseInt(args[1]);
		int events = peerEvents * Integer.parseInt(args[2]);
		int rounds = Integer.parseInt(args[3]);
		double[] bulk = new double[rounds];
		double[] writer = new double[rounds];
		double[] equal = new double[rounds];
		try (ServerProcess server = ServerProcess.start(ApiServer.class, "256m", args[0]);
				ExperitureClient client = Clients.of(server)) {
			PeerBenchmark benchmark = new PeerBenchmark(server, client);
			for (int round = -1; round < rounds; round++) {
				System.out.printf("%s, %s ms to an answer%n", (round < 0) ? "warm-up" : "round " + (round + 1),
						args[0]);
				double peer = measure("  Segment, defaults", peerEvents, () -> benchmark.segment(peerEvents));
				double ownBulk = measure("  appendAll, defaults", events,
						() -> benchmark.bulk(events, BulkOptions.defaults()));
				double ownWriter = measure("  RecordWriter, defaults", events, () -> benchmark.writer(events));
				double ownEqual = measure("  appendAll, batches of 250, 1 connection", peerEvents, () -> benchmark
					.bulk(peerEvents, BulkOptions.builder().batchSize(PEER_BATCH, 500_000).concurrency(1).build()));
				if (round >= 0) {
					bulk[round] = ownBulk / peer;
					writer[round] = ownWriter / peer;
					equal[round] = ownEqual / peer;
				}
			}
		}
		System.out.printf(Locale.ROOT,
				"median records/s over the peer's: appendAll %.1f, RecordWriter %.1f, equal batches on one connection %.2f%n",
				BulkBenchmark.median(bulk), BulkBenchmark.median(writer), BulkBenchmark.median(equal));
	}

	private static double measure(String name, int count, Runnable work) {
		Measured measured = Measured.of(work);
		System.out.println(measured.describe(name, count));
		return measured.perSecond(count);
	}

	private void bulk(int count, BulkOptions options) {
		BulkReport report = this.client.records().appendAll("orders", RecordSource.of(new Customers(count)), options);
		check(report.accepted(), count);
	}

	private void writer(int count) {
		AtomicLong accepted = new AtomicLong();
		try (RecordWriter writer = this.client.records().writer(WriterOptions.defaults())) {
			Iterator<Map<String, Object>> customers = new Customers(count);
			while (customers.hasNext()) {
				writer.append("orders", customers.next()).thenAccept((outcome) -> accepted.incrementAndGet());
			}
		}
		check(accepted.get(), count);
	}

	private void segment(int count) {
		CountDownLatch delivered = new CountDownLatch(count);
		AtomicLong failed = new AtomicLong();
		Analytics analytics = Analytics.builder("key")
			.endpoint(this.server.firstLine())
			.callback(new Counting(delivered, failed))
			.build();
		try {
			for (int i = 0; i < count; i++) {
				analytics.enqueue(TrackMessage.builder("order")
					.userId("c-" + i)
					.properties(Map.of("email", "customer" + i + "@example.com", "loyalty_points", i)));
			}
			analytics.flush();
			if (!delivered.await(5, TimeUnit.MINUTES)) {
				throw new IllegalStateException(delivered.getCount() + " events were not answered for");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			analytics.shutdown();
		}
		check(count - failed.get(), count);
	}

	private static void check(long accepted, int count) {
		if (accepted != count) {
			throw new IllegalStateException(accepted + " of " + count + " were accepted");
		}
	}

	private record Counting(CountDownLatch delivered, AtomicLong failed) implements Callback {

		@Override
		public void success(Message message) {
			this.delivered.countDown();
		}

		@Override
		public void failure(Message message, Throwable throwable) {
			this.failed.incrementAndGet();
			this.delivered.countDown();
		}

	}

}
