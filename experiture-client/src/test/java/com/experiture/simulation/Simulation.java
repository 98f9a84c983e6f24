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

import com.experiture.client.ClientTime;
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
 * One run of the client against the model server, determined only by a seed.
 */
final class Simulation {

	private static final Instant START = Instant.parse("2026-04-21T15:30:00Z");

	/** The longest delay of a thread of the client. */
	static final Duration LATE_THREAD = Duration.ofMillis(5);

	/** After this time of a pause, the client probes whether it is still needed. */
	static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	// Has no state and is expensive to create.
	private static final ExchangeStrategies STRATEGIES = ExchangeStrategies.withDefaults();

	private static final int MAX_TASKS = 200_000;

	private final VirtualTime time;

	private final SplittableRandom random;

	private final Profile profile;

	private final EventLog events;

	private final Checks checks;

	private final ModelServer server;

	private final Faults faults;

	private final SimulatedNetwork network;

	private final ExperitureClient client;

	private final Application application;

	private final List<Operation> operations = new ArrayList<>();

	private final int budget;

	private long clockStep;

	private long calls;

	private Simulation(VirtualTime time, SplittableRandom random, long seed, boolean traced) {
		this.time = time;
		this.random = random;
		Profile[] profiles = Profile.values();
		this.profile = profiles[Math.floorMod(seed, profiles.length)];
		this.events = new EventLog(time::nanos, traced);
		this.checks = new Checks(this.events);
		InstantSource clock = () -> START.plusNanos(time.nanos() + this.clockStep);
		this.faults = new Faults(this.profile, this.random.split());
		this.server = new ModelServer(this.profile, this.random.split(), time, () -> START.plusNanos(time.nanos()),
				this.events);
		Map<EndpointClass, RateLimit> limits = limits(this.random.split());
		boolean slowTokens = this.profile.is(Profile.TOKENS, Profile.CHAOS) && this.random.nextBoolean();
		this.network = new SimulatedNetwork(this.random.split(), time, this.server, this.faults, this.checks,
				this.events, limits, slowTokens, (header) -> wait(header, clock));
		// Small, so that a few calls can exhaust it.
		this.budget = this.random.nextInt(6);
		Duration callTimeout = Duration.ofMillis(1_000 + this.random.nextInt(119_000));
		this.client = client(callTimeout, clock, limits, this.random.split());
		this.application = new Application(time, this.random.split(), this.client, this.server, this.checks,
				this.events, this.profile, callTimeout);
	}

	/**
	 * Run a simulation.
	 * @param seed determines everything
	 * @param traced whether to keep the events
	 */
	static Result run(long seed, boolean traced) {
		SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
		VirtualTime time = new VirtualTime(random.split());
		return VirtualSchedulers.on(time, () -> {
			Simulation simulation = new Simulation(time, random, seed, traced);
			simulation.run();
			return new Result(seed, simulation.profile, simulation.events.hash(), simulation.events.events(),
					simulation.checks.violations());
		});
	}

