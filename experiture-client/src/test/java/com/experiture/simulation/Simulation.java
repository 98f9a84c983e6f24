package com.experiture.simulation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.FlushReason;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.observation.TokenOutcome;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RetrySettings;

/**
 * One run of the real client against the model server, decided by a seed alone.
 */
final class Simulation {

	private static final Instant START = Instant.parse("2026-04-21T15:30:00Z");

	/** How late a thread of the client may be, at most. */
	static final Duration LATE_THREAD = Duration.ofMillis(5);

	/** After this time of a pause, the client looks whether it is still needed. */
	static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	// Without state, and expensive to make.
	private static final ExchangeStrategies STRATEGIES = ExchangeStrategies.withDefaults();

	private static final int MOST_TASKS = 200_000;

	private final VirtualTime time;

	private final SplittableRandom random;

	private final Profile profile;

	private final Trace trace;

	private final Checks checks;

	private final ModelServer server;

	private final Faults faults;

	private final SimulatedNetwork network;

	private final ExperitureClient client;

	private final World world;

	private final List<Operation> operations = new ArrayList<>();

	private final int budget;

	private long clockStep;

	private long calls;

	private Simulation(VirtualTime time, SplittableRandom random, long seed, boolean traced) {
		this.time = time;
		this.random = random;
		Profile[] profiles = Profile.values();
		this.profile = profiles[Math.floorMod(seed, profiles.length)];
		this.trace = new Trace(time::nanos, traced);
		this.checks = new Checks(this.trace);
		InstantSource clock = () -> START.plusNanos(time.nanos() + this.clockStep);
		this.faults = new Faults(this.profile, this.random.split());
		this.server = new ModelServer(this.profile, this.random.split(), time, () -> START.plusNanos(time.nanos()),
				this.trace);
		Map<EndpointClass, RateLimit> limits = limits(this.random.split());
		boolean slowTokens = this.profile.is(Profile.TOKENS, Profile.CHAOS) && this.random.nextBoolean();
		this.network = new SimulatedNetwork(this.random.split(), time, this.server, this.faults, this.checks,
				this.trace, limits, slowTokens, (header) -> wait(header, clock));
		// Small, so that a few calls show whether it is kept.
		this.budget = this.random.nextInt(6);
		Duration callTimeout = Duration.ofMillis(1_000 + this.random.nextInt(119_000));
		this.client = client(callTimeout, clock, limits, this.random.split());
		this.world = new World(time, this.random.split(), this.client, this.server, this.checks, this.trace,
				this.profile, callTimeout);
	}

	/**
	 * Run a simulation.
	 * @param seed decides everything
	 * @param traced whether to keep the events
	 */
	static Result run(long seed, boolean traced) {
		SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
		VirtualTime time = new VirtualTime(random.split());
		return VirtualSchedulers.on(time, () -> {
			Simulation simulation = new Simulation(time, random, seed, traced);
			simulation.run();
			return new Result(seed, simulation.profile, simulation.trace.hash(), simulation.trace.events(),
					simulation.checks.broken());
		});
	}

