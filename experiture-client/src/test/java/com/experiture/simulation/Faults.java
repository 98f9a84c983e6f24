package com.experiture.simulation;

import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import com.experiture.simulation.Fault.Point;

/**
 * Chooses the fault of each request, by the seed.
 */
final class Faults {

	private static final Point[] LOSSES = { Point.CONNECT, Point.REQUEST, Point.RESPONSE, Point.RESPONSE, Point.BODY,
			Point.JSON };

	private static final int[] CRASHES = { 500, 502, 503, 503, 504 };

	private final Profile profile;

	private final RandomGenerator random;

	private final double rate;

	private final boolean tokensDuringOutage;

	private boolean enabled = true;

	private @Nullable Outage outage;

	Faults(Profile profile, RandomGenerator random) {
		this.profile = profile;
		this.random = random;
		this.tokensDuringOutage = random.nextBoolean();
		this.rate = switch (profile) {
			case CALM, LIMITED -> 0;
			case OUTAGE -> 0.05 * random.nextDouble();
			default -> 0.05 + 0.4 * random.nextDouble() * random.nextDouble();
		};
	}

	void disable() {
		this.enabled = false;
		this.outage = null;
	}

	/**
	 * Start an outage, which lasts until {@link #endOutage()}.
	 */
	void startOutage() {
		this.outage = Outage.values()[this.random.nextInt(Outage.values().length)];
	}

	void endOutage() {
		this.outage = null;
	}

	@Nullable Outage outage() {
		return this.outage;
	}

	/**
	 * Choose the fault of a request.
	 * @param token whether it is a token request
	 * @param batch whether it is a batch
	 */
	Fault next(boolean token, boolean batch) {
		Fault fault = decide(token, batch);
		return this.enabled ? fault : Fault.NONE;
	}

	private Fault decide(boolean token, boolean batch) {
		if (this.outage != null && !(token && this.tokensDuringOutage)) {
			return outage(this.outage);
		}
		if (!chance(this.rate)) {
			return Fault.NONE;
		}
		return switch (this.profile) {
			case LOSSY, JOBS, LEAVING, OUTAGE -> loss();
			case CRASHING -> chance(0.2) ? loss() : crash();
			case THROTTLED -> chance(0.5) ? throttle() : loss();
			case TOKENS -> token ? chance(0.5) ? loss() : crash()
					: chance(0.4) ? refused(401, null) : chance(0.5) ? throttle() : loss();
			case REFUSING -> token ? Fault.NONE : chance(0.5) ? refusal(batch) : loss();
			default -> any(token, batch);
		};
	}

	private Fault any(boolean token, boolean batch) {
		return switch (this.random.nextInt(5)) {
			case 0 -> crash();
			case 1 -> token ? crash() : refusal(batch);
			case 2 -> throttle();
			default -> loss();
		};
	}

	private Fault outage(Outage kind) {
		return switch (kind) {
			case UNREACHABLE -> Fault.lost(Point.CONNECT, false);
			case UNRESPONSIVE -> Fault.lost(chance(0.5) ? Point.REQUEST : Point.RESPONSE, true);
			case GATEWAY -> crash(Point.BEFORE_EFFECT);
			case MIXED -> chance(0.5) ? loss() : crash();
		};
	}

	private Fault loss() {
		return Fault.lost(LOSSES[this.random.nextInt(LOSSES.length)], chance(0.3));
	}

	private Fault crash() {
		return crash(chance(0.5) ? Point.BEFORE_EFFECT : Point.AFTER_EFFECT);
	}

	private Fault crash(Point point) {
		String code = chance(0.5) ? "CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION" : null;
		return new Fault(point, CRASHES[this.random.nextInt(CRASHES.length)], code, null, false);
	}

	private Fault throttle() {
		return new Fault(Point.BEFORE_EFFECT, 429, "CDP_ETL.RATE.LIMITED", null, false);
	}

	private Fault refusal(boolean batch) {
		return switch (this.random.nextInt(8)) {
			case 0 -> refused(400, null);
			case 1 -> refused(422, batch ? "records[0].email" : "record.email");
			case 2 -> refused(422, null);
			case 3 -> refused(403, null);
			case 4 -> refused(404, null);
			case 5 -> refused(409, null);
			case 6 -> new Fault(Point.BEFORE_EFFECT, 409, "CDP_ETL.CONFLICT", null, false);
			default -> refused(413, null);
		};
	}

	private static Fault refused(int status, @Nullable String path) {
		String code = switch (status) {
			case 400, 413 -> "CDP_ETL.VALIDATION.REQUEST_INVALID";
			case 401 -> "CDP_ETL.AUTH.TOKEN_INVALID";
			case 403 -> "CDP_ETL.AUTH.FORBIDDEN";
			case 404 -> "CDP_ETL.NOT_FOUND";
			case 409 -> "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_DRAFT";
			default -> "CDP_ETL.VALIDATION.REQUEST_SCHEMA";
		};
		return new Fault(Point.BEFORE_EFFECT, status, code, path, false);
	}

	private boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	/**
	 * The kinds of outages.
	 */
	enum Outage {

		/** No connection. */
		UNREACHABLE,

		/** No response. */
		UNRESPONSIVE,

		/** A gateway cannot reach its server. */
		GATEWAY,

		/** All of these, also after the effect. */
		MIXED

	}

}
