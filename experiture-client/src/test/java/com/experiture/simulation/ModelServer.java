package com.experiture.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.call.EndpointClass;
import com.experiture.simulation.Fault.Point;

/**
 * A model of the API with effects, idempotency keys and their first responses, rate
 * limits, tokens and jobs.
 */
final class ModelServer {

	private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

	private final RandomGenerator random;

	private final VirtualTime time;

	private final InstantSource clock;

	private final EventLog events;

	private final Effects effects = new Effects();

	private final Map<String, Stored> keys = new HashMap<>();

	private final Map<String, Job> jobs = new HashMap<>();

	private final Map<String, Long> tokens = new HashMap<>();

	private final Map<EndpointClass, Bucket> buckets = new HashMap<>();

	private final BatchMode batchMode;

	private final boolean keepsRefusals;

	private final int maxBatch;

	private final double perSecond;

	private final double burst;

	private final Duration tokenLifetime;

	private boolean keysEnforced;

	private boolean unlimited;

	private int issued;

	ModelServer(Profile profile, RandomGenerator random, VirtualTime time, InstantSource clock, EventLog events) {
		this.random = random;
		this.time = time;
		this.clock = clock;
		this.events = events;
		BatchMode[] modes = BatchMode.values();
		this.batchMode = (profile == Profile.JOBS) ? BatchMode.JOB : modes[random.nextInt(modes.length)];
		this.keepsRefusals = random.nextBoolean();
		this.maxBatch = profile.is(Profile.REFUSING, Profile.CHAOS) && chance(0.3) ? 3 : 10_000;
		boolean limited = profile == Profile.THROTTLED || (profile == Profile.CHAOS && chance(0.3));
		this.perSecond = limited ? 1 + random.nextInt(20) : 0;
		this.burst = limited ? 1 + random.nextInt(5) : 0;
		this.tokenLifetime = profile.is(Profile.TOKENS, Profile.CHAOS) ? Duration.ofSeconds(2 + random.nextInt(30))
				: Duration.ofHours(1);
	}

	Effects effects() {
		return this.effects;
	}

	void revokeTokens() {
		this.events.add("server: all tokens are revoked");
		this.tokens.clear();
	}

	/**
	 * From now on, always respond to a request with a known key with the stored response.
	 * Before, a request can be rejected although it was carried out, which the client has
	 * to detect. It cannot if the request was carried out in another run.
	 */
	void enforceKeys() {
		this.keysEnforced = true;
	}

	/**
	 * Return whether a rejected request is rejected again with the same key.
	 */
	boolean keepsRefusals() {
		return this.keepsRefusals;
	}

	private static boolean isValidation(int status) {
		return status == 400 || status == 413 || status == 422;
	}

	/**
	 * Apply no rate limits from now on.
	 */
	void removeLimits() {
		this.unlimited = true;
	}

	boolean isUnlimited() {
		return this.unlimited;
	}

	private boolean isStored(Request request) {
		return request.key() != null && this.keys.containsKey(request.key());
	}

	/**
	 * Handle a request.
	 */
	Reply handle(Request request, Fault fault) {
		if (fault.point() == Point.BEFORE_EFFECT && fault.status() >= 500) {
			return failure(fault, null);
		}
		if (request.isToken()) {
			return (fault.point() == Point.BEFORE_EFFECT) ? failure(fault, retryAfter(1)) : token(request, fault);
		}
		Long expiry = this.tokens.get(request.token());
		if (expiry == null || expiry - this.time.nanos() <= 0) {
			return error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED", null, null);
		}
		Reply limited = limit(request.endpointClass());
		if (limited != null) {
			return limited;
		}
		if (fault.point() == Point.BEFORE_EFFECT && !(this.keysEnforced && isStored(request))) {
			Reply reply = failure(fault, (fault.status() == 429) ? retryAfter(this.random.nextInt(8)) : null);
			if (this.keepsRefusals && request.key() != null && isValidation(fault.status())) {
				this.keys.putIfAbsent(request.key(), new Stored(request.path(), request.body(), reply));
			}
			return reply;
		}
		Reply reply = keyed(request);
		return (fault.point() == Point.AFTER_EFFECT && reply.status() < 300) ? failure(fault, null) : reply;
	}

