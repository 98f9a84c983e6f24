package com.experiture.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.experiture.client.ClientTime;
import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.PollOptions;
import com.experiture.client.connection.ConnectionSettings;
import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.TokenException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.internal.time.TimeSource;
import com.experiture.client.settings.RetrySettings;
import com.experiture.fuzz.Draft.Ending;
import com.experiture.fuzz.FuzzCase.Target;
import com.experiture.fuzz.HostileServer.Delivery;
import com.experiture.fuzz.HostileServer.Request;

/**
 * A client and its server, by default with a single connection. Each case makes a call
 * whose response is mutated, and a valid call, which needs the connection.
 */
final class FuzzClient implements AutoCloseable {

	/** The end of the response or the connection ends a call much earlier. */
	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	static final int MAX_RESPONSE_SIZE = 256 * 1024;

	private static final Duration HOLD_TIMEOUT = Duration.ofMillis(300);

	private static final Duration WATCHDOG = Duration.ofSeconds(60);

	private static final Pattern STATUS = Pattern.compile("(?i)http/\\S* *(\\d{3})(?!\\d)");

	private static final RetrySettings RETRIES = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(5));

	private final Calls calls;

	private final CapturedLog log;

	private final ExecutorService threads;

	private final Path file;

	private final AtomicLong skipped = new AtomicLong();

	private final MeterTags tags = new MeterTags();

	private final HostileServer server;

	private final ExperitureClient client;

	private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

	private volatile @Nullable FuzzCase current;

	private volatile boolean hostile;

	private volatile CountDownLatch together = new CountDownLatch(0);

	private boolean warm;

	private int checkedTags;

	FuzzClient(Calls calls, CapturedLog log, ExecutorService threads, Path file, Duration attemptTimeout,
			int maxConnections) {
		this.calls = calls;
		this.log = log;
		this.threads = threads;
		this.file = file;
		this.server = new HostileServer(threads, this::respond);
		var builder = ExperitureClient.builder()
			.baseUrl(this.server.uri("/public/v1"))
			.credentials(new ClientCredentials(this.server.uri("/token"), "client", HostileText.SECRET, List.of(),
					ClientAuthentication.CLIENT_SECRET_POST))
			.connections(new ConnectionSettings(Duration.ofSeconds(5), maxConnections, 100, Duration.ofSeconds(5),
					Duration.ofSeconds(20), false))
			.retry(RETRIES)
			.callTimeout(TIMEOUT)
			.attemptTimeout(attemptTimeout)
			.maxResponseSize(MAX_RESPONSE_SIZE)
			.observationRegistry(this.tags.observations())
			.listener(this.tags);
		this.client = ClientTime
			.set(builder, new TimeSource(() -> System.nanoTime() + this.skipped.get(), InstantSource.system()))
			.build();
	}

	/**
	 * Run a case.
	 * @return the problem, or {@code null}
	 */
	@Nullable String run(FuzzCase fuzz) {
		String problem = runMutated(fuzz);
		if (problem == null) {
			problem = valid(fuzz);
		}
		if (problem == null) {
			problem = this.log.problem(id("mutated", fuzz));
		}
		if (problem == null) {
			problem = this.log.problem(id("next", fuzz));
		}
		return (problem != null) ? problem : meterProblem();
	}

	/**
	 * Make the call whose response is mutated.
	 */
	@Nullable String runMutated(FuzzCase fuzz) {
		this.requests.clear();
		this.current = fuzz;
		if (!this.warm && fuzz.target() != Target.TOKEN) {
			warmUp();
		}
		this.hostile = true;
		String problem = mutated(fuzz);
		this.hostile = false;
		this.server.awaitClosed();
		this.client.forgetLimits();
		if (fuzz.target() == Target.TOKEN) {
			this.skipped.addAndGet(Duration.ofHours(2).toNanos());
		}
		return problem;
	}

	// Makes a case independent of the cases before it: connection and token exist
	// already, and no short timeout expires while classes are loaded.
	private void warmUp() {
		Result result = watch(() -> this.calls.make(Endpoint.CAMPAIGNS_GET, this.client,
				CallOptions.builder().correlationId("warm-up").timeout(TIMEOUT).build()));
		if (result.failure() != null) {
			throw new IllegalStateException("The first, valid call failed", result.failure());
		}
		this.warm = true;
	}

	/**
	 * Make valid calls that receive their responses when all requests have arrived.
	 * @return the problem, or {@code null}
	 */
	@Nullable String runTogether(int calls) {
		CountDownLatch arrived = new CountDownLatch(calls);
		this.together = arrived;
		List<Future<@Nullable Object>> futures = new ArrayList<>();
		for (int i = 0; i < calls; i++) {
			String id = "together-" + i;
			futures.add(this.threads.submit(() -> this.calls.make(Endpoint.CAMPAIGNS_GET, this.client,
					CallOptions.builder().correlationId(id).timeout(TIMEOUT).build())));
		}
		for (Future<@Nullable Object> future : futures) {
			Result result = watch(future);
			if (result.failure() != null) {
				return "A valid call failed with " + result.failure();
			}
		}
		return null;
	}

	private @Nullable String mutated(FuzzCase fuzz) {
		CallOptions options = CallOptions.builder()
			.correlationId(id("mutated", fuzz))
			.timeout((fuzz.ending() == Ending.HOLD) ? HOLD_TIMEOUT : TIMEOUT)
			.build();
		Result result = watch(() -> (fuzz.target() == Target.UPLOAD) ? upload(options)
				: this.calls.make(fuzz.endpoint(), this.client, options));
		String problem = (result.failure() != null) ? failureProblem(fuzz, result.failure())
				: valueProblem(result.value());
		if (problem == null && fuzz.ending() != Ending.HOLD && isTimeout(result.failure())) {
			return "The end of the response was not noticed: " + result.failure();
		}
		return (problem != null) ? problem : sendProblem(fuzz);
	}

	private Object upload(CallOptions options) {
		return this.client.imports()
			.with(options)
			.importFile(this.file,
					ImportOptions.builder("profiles")
						.maxUploads(2)
						.stallTimeout(HOLD_TIMEOUT)
						.await(PollOptions.builder()
							.timeout(TIMEOUT)
							.intervals(Duration.ofMillis(1), Duration.ofMillis(1))
							.build())
						.build());
	}

	private Result watch(Callable<@Nullable Object> call) {
		return watch(this.threads.submit(call));
	}

	private static Result watch(Future<@Nullable Object> future) {
		try {
			return new Result(future.get(WATCHDOG.toSeconds(), TimeUnit.SECONDS), null);
		}
		catch (ExecutionException ex) {
			return new Result(null, ex.getCause());
		}
		catch (TimeoutException ex) {
			future.cancel(true);
			return new Result(null, new AssertionError("The call hangs"));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isTimeout(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CallTimeoutException
					|| (cause instanceof TokenException && String.valueOf(cause.getMessage()).contains(" within "))) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable String valueProblem(@Nullable Object value) {
		List<String> problems = new Reading(value).problems();
		return problems.isEmpty() ? null : problems.get(0);
	}

	private @Nullable String failureProblem(FuzzCase fuzz, Throwable failure) {
		if (!(failure instanceof ExperitureException typed)) {
			return "The call failed with " + failure;
		}
		String problem = textProblem(typed, 0);
		if (problem == null) {
			problem = valueProblem(typed.call());
		}
		if (problem == null && typed instanceof ApiException api) {
			problem = valueProblem(api.error());
			if (problem == null) {
				problem = new Reading(withoutJson(api.error())).texts()
					.stream()
					.map(HostileText::problem)
					.filter((found) -> found != null)
					.findFirst()
					.orElse(null);
			}
		}
		if (problem == null && fuzz.target() == Target.API && fuzz.endpoint().endpointClass().isWrite()
				&& count("mutated", fuzz) > 0 && !fuzz.refusal() && !says(fuzz, FuzzClient::isRejection)
				&& typed.effect() == Effect.NONE) {
			return "The effect of a write is said to be NONE, although the response does not say so: " + typed;
		}
		return problem;
	}

	// The JSON of an error is available to the caller without changes.
	private static ApiError withoutJson(ApiError error) {
		return new ApiError(error.status(), error.code(), error.message(), error.path(), error.remediation(),
				error.retryAfter());
	}

	private static @Nullable String textProblem(Throwable failure, int depth) {
		String message = String.valueOf(failure.getMessage());
		// Reactor adds the places of a failure on several lines.
		String problem = HostileText.problem(failure.getClass().getName().contains("OnAssemblyException")
				? message.replaceAll("[\\n\\t]", " ") : message);
		if (problem != null) {
			return "The message of " + failure.getClass().getSimpleName() + " " + problem;
		}
		if (depth < 10) {
			if (failure.getCause() != null) {
				problem = textProblem(failure.getCause(), depth + 1);
			}
			for (Throwable suppressed : failure.getSuppressed()) {
				problem = (problem != null) ? problem : textProblem(suppressed, depth + 1);
			}
		}
		return problem;
	}

	private static boolean isRejection(int status) {
		return status >= 400 && status < 500 && status != 408 && status != 499;
	}

	private static boolean isRepeatable(int status) {
		return status == 401 || status == 429;
	}

	private @Nullable String sendProblem(FuzzCase fuzz) {
		int sent = count("mutated", fuzz);
		return (fuzz.isSend() && fuzz.target() == Target.API && sent > 1 && !says(fuzz, FuzzClient::isRepeatable))
				? "The send was made " + sent + " times, although the first may have taken effect" : null;
	}

	private static boolean says(FuzzCase fuzz, IntPredicate what) {
		Matcher matcher = STATUS.matcher(new String(fuzz.bytes(), StandardCharsets.ISO_8859_1));
		while (matcher.find()) {
			if (what.test(Integer.parseInt(matcher.group(1)))) {
				return true;
			}
		}
		return false;
	}

	private @Nullable String valid(FuzzCase fuzz) {
		String id = id("next", fuzz);
		Result result = watch(() -> this.calls.make(fuzz.next(), this.client,
				CallOptions.builder().correlationId(id).timeout(TIMEOUT).build()));
		if (result.failure() != null) {
			return "The next, valid call failed with " + result.failure();
		}
		Reading reading = new Reading(result.value());
		if (!reading.problems().isEmpty()) {
			return "The next, valid call: " + reading.problems().get(0);
		}
		if (this.calls.hasData(fuzz.next()) && !fuzz.next().id().contains("members")
				&& reading.texts().stream().noneMatch((text) -> text.contains(id))) {
			return "The next, valid call returned other data: " + reading.texts();
		}
		if (reading.texts()
			.stream()
			.anyMatch((text) -> text.contains("mutated-") || text.contains(WireMutations.LEFTOVER))) {
			return "The next, valid call returned data of the mutated response: " + reading.texts();
		}
		return null;
	}

	private @Nullable String meterProblem() {
		int count = this.tags.values().size();
		if (count == this.checkedTags) {
			return null;
		}
		this.checkedTags = count;
		return this.tags.values()
			.stream()
			.map((value) -> (value.length() > 100) ? "is longer than 100 characters: " + value
					: HostileText.problem(value))
			.filter((problem) -> problem != null)
			.findFirst()
			.map((problem) -> "The tag of a meter " + problem)
			.orElse(null);
	}

	MeterTags tags() {
		return this.tags;
	}

	private Delivery respond(Request request) {
		FuzzCase fuzz = this.current;
		if (fuzz == null) {
			return Delivery.of(500, "{}");
		}
		String path = request.path();
		if (path.equals("/token")) {
			return response(fuzz, Target.TOKEN, "token", () -> "{\"access_token\":\"" + HostileText.TOKEN
					+ "-valid\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
		}
		if (path.startsWith("/upload/")) {
			return response(fuzz, Target.UPLOAD, "upload", () -> "");
		}
		Endpoint endpoint = this.calls.endpoint(request.method(), path.substring("/public/v1".length()));
		String id = String.valueOf(request.header("x-correlation-id"));
		if (id.equals(id("mutated", fuzz))) {
			return response(fuzz, Target.API, id, () -> valid(endpoint, id, fuzz));
		}
		count(id).incrementAndGet();
		if (id.startsWith("together-")) {
			this.together.countDown();
			await(this.together);
		}
		return Delivery.of(200, valid(endpoint, id, fuzz));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Delivery response(FuzzCase fuzz, Target target, String counter, Supplier<String> valid) {
		int number = count(counter).incrementAndGet();
		return (this.hostile && fuzz.target() == target && (number == 1 || fuzz.repeated()))
				? new Delivery(fuzz.bytes(), fuzz.pieces(), fuzz.ending()) : Delivery.of(200, valid.get());
	}

	private String valid(Endpoint endpoint, String id, FuzzCase fuzz) {
		Json json = this.calls.valid(endpoint, id);
		if (endpoint == Endpoint.IMPORTS_CREATE && fuzz.target() == Target.UPLOAD) {
			json.child(json.indexOf("data"))
				.set("uploadUrl", Json
					.string(this.server.uri("/upload/" + id + "?X-Amz-Signature=" + HostileText.SIGNATURE).toString()));
		}
		return json.toString();
	}

	private AtomicInteger count(String counter) {
		return this.requests.computeIfAbsent(counter, (key) -> new AtomicInteger());
	}

	private int count(String prefix, FuzzCase fuzz) {
		return count(id(prefix, fuzz)).get();
	}

	private static String id(String prefix, FuzzCase fuzz) {
		return prefix + "-" + fuzz.seed();
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

	private record Result(@Nullable Object value, @Nullable Throwable failure) {
	}

}