	private static Duration wait(String header, InstantSource clock) {
		Duration wait = Character.isDigit(header.charAt(0)) ? Duration.ofSeconds(Long.parseLong(header))
				: Duration.between(clock.instant(), ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
		return wait.isNegative() ? Duration.ZERO : (wait.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : wait;
	}

	private ExperitureClient client(Duration callTimeout, InstantSource clock, Map<EndpointClass, RateLimit> limits,
			SplittableRandom random) {
		// The time of a machine may overflow while the client runs.
		long offset = switch (random.nextInt(4)) {
			case 0 -> Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();
			case 1 -> Long.MIN_VALUE;
			default -> random.nextLong();
		};
		SplittableRandom threads = random.split();
		var builder = ExperitureClient.builder()
			.baseUrl(SimulatedNetwork.BASE_URL)
			.credentials(credentials(SimulatedNetwork.TOKEN_URI))
			.connector((connections) -> this.network)
			.webClientBuilder(() -> WebClient.builder().exchangeStrategies(STRATEGIES))
			.callTimeout(callTimeout)
			.attemptTimeout(Duration.ofMillis(200 + random.nextInt(10_000)))
			.retry(new RetrySettings(1 + random.nextInt(6), Duration.ofMillis(random.nextInt(500)),
					Duration.ofMillis(500 + random.nextInt(5_000)), this.budget))
			.listener(listener(random.nextInt(4) == 0))
			.timeSource(new TimeSource(() -> this.time.nanos() + offset, clock, random.split(), (task) -> this.time
				.after(Duration.ofNanos(threads.nextInt(2) * threads.nextInt((int) LATE_THREAD.toNanos())), task)));
		limits.forEach(builder::rateLimit);
		return builder.build();
	}

	private Map<EndpointClass, RateLimit> limits(SplittableRandom random) {
		Map<EndpointClass, RateLimit> limits = new EnumMap<>(EndpointClass.class);
		if (this.profile == Profile.LIMITED || random.nextInt(4) == 0) {
			for (EndpointClass endpointClass : EndpointClass.values()) {
				limits.put(endpointClass, new RateLimit(1 + random.nextInt(20),
						Duration.ofMillis(100 + random.nextInt(2_000)), random.nextInt(4) == 0 ? 3 : 10_000));
			}
		}
		return limits;
	}

	private static ClientCredentials credentials(URI tokenUri) {
		return new ClientCredentials(tokenUri, "client", "secret", List.of(), ClientAuthentication.CLIENT_SECRET_BASIC);
	}

	// What the application's listener throws must not change anything.
	private ClientListener listener(boolean throwing) {
		return new ClientListener() {

			@Override
			public void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
				Simulation.this.calls++;
				fail();
			}

			@Override
			public void attemptEnded(String endpoint, String endpointClass, CallOutcome outcome, long nanos) {
				fail();
			}

			@Override
			public void waited(String endpointClass, boolean passed, long nanos) {
				fail();
			}

			@Override
			public void paused(String endpointClass, long nanos) {
				Simulation.this.trace.add("client: %s is paused for %s ns", endpointClass, nanos);
				fail();
			}

			@Override
			public void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
				Simulation.this.trace.add("client: %s is retried in %s ns after %s", endpoint, delayNanos, reason);
				fail();
			}

			@Override
			public void tokenRequested(TokenOutcome outcome, long nanos) {
				fail();
			}

			@Override
			public void records(RecordOutcome fate, long count) {
				fail();
			}

			@Override
			public void batchCut(FlushReason cut, int records, long bytes, double fill) {
				fail();
			}

			private void fail() {
				if (throwing) {
					throw new AssertionError("The listener fails");
				}
			}

		};
	}

	private void run() {
		this.trace.add("profile %s", this.profile);
		plan();
		toRest();
		for (Operation operation : List.copyOf(this.operations)) {
			if (operation instanceof Writing writing) {
				writing.close();
			}
		}
		toRest();
		if (!this.world.isClosed()
				&& this.profile.is(Profile.THROTTLED, Profile.LIMITED, Profile.LEAVING, Profile.CHAOS)) {
			probe();
		}
		check();
		this.client.close();
	}

	private void plan() {
		int span = this.random.nextInt(3) == 0 ? 50 : (this.profile == Profile.OUTAGE) ? 600_000 : 10_000;
		int calls = (this.profile == Profile.OUTAGE) ? 24 : 1 + this.random.nextInt(5);
		for (int i = 0; i < calls; i++) {
			plan(operation(), this.random.nextInt(span));
		}
		boolean chaos = this.profile == Profile.CHAOS;
		if (chaos || this.profile == Profile.TOKENS) {
			event(20_000, this.server::revokeTokens);
		}
		if (this.profile == Profile.OUTAGE) {
			this.faults.outageBegins();
			this.trace.add("outage %s", this.faults.outage());
		}
		if (chaos && this.random.nextBoolean()) {
			event(20_000, () -> {
				this.faults.outageBegins();
				this.trace.add("outage %s begins", this.faults.outage());
			});
			event(200_000, () -> {
				this.faults.outageEnds();
				this.trace.add("outage ends");
			});
		}
		if ((chaos || this.profile == Profile.THROTTLED) && this.random.nextBoolean()) {
			long step = Duration.ofSeconds(this.random.nextInt(-3600, 3600)).toNanos();
			event(20_000, () -> {
				this.trace.add("the clock steps by %s ns", step);
				this.clockStep += step;
			});
		}
		if (chaos && this.random.nextInt(4) == 0) {
			event(20_000, () -> {
				this.trace.add("limits are forgotten");
				this.network.limitsForgotten();
				this.client.forgetLimits();
			});
		}
		if (this.profile == Profile.LEAVING && this.random.nextInt(3) == 0) {
			event(20_000, () -> {
				this.trace.add("the client is closed");
				this.world.close();
				this.network.clientClosed();
				this.client.close();
			});
		}
	}