	private static Duration wait(String header, InstantSource clock) {
		Duration wait = Character.isDigit(header.charAt(0)) ? Duration.ofSeconds(Long.parseLong(header))
				: Duration.between(clock.instant(), ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
		return wait.isNegative() ? Duration.ZERO : (wait.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : wait;
	}

	private ExperitureClient client(Duration callTimeout, InstantSource clock, Map<EndpointClass, RateLimit> limits,
			SplittableRandom random) {
		// The monotonic time of a machine can overflow while the client runs.
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
			.listener(listener(random.nextInt(4) == 0));
		ClientTime.set(builder,
				new TimeSource(() -> this.time.nanos() + offset, clock, random.split(), (task) -> this.time
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

	// Exceptions of the application's listener must not have any effect.
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
			public void permitWaitEnded(String endpointClass, boolean acquired, long nanos) {
				fail();
			}

			@Override
			public void paused(String endpointClass, long nanos) {
				Simulation.this.events.add("client: %s is paused for %s ns", endpointClass, nanos);
				fail();
			}

			@Override
			public void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
				Simulation.this.events.add("client: %s is retried in %s ns after %s", endpoint, delayNanos, reason);
				fail();
			}

			@Override
			public void tokenRequested(TokenOutcome outcome, long nanos) {
				fail();
			}

			@Override
			public void recordsProcessed(RecordOutcome outcome, long count) {
				fail();
			}

			@Override
			public void batchFlushed(FlushReason reason, int records, long bytes, double fill) {
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
		this.events.add("profile %s", this.profile);
		plan();
		runAllTasks();
		for (Operation operation : List.copyOf(this.operations)) {
			if (operation instanceof WriterRun writing) {
				writing.close();
			}
		}
		runAllTasks();
		if (!this.application.isClosed()
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
			this.faults.startOutage();
			this.events.add("outage %s", this.faults.outage());
		}
		if (chaos && this.random.nextBoolean()) {
			event(20_000, () -> {
				this.faults.startOutage();
				this.events.add("outage %s begins", this.faults.outage());
			});
			event(200_000, () -> {
				this.faults.endOutage();
				this.events.add("outage ends");
			});
		}
		if ((chaos || this.profile == Profile.THROTTLED) && this.random.nextBoolean()) {
			long step = Duration.ofSeconds(this.random.nextInt(-3600, 3600)).toNanos();
			event(20_000, () -> {
				this.events.add("the clock steps by %s ns", step);
				this.clockStep += step;
			});
		}
		if (chaos && this.random.nextInt(4) == 0) {
			event(20_000, () -> {
				this.events.add("limits are forgotten");
				this.network.forgetLimits();
				this.client.forgetLimits();
			});
		}
		if (this.profile == Profile.LEAVING && this.random.nextInt(3) == 0) {
			event(20_000, () -> {
				this.events.add("the client is closed");
				this.application.close();
				this.network.clientClosed();
				this.client.close();
			});
		}
	}

	private void plan(Operation operation, int millis) {
		this.operations.add(operation);
		this.time.after(Duration.ofMillis(millis), operation::start);
		boolean cancels = this.profile.is(Profile.LEAVING, Profile.CHAOS, Profile.LIMITED);
		if (cancels && this.random.nextInt(3) == 0) {
			int rest = (this.random.nextInt(2) == 0) ? 1_000 : 30_000;
			this.time.after(Duration.ofMillis(millis + this.random.nextInt(rest)), operation::cancel);
		}
	}

	private Operation operation() {
		int kind = this.random.nextInt(10);
		return switch (this.profile) {
			case OUTAGE -> new SingleWrite(this.application);
			case SENDING -> (kind < 8) ? new CampaignSend(this.application) : new SingleWrite(this.application);
			case JOBS, REFUSING -> (kind < 5) ? new BulkWrite(this.application)
					: (kind < 8) ? new WriterRun(this.application) : new SingleWrite(this.application);
			default -> switch (kind) {
				case 0, 1 -> new BulkWrite(this.application);
				case 2 -> new WriterRun(this.application);
				case 3 -> new CampaignSend(this.application);
				case 4 -> new MetadataRead(this.application);
				default -> new SingleWrite(this.application);
			};
		};
	}

	private void event(int millis, Runnable task) {
		this.time.after(Duration.ofMillis(this.random.nextInt(millis)), task);
	}

	private void probe() {
		this.events.add("everything works");
		this.faults.disable();
		this.server.removeLimits();
		for (Probe.Kind kind : Probe.Kind.values()) {
			Probe probe = new Probe(this.application, kind);
			this.operations.add(probe);
			probe.start();
		}
		runAllTasks();
	}

	private void runAllTasks() {
		int tasks = 0;
		try {
			while (this.time.runNext() && tasks++ < MAX_TASKS) {
				// Each task is a step.
			}
		}
		catch (Throwable ex) {
			this.checks.that(false, "nothing is thrown on the client's threads", "%s", ex);
		}
		this.checks.that(tasks < MAX_TASKS, "all tasks of the client end", "%s tasks", tasks);
	}

	private void check() {
		for (Operation operation : this.operations) {
			this.checks.that(!operation.isOpen(), "no call hangs", "%s has not ended", operation.name());
			operation.check();
		}
		for (String endpointClass : this.client.status().endpointClasses()) {
			int waiting = this.client.status().endpointClass(endpointClass).waiting();
			this.checks.that(waiting == 0, "no call waits at the end", "%s: %s", endpointClass, waiting);
		}
		this.checks.that(this.network.open() == 0, "connections are released", "%s are open", this.network.open());
		this.checks.that(this.network.buffers().held() == 0, "buffers of responses are released", "%s bytes",
				this.network.buffers().held());
		if (this.profile == Profile.OUTAGE) {
			double most = 1.1 * this.calls + this.budget;
			this.checks.that(this.network.requests() <= most, "retries stay within the budget",
					"%s requests for %s calls with a budget of %s", this.network.requests(), this.calls, this.budget);
		}
	}

	/**
	 * The result of a simulation.
	 *
	 * @param seed its seed
	 * @param profile its profile
	 * @param hash the hash of all its events
	 * @param events the events, if they were kept
	 * @param violations the violated guarantees with their evidence
	 */
	record Result(long seed, Profile profile, long hash, List<String> events, Map<String, String> violations) {

		boolean hasViolations() {
			return !this.violations.isEmpty();
		}

	}

}
