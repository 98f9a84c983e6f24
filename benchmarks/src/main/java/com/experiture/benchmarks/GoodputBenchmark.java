package com.experiture.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.experiture.client.ExperitureClient;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.settings.RateLimit;

/**
 * Measures in real time how much of the limit of a server the client uses with 32
 * threads, and how many of its requests are rejected.
 */
final class GoodputBenchmark {

	private static final int THREADS = 32;

	private static final List<String[]> SCENARIOS = List.of(scenario("200/s burst 20", "bucket", "200", "20"),
			scenario("200/s burst 200", "bucket", "200", "200"), scenario("1000/s burst 50", "bucket", "1000", "50"),
			scenario("window 200 per s", "window", "200", "200"), scenario("200/s burst 1", "bucket", "200", "1"),
			scenario("5/s burst 1", "bucket", "5", "1"));

	private GoodputBenchmark() {
	}

	/**
	 * Run.
	 * @param args seconds of warm-up of each scenario, seconds of its measurement
	 */
	public static void main(String[] args) throws Exception {
		int warmUp = Integer.parseInt(args[0]);
		int seconds = Integer.parseInt(args[1]);
		for (String[] scenario : SCENARIOS) {
			try (Load load = new Load(scenario, 1, RateLimit.DEFAULT)) {
				load.steady(scenario[0], warmUp, seconds, Double.parseDouble(scenario[2]));
			}
		}
		try (Load load = new Load(scenario("", "bucket", "200", "20"), 4, RateLimit.DEFAULT)) {
			load.steady("200/s burst 20, 4 clients", 2 * warmUp, 2 * seconds, 200);
			System.out.printf(Locale.ROOT, "  smallest share of a client / largest: %.2f%n", load.fairness());
		}
		try (Load load = new Load(scenario("", "bucket", "200", "20"), 1, RateLimit.DEFAULT)) {
			sleep(warmUp);
			load.change("0.5");
			load.steady("200/s burst 20 halved", 20, 30, 100);
			load.change("2");
			load.steady("100/s burst 20 doubled", 120, 30, 200);
		}
		for (int millis : new int[] { 1000, 100, 10 }) {
			RateLimit permits = new RateLimit(millis, Duration.ofMillis(millis), 10_000);
			try (Load load = new Load(scenario("", "bucket", "1000000", "1000000"), 1, permits)) {
				load.steady("permits " + millis + " per " + millis + " ms", 5, 20, 1000);
			}
		}
		System.out.printf(Locale.ROOT, "200 calls after an idle time: %.2f s, after a stray 429 there: %.2f s%n",
				idle(false), idle(true));
	}

	private static String[] scenario(String name, String kind, String rate, String burst) {
		return new String[] { name, kind, rate, burst };
	}

	private static double idle(boolean stray) throws Exception {
		try (Load load = new Load(scenario("", "bucket", "200", "20"), 0, RateLimit.DEFAULT)) {
			RecordsClient records = load.client(RateLimit.DEFAULT).records();
			for (int i = 0; i < 5; i++) {
				records.append("orders", Map.of("order_id", "o"));
				sleep(1);
			}
			if (stray) {
				load.get("/stray");
			}
			records.append("orders", Map.of("order_id", "o"));
			long start = System.nanoTime();
			AtomicLong left = new AtomicLong(200);
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				Thread thread = new Thread(() -> {
					while (left.getAndDecrement() > 0) {
						records.append("orders", Map.of("order_id", "o"));
					}
				});
				thread.start();
				threads.add(thread);
			}
			for (Thread thread : threads) {
				thread.join();
			}
			return (System.nanoTime() - start) / 1e9;
		}
	}

	private static void sleep(int seconds) {
		try {
			Thread.sleep(seconds * 1000L);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Load implements AutoCloseable {

		private final HttpClient http = HttpClient.newHttpClient();

		private final ServerProcess server;

		private final List<ExperitureClient> clients = new ArrayList<>();

		private final List<AtomicLong> counts = new ArrayList<>();

		private volatile boolean ended;

		private Load(String[] scenario, int clients, RateLimit limit) throws IOException {
			this.server = ServerProcess.start(LimitedServer.class, "128m", scenario[1], scenario[2], scenario[3]);
			for (int i = 0; i < clients; i++) {
				RecordsClient records = client(limit).records();
				AtomicLong count = new AtomicLong();
				this.counts.add(count);
				for (int thread = 0; thread < THREADS; thread++) {
					Thread caller = new Thread(() -> call(records, count));
					caller.setDaemon(true);
					caller.start();
				}
			}
		}

		private ExperitureClient client(RateLimit limit) {
			ExperitureClient client = Clients.builder(this.server).rateLimit(EndpointClass.SINGLE_WRITE, limit).build();
			this.clients.add(client);
			return client;
		}

		private void call(RecordsClient records, AtomicLong count) {
			while (!this.ended) {
				try {
					records.append("orders", Map.of("order_id", "o"));
					count.incrementAndGet();
				}
				catch (ExperitureException | IllegalStateException ex) {
					// The share says enough.
				}
			}
		}

		private void steady(String name, int warmUp, int seconds, double rate) throws Exception {
			sleep(warmUp);
			this.counts.forEach((count) -> count.set(0));
			long[] before = counts();
			long start = System.nanoTime();
			sleep(seconds);
			long[] after = counts();
			double passed = (System.nanoTime() - start) / 1e9;
			double accepted = after[0] - before[0];
			double refused = after[1] - before[1];
			System.out.printf(Locale.ROOT, "%-28s %6.1f %% of what is allowed, %5.2f %% of the requests refused%n",
					name, 100 * accepted / (rate * passed), 100 * refused / Math.max(1, accepted + refused));
		}

		private double fairness() {
			List<Long> accepted = this.counts.stream().map(AtomicLong::get).toList();
			return (double) Collections.min(accepted) / Collections.max(accepted);
		}

		private void change(String factor) throws Exception {
			get("/change?" + factor);
		}

		private long[] counts() throws Exception {
			String[] counts = get("/counts").split(" ");
			return new long[] { Long.parseLong(counts[0]), Long.parseLong(counts[1]) };
		}

		private String get(String path) throws IOException, InterruptedException {
			URI uri = URI.create(this.server.firstLine() + path);
			return this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
		}

		@Override
		public void close() throws IOException {
			this.ended = true;
			// Calls that are cut off would be logged.
			sleep(3);
			this.clients.forEach(ExperitureClient::close);
			this.server.close();
		}

	}

}
