package com.experiture.client.internal.ratelimit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.scheduler.VirtualTimeScheduler;

import com.experiture.client.settings.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much of a server's limit the {@link CallRateLimiter} uses if 32 callers saturate
 * it, with a latency of 20 ms and a jitter of 1 ms each way, on virtual time.
 */
class GoodputTests {

	private static final RateLimit UNKNOWN = RateLimit.DEFAULT;

	private static final int CALLERS = 32;

	@AfterEach
	void stopTime() {
		VirtualTimeScheduler.reset();
	}

	@ParameterizedTest
	@CsvSource({ "200, 20, 0.95, 0.002", "200, 200, 0.95, 0.002", "1000, 50, 0.95, 0.002", "200, 1, 0.75, 0.002",
			"5, 1, 0.9, 0.02" })
	void usesLimitOfTokenBucket(double rate, double burst, double share, double refused) {
		for (int seed = 1; seed <= 3; seed++) {
			assertSteady(LimitedServer.bucket(rate, burst), seed, rate, share, refused);
			VirtualTimeScheduler.reset();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void usesLimitOfFixedWindow(int seed) {
		assertSteady(LimitedServer.window(200, 1), seed, 200, 0.95, 0.002);
	}

	private static void assertSteady(LimitedServer server, int seed, double rate, double share, double refused) {
		LimiterLoad load = load(server, seed);
		load.client(UNKNOWN);
		load.saturate(CALLERS, 0);
		load.advance(360);
		assertThat(load.rate(120, 360)).isGreaterThanOrEqualTo(rate * share);
		assertThat(load.refusedShare(120, 360)).isLessThan(refused);
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "0, 2", "0, 3", "0, 4", "0.3, 5", "0.3, 6", "0.3, 7", "3, 8", "3, 9", "3, 10" })
	void sharesLimitAmongFourProcesses(double secondsApart, int seed) {
		LimiterLoad load = load(LimitedServer.bucket(200, 20), seed);
		for (int i = 0; i < 4; i++) {
			load.client(UNKNOWN);
		}
		load.saturate(CALLERS, secondsApart);
		load.advance(180);
		List<Long> before = load.acceptedByClient();
		load.advance(420);
		List<Long> after = load.acceptedByClient();
		assertThat(load.rate(180, 600)).isGreaterThanOrEqualTo(200 * 0.93);
		assertThat(load.refusedShare(180, 600)).isLessThan(0.005);
		List<Long> shares = IntStream.range(0, 4).mapToObj((i) -> after.get(i) - before.get(i)).toList();
		assertThat(Collections.min(shares)).isGreaterThanOrEqualTo(Collections.max(shares) / 2);
	}

	@ParameterizedTest
	@CsvSource({ "20, 1", "20, 2", "200, 3" })
	void adaptsToHalvedLimit(double burst, int seed) {
		LimiterLoad load = load(LimitedServer.bucket(200, burst), seed);
		load.client(UNKNOWN);
		load.saturate(CALLERS, 0);
		load.advance(300);
		load.change(0.5);
		load.advance(60);
		assertThat(load.rate(320, 350)).isGreaterThanOrEqualTo(100 * 0.9);
	}

	@ParameterizedTest
	@CsvSource({ "20, 1", "20, 2", "200, 3" })
	void adaptsToDoubledLimit(double burst, int seed) {
		LimiterLoad load = load(LimitedServer.bucket(200, burst), seed);
		load.client(UNKNOWN);
		load.saturate(CALLERS, 0);
		load.advance(300);
		load.change(2);
		load.advance(160);
		assertThat(load.rate(420, 450)).isGreaterThanOrEqualTo(400 * 0.9);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void losesOnlyPauseOfSingle429InIdleSecond(boolean learnedBefore) {
		double without = callsAfterAnIdleTime(learnedBefore, false);
		VirtualTimeScheduler.reset();
		double with = callsAfterAnIdleTime(learnedBefore, true);
		assertThat(with).isLessThanOrEqualTo(without + 0.02);
	}

	private static double callsAfterAnIdleTime(boolean learnedBefore, boolean stray) {
		LimiterLoad load = load(learnedBefore ? LimitedServer.bucket(200, 20) : LimitedServer.unlimited(), 1);
		load.client(UNKNOWN);
		if (learnedBefore) {
			load.calls(20_000, CALLERS);
		}
		for (int i = 0; i < 30; i++) {
			load.calls(1, 1);
			load.advance(1);
		}
		if (stray) {
			load.stray();
		}
		load.calls(1, 1);
		load.advance(0.1);
		return load.calls(200, CALLERS);
	}

	@ParameterizedTest
	@CsvSource({ "1000, 1000", "100, 100", "10, 10" })
	void grantsConfiguredPermitsForAnyPeriod(int permits, int periodMillis) {
		LimiterLoad load = load(LimitedServer.unlimited(), 1);
		load.client(new RateLimit(permits, Duration.ofMillis(periodMillis), 10_000));
		load.saturate(CALLERS, 0);
		load.advance(20);
		assertThat(load.rate(1, 20)).isBetween(950.0, 1001.0);
	}

	@ParameterizedTest
	@CsvSource({ "1000, 50", "200, 20" })
	void avoids429IfConfiguredLimitEqualsThatOfApi(int rate, int burst) {
		LimiterLoad load = load(LimitedServer.bucket(rate, burst), 1);
		load.client(new RateLimit(rate, Duration.ofSeconds(1), 10_000));
		load.saturate(CALLERS, 0);
		load.advance(60);
		assertThat(load.rate(0, 60)).isGreaterThanOrEqualTo(rate * 0.95);
		assertThat(load.refusedShare(0, 60)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "60, 1", "60, 2" })
	void adaptsToLimitOfFewRequestsPerMinute(double width, int seed) {
		LimiterLoad load = load(LimitedServer.window(5, width), seed);
		load.client(UNKNOWN);
		load.saturate(CALLERS, 0);
		load.advance(14_400);
		assertThat(load.rate(3600, 14_400)).isGreaterThanOrEqualTo(5 / width * 0.9);
		assertThat(load.refusedShare(3600, 14_400)).isLessThan(0.03);
	}

	private static LimiterLoad load(LimitedServer server, long seed) {
		return new LimiterLoad(server, seed, 0.02, 0.001);
	}

}