	private Reply token(Request request, Fault fault) {
		String token = "token-" + ++this.issued;
		this.tokens.put(token, this.time.nanos() + this.tokenLifetime.toNanos());
		return (fault.point() == Point.AFTER_EFFECT) ? failure(fault, null)
				: new Reply(200, null, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":"
						+ this.tokenLifetime.toSeconds() + "}");
	}

	private @Nullable Reply limit(EndpointClass endpointClass) {
		if (this.perSecond == 0 || this.unlimited) {
			return null;
		}
		Bucket bucket = this.buckets.computeIfAbsent(endpointClass, (ignored) -> new Bucket(this.time.nanos()));
		double missing = bucket.take(this.time.nanos());
		return (missing <= 0) ? null
				: error(429, "CDP_ETL.RATE.LIMITED", null, retryAfter((int) Math.ceil(missing / this.perSecond)));
	}

	// Seconds, a date, or no header
	private @Nullable String retryAfter(int seconds) {
		return switch (this.random.nextInt(8)) {
			case 0 -> null;
			case 1 -> HTTP_DATE.format(this.clock.instant().plusSeconds(seconds));
			default -> String.valueOf(seconds);
		};
	}

	private Reply keyed(Request request) {
		String key = request.key();
		if (key == null || request.endpointClass() == EndpointClass.CAMPAIGN_SEND) {
			return apply(request);
		}
		Stored stored = this.keys.get(key);
		if (stored == null) {
			Reply reply = apply(request);
			if (reply.status() < 300 || this.keepsRefusals) {
				this.keys.put(key, new Stored(request.path(), request.body(), reply));
			}
			return reply;
		}
		if (!stored.path().equals(request.path()) || !Arrays.equals(stored.body(), request.body())) {
			return error(400, "CDP_ETL.VALIDATION.REQUEST_INVALID", "Idempotency-Key", null);
		}
		return stored.reply();
	}

	private Reply apply(Request request) {
		String[] path = request.path().split("/");
		String last = path[path.length - 1];
		if (path[1].equals("campaigns")) {
			this.effects.send(path[2]);
			this.events.add("server: EFFECT campaign %s is sent", path[2]);
			return ok("{\"jobId\":\"send-" + path[2] + "\",\"status\":\"queued\"}");
		}
		if (path[1].equals("metadata")) {
			return ok("{\"objectName\":\"orders\",\"displayName\":\"Orders\"}");
		}
		if (path[3].equals("jobs")) {
			return job(last);
		}
		JsonNode body = JsonMapper.shared().readTree(request.body());
		boolean upsert = last.startsWith("upsert");
		return last.endsWith("batch") ? batch(body.path("records"), upsert) : single(body.path("record"), upsert);
	}

	private Reply single(JsonNode record, boolean upsert) {
		if (record.path("poison").asBoolean(false)) {
			return error(422, "CDP_ETL.VALIDATION.REQUEST_SCHEMA", "record.poison", null);
		}
		write(record, upsert);
		return ok("{\"operation\":\"append\",\"objectName\":\"x\",\"accepted\":true,\"acceptedRecords\":1}");
	}

	private Reply batch(JsonNode records, boolean upsert) {
		if (records.size() > this.maxBatch) {
			return error(413, "CDP_ETL.VALIDATION.REQUEST_INVALID", null, null);
		}
		List<Integer> poison = new ArrayList<>();
		for (int i = 0; i < records.size(); i++) {
			if (records.get(i).path("poison").asBoolean(false)) {
				poison.add(i);
			}
		}
		if (!poison.isEmpty() && this.batchMode == BatchMode.REFUSE_NAMED) {
			return error(422, "CDP_ETL.VALIDATION.REQUEST_SCHEMA", "records[" + poison.get(0) + "].poison", null);
		}
		if (!poison.isEmpty() && this.batchMode == BatchMode.REFUSE) {
			return error(422, "CDP_ETL.VALIDATION.REQUEST_SCHEMA", null, null);
		}
		if (this.batchMode == BatchMode.JOB) {
			String id = "job-" + (this.jobs.size() + 1);
			Job job = new Job();
			this.jobs.put(id, job);
			long delay = (long) (20e9 * this.random.nextDouble() * this.random.nextDouble());
			this.time.after(Duration.ofNanos(delay), () -> {
				writeAll(records, upsert);
				job.result = result(records.size(), poison, "\"state\":\"completed\",");
			});
			return ok("{\"jobId\":\"" + id + "\"}");
		}
		writeAll(records, upsert);
		return ok("{" + result(records.size(), poison, "") + "}");
	}

