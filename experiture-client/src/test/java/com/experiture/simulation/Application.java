package com.experiture.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.experiture.client.ExperitureClient;

/**
 * The simulated application, which all operations share.
 */
final class Application {

	private final VirtualTime time;

	private final RandomGenerator random;

	private final ExperitureClient client;

	private final ModelServer server;

	private final Checks checks;

	private final EventLog events;

	private final Profile profile;

	private final Duration callTimeout;

	private long records;

	private int names;

	private boolean closed;

	Application(VirtualTime time, RandomGenerator random, ExperitureClient client, ModelServer server, Checks checks,
			EventLog events, Profile profile, Duration callTimeout) {
		this.time = time;
		this.random = random;
		this.client = client;
		this.server = server;
		this.checks = checks;
		this.events = events;
		this.profile = profile;
		this.callTimeout = callTimeout;
	}

	VirtualTime time() {
		return this.time;
	}

	RandomGenerator random() {
		return this.random;
	}

	ExperitureClient client() {
		return this.client;
	}

	ModelServer server() {
		return this.server;
	}

	Effects effects() {
		return this.server.effects();
	}

	Checks checks() {
		return this.checks;
	}

	EventLog events() {
		return this.events;
	}

	Profile profile() {
		return this.profile;
	}

	Duration callTimeout() {
		return this.callTimeout;
	}

	void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	int between(int least, int most) {
		return least + this.random.nextInt(most - least + 1);
	}

	Duration millis(int least, int most) {
		return Duration.ofMillis(between(least, most));
	}

	String name(String kind) {
		return kind + "-" + ++this.names;
	}

	/**
	 * Create a record.
	 * @param keys the prefix of its key; there are only a few keys per prefix
	 */
	Map<String, Object> record(String keys) {
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("id", ++this.records);
		record.put("email", keys + "-" + this.random.nextInt(4));
		boolean poisonous = this.profile.is(Profile.REFUSING, Profile.JOBS, Profile.CHAOS);
		if (poisonous && !this.server.isUnlimited() && chance(0.07)) {
			record.put("poison", true);
		}
		return record;
	}

	static long id(Object record) {
		return (Long) ((Map<?, ?>) record).get("id");
	}

	static boolean isPoison(Object record) {
		return ((Map<?, ?>) record).containsKey("poison");
	}

}
