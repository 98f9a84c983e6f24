package com.experiture.simulation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import com.experiture.client.writer.RecordWriter;
import com.experiture.simulation.Simulation.Result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Simulates the client with many seeds. With {@code -Dexperiture.simulation.seed=<seed>},
 * one seed is repeated and its events are printed; with
 * {@code -Dexperiture.simulation.seeds=<count>} in addition, this number of seeds is run,
 * starting with that one.
 */
class SimulationTests {

	private static final Long SEED = Long.getLong("experiture.simulation.seed");

	private static final long FIRST = (SEED != null) ? SEED : 1;

	private static final long COUNT = Long.getLong("experiture.simulation.seeds", (SEED != null) ? 1 : 10_000);

	private static final int MAX_REPORTED = 5;

	private static final Logger writerLog = (Logger) LoggerFactory.getLogger(RecordWriter.class);

	private static VirtualSchedulers schedulers;

	@BeforeAll
	static void install() {
		// Logs failing handlers, which the simulation has many of.
		writerLog.setLevel(Level.OFF);
		schedulers = new VirtualSchedulers();
	}

	@AfterAll
	static void remove() {
		writerLog.setLevel(null);
		schedulers.close();
	}

	@Test
	void keepsGuaranteesWithEachSeed() {
		long start = System.nanoTime();
		List<Result> broken = LongStream.range(FIRST, FIRST + COUNT)
			.parallel()
			.mapToObj((seed) -> Simulation.run(seed, COUNT == 1))
			.filter((result) -> COUNT == 1 || result.hasViolations())
			.toList();
		System.out.printf("%d seeds in %.1f s%n", COUNT, (System.nanoTime() - start) / 1e9);
		if (COUNT == 1) {
			broken.get(0).events().forEach(System.out::println);
		}
		failOn(broken.stream().filter(Result::hasViolations).toList());
	}

	@Test
	void producesSameEventsForSameSeed() {
		for (long seed = FIRST; seed < FIRST + 60; seed++) {
			Result first = Simulation.run(seed, true);
			Result second = Simulation.run(seed, true);
			assertThat(second.events()).isEqualTo(first.events());
			assertThat(second.hash()).isEqualTo(first.hash());
			assertThat(Simulation.run(seed, false).hash()).isEqualTo(first.hash());
		}
	}

	// Each violated a guarantee at commit 3286c31 or with a defect listed in
	// package-info.
	@ParameterizedTest
	@ValueSource(longs = { 1, 3, 7, 11, 16, 17, 21, 31, 53, 56, 81, 88, 100, 135, 214, 220, 263, 617, 641, 833 })
	void keepsGuaranteesWithSeedsThatFoundDefects(long seed) {
		failOn(Stream.of(Simulation.run(seed, false)).filter(Result::hasViolations).toList());
	}

	private static void failOn(List<Result> broken) {
		if (!broken.isEmpty()) {
			fail("%d of %d seeds violated a guarantee:%n%s", broken.size(), COUNT,
					broken.stream().limit(MAX_REPORTED).map(SimulationTests::report).collect(Collectors.joining("\n")));
		}
	}

	private static String report(Result result) {
		String violations = result.violations()
			.entrySet()
			.stream()
			.map((entry) -> "  " + entry.getKey() + ": " + entry.getValue())
			.collect(Collectors.joining("\n"));
		Result traced = Simulation.run(result.seed(), true);
		return "Seed " + result.seed() + " (" + result.profile() + "):\n" + violations + "\nRepeat it with\n"
				+ "  mvn -q -pl experiture-client -am test -Dtest=SimulationTests -Dsurefire.failIfNoSpecifiedTests=false"
				+ " -Dexperiture.simulation.seed=" + result.seed() + "\n" + String.join("\n", traced.events());
	}

}