	private String result(int size, List<Integer> poison, String first) {
		if (this.batchMode == BatchMode.COUNTS || (poison.isEmpty() && this.random.nextBoolean())) {
			return first + "\"acceptedRecords\":" + (size - poison.size()) + ",\"rejectedRecords\":" + poison.size();
		}
		StringBuilder results = new StringBuilder();
		for (int i = 0; i < size; i++) {
			results.append(results.isEmpty() ? "" : ",")
				.append("{\"index\":")
				.append(i)
				.append(",\"accepted\":")
				.append(!poison.contains(i))
				.append('}');
		}
		return first + "\"results\":[" + results + "]";
	}

	private Reply job(String id) {
		Job job = this.jobs.get(id);
		return (job == null) ? error(404, "CDP_ETL.NOT_FOUND", null, null) : ok(
				"{\"jobId\":\"" + id + "\"," + ((job.result != null) ? job.result : "\"state\":\"running\"") + "}");
	}

	private void writeAll(JsonNode records, boolean upsert) {
		for (JsonNode record : records) {
			if (!record.path("poison").asBoolean(false)) {
				write(record, upsert);
			}
		}
	}

	private void write(JsonNode record, boolean upsert) {
		long id = record.path("id").asLong();
		if (upsert) {
			this.effects.upsert(id, record.path("email").asString());
		}
		else {
			this.effects.append(id);
		}
		this.events.add("server: EFFECT record %s is written", id);
	}

	private static Reply failure(Fault fault, @Nullable String retryAfter) {
		return (fault.code() != null) ? error(fault.status(), fault.code(), fault.path(), retryAfter)
				: new Reply(fault.status(), retryAfter, "<html>Bad gateway</html>");
	}

	private static Reply ok(String data) {
		return new Reply(200, null, "{\"success\":true,\"data\":" + data + "}");
	}

	private static Reply error(int status, String code, @Nullable String path, @Nullable String retryAfter) {
		return new Reply(status, retryAfter, "{\"success\":false,\"error\":{\"code\":\"" + code
				+ "\",\"message\":\"no\"" + ((path != null) ? ",\"details\":{\"path\":\"" + path + "\"}" : "") + "}}");
	}

	private boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	/**
	 * A request.
	 *
	 * @param method the method
	 * @param path the path below the base URL
	 * @param endpointClass the class of the endpoint
	 * @param token the bearer token
	 * @param key the idempotency key
	 * @param body the body
	 */
	record Request(String method, String path, @Nullable EndpointClass endpointClass, @Nullable String token,
			@Nullable String key, byte[] body) {

		boolean isToken() {
			return this.endpointClass == null;
		}

	}

	/**
	 * A response.
	 *
	 * @param status the status
	 * @param retryAfter the header, if there is one
	 * @param body the body
	 */
	record Reply(int status, @Nullable String retryAfter, String body) {

		byte[] bytes() {
			return this.body.getBytes(StandardCharsets.UTF_8);
		}

	}

	private record Stored(String path, byte[] body, Reply reply) {
	}

	private static final class Job {

		private @Nullable String result;

	}

	private final class Bucket {

		private double permits;

		private long filledAt;

		Bucket(long now) {
			this.permits = ModelServer.this.burst;
			this.filledAt = now;
		}

		// Returns the missing part of a permit, zero if one was taken.
		double take(long now) {
			this.permits = Math.min(ModelServer.this.burst,
					this.permits + (now - this.filledAt) / 1e9 * ModelServer.this.perSecond);
			this.filledAt = now;
			if (this.permits >= 1) {
				this.permits--;
				return 0;
			}
			return 1 - this.permits;
		}

	}

	/**
	 * How the API responds to a batch, which is not documented.
	 */
	enum BatchMode {

		/** A batch with a bad record is rejected as a whole, and the record is named. */
		REFUSE_NAMED,

		/** A batch with a bad record is rejected as a whole. */
		REFUSE,

		/** The outcome of every record. */
		RESULTS,

		/** The numbers of accepted and rejected records. */
		COUNTS,

		/** A job. */
		JOB

	}

}