	private void plan(Operation operation, int millis) {
		this.operations.add(operation);
		this.time.after(Duration.ofMillis(millis), operation::start);
		boolean impatient = this.profile.is(Profile.LEAVING, Profile.CHAOS, Profile.LIMITED);
		if (impatient && this.random.nextInt(3) == 0) {
			int rest = (this.random.nextInt(2) == 0) ? 1_000 : 30_000;
			this.time.after(Duration.ofMillis(millis + this.random.nextInt(rest)), operation::cancel);
		}
	}

	private Operation operation() {
		int kind = this.random.nextInt(10);
		return switch (this.profile) {
			case OUTAGE -> new SingleWrite(this.world);
			case SENDING -> (kind < 8) ? new CampaignSend(this.world) : new SingleWrite(this.world);
			case JOBS, REFUSING -> (kind < 5) ? new BulkWrite(this.world)
					: (kind < 8) ? new Writing(this.world) : new SingleWrite(this.world);
			default -> switch (kind) {
				case 0, 1 -> new BulkWrite(this.world);
				case 2 -> new Writing(this.world);
				case 3 -> new CampaignSend(this.world);
				case 4 -> new Reading(this.world);
				default -> new SingleWrite(this.world);
			};
		};
	}

	private void event(int millis, Runnable task) {
		this.time.after(Duration.ofMillis(this.random.nextInt(millis)), task);
	}

	private void probe() {
		this.trace.add("everything works");
		this.faults.disable();
		this.server.calmDown();
		for (Probe.Kind kind : Probe.Kind.values()) {
			Probe probe = new Probe(this.world, kind);
			this.operations.add(probe);
			probe.start();
		}
		toRest();
	}

	private void toRest() {
		int tasks = 0;
		try {
			while (this.time.runNext() && tasks++ < MOST_TASKS) {
				// Each task is a step.
			}
		}
		catch (Throwable ex) {
			this.checks.that(false, "nothing is thrown on the client's threads", "%s", ex);
		}
		this.checks.that(tasks < MOST_TASKS, "the client comes to rest", "%s tasks", tasks);
	}

	private void check() {
		for (Operation operation : this.operations) {
			this.checks.that(!operation.isOpen(), "nothing hangs", "%s has not ended", operation.name());
			operation.check();
		}
		for (String endpointClass : this.client.status().endpointClasses()) {
			int waiting = this.client.status().endpointClass(endpointClass).waiting();
			this.checks.that(waiting == 0, "nobody waits at rest", "%s: %s", endpointClass, waiting);
		}
		this.checks.that(this.network.open() == 0, "connections are given back", "%s are open", this.network.open());
		this.checks.that(this.network.buffers().held() == 0, "buffers of responses are released", "%s bytes",
				this.network.buffers().held());
		if (this.profile == Profile.OUTAGE) {
			double most = 1.1 * this.calls + this.budget;
			this.checks.that(this.network.requests() <= most, "retries keep to their quota",
					"%s requests for %s calls with a budget of %s", this.network.requests(), this.calls, this.budget);
		}
	}

	/**
	 * What a simulation found.
	 *
	 * @param seed its seed
	 * @param profile what it was about
	 * @param hash the hash of all its events
	 * @param events the events, if they were kept
	 * @param broken the broken promises, with what shows them
	 */
	record Result(long seed, Profile profile, long hash, List<String> events, Map<String, String> broken) {

		boolean isBroken() {
			return !this.broken.isEmpty();
		}

	}

}
