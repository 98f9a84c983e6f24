package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import com.experiture.client.observation.ClientListener;
import com.experiture.client.settings.RateLimit;

/**
 * Callers that send one request after the other to a {@link LimitedServer}, through the
 * rate limiters of one or more clients, on virtual time. A rejected request is repeated
 * after {@code Retry-After} and up to half a second, as the pipeline does.
 */
final class LimiterLoad {

	private static final double RETRY_JITTER = 0.5;

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final Scheduler scheduler = Schedulers.parallel();

	private final LimitedServer server;

	private final Random random;

	private final double latency;

	private final double jitter;

	private final List<Client> clients = new ArrayList<>();

	private final List<Integer> accepted = new ArrayList<>();

	private final List<Integer> refused = new ArrayList<>();

	private int strays;

	private int left = Integer.MAX_VALUE;

	LimiterLoad(LimitedServer server, long seed, double latency, double jitter) {
		this.server = server;
		this.random = new Random(seed);
		this.latency = latency;
		this.jitter = jitter;
	}

	CallRateLimiter client(RateLimit limit) {
		CallRateLimiter limiter = new CallRateLimiter(limit,
				new LimiterReports("read", "test.read", new ClientListener() {
				}), () -> this.time.now(TimeUnit.NANOSECONDS), this.random::nextDouble);
		this.clients.add(new Client(limiter));
		return limiter;
	}

	/**
	 * Let each client have so many callers, one client after the other.
	 */
	void saturate(int callers, double secondsApart) {
		for (int i = 0; i < this.clients.size(); i++) {
			Client client = this.clients.get(i);
			after(i * secondsApart, () -> start(client, callers));
		}
	}

	/**
	 * Make so many calls with the first client.
	 * @return how many seconds it takes until all are accepted
	 */
	double calls(int count, int callers) {
		double start = now();
		this.left = count;
		Client client = this.clients.get(0);
		long before = client.accepted;
		start(client, callers);
		while (client.accepted < before + count && now() < start + 3600) {
			this.time.advanceTimeBy(Duration.ofMillis(10));
		}
		return now() - start;
	}

	void advance(double seconds) {
		this.time.advanceTimeBy(Duration.ofNanos((long) (seconds * 1e9)));
	}

	/**
	 * Reject the next request, whatever the limit.
	 */
	void stray() {
		this.strays++;
	}

	void change(double factor) {
		this.server.change(now(), factor);
	}

	double now() {
		return this.time.now(TimeUnit.NANOSECONDS) / 1e9;
	}

	/**
	 * Return how many requests the server accepted in a second.
	 */
	double rate(double from, double to) {
		return sum(this.accepted, from, to) / (to - from);
	}

	/**
	 * Return the share of rejected requests.
	 */
	double refusedShare(double from, double to) {
		double count = sum(this.refused, from, to);
		return count / (count + sum(this.accepted, from, to));
	}

	/**
	 * Return how many requests of each client the server accepted.
	 */
	List<Long> acceptedByClient() {
		return this.clients.stream().map((client) -> client.accepted).toList();
	}

	private static double sum(List<Integer> counts, double from, double to) {
		return counts.subList((int) from, Math.min(counts.size(), (int) to)).stream().mapToInt(Integer::intValue).sum();
	}

	private void start(Client client, int callers) {
		for (int i = 0; i < callers; i++) {
			call(client);
		}
	}

	private void call(Client client) {
		if (this.left > 0) {
			this.left--;
			attempt(client);
		}
	}

	private void attempt(Client client) {
		client.limiter.acquire(Long.MAX_VALUE / 2).subscribe((permit) -> after(oneWay(), () -> arrive(client, permit)));
	}

	private void arrive(Client client, Permit permit) {
		Duration retryAfter = (this.strays > 0) ? Duration.ofSeconds(1) : this.server.request(now());
		this.strays = Math.max(0, this.strays - 1);
		count((retryAfter != null) ? this.refused : this.accepted);
		after(oneWay(), () -> {
			if (retryAfter != null) {
				client.limiter.throttled(permit, retryAfter);
				after(retryAfter.toMillis() / 1e3 + this.random.nextDouble() * RETRY_JITTER, () -> attempt(client));
			}
			else {
				client.accepted++;
				client.limiter.accepted(permit);
				call(client);
			}
		});
	}

	private void count(List<Integer> counts) {
		int second = (int) now();
		while (counts.size() <= second) {
			counts.add(0);
		}
		counts.set(second, counts.get(second) + 1);
	}

	private double oneWay() {
		return this.latency / 2 + this.jitter * this.random.nextDouble();
	}

	private void after(double seconds, Runnable task) {
		this.scheduler.schedule(task, (long) (seconds * 1e9), TimeUnit.NANOSECONDS);
	}

	private static final class Client {

		private final CallRateLimiter limiter;

		private long accepted;

		private Client(CallRateLimiter limiter) {
			this.limiter = limiter;
		}

	}

}
