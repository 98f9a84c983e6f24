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
 * Simulates the client with many seeds. With {@code -Dexperiture.simulation.seed=<seed>}
 * it repeats one seed and prints its events; with
 * {@code -Dexperiture.simulation.seeds=<count>} in addition, it runs that many seeds from
 * there on.
 */
class SimulationTests {

	private static final Long SEED = Long.getLong("experiture.simulation.seed");

	private static final long FIRST = (SEED != null) ? SEED : 1;

	private static final long COUNT = Long.getLong("experiture.simulation.seeds", (SEED != null) ? 1 : 10_000);

	private static final int MOST_REPORTED = 5;

	private static final Logger writerLog = (Logger) LoggerFactory.getLogger(RecordWriter.class);

	private static VirtualSchedulers schedulers;

	@BeforeAll
	static void install() {
		// It reports handlers that fail, of which there are many here.
		writerLog.setLevel(Level.OFF);
		schedulers = new VirtualSchedulers();
	}

	@AfterAll
	static void remove() {
		writerLog.setLevel(null);
		schedulers.close();
	}

	@Test
	void keepsAllPromisesWithEachSeed() {
		long start = System.nanoTime();
		List<Result> broken = LongStream.range(FIRST, FIRST + COUNT)
			.parallel()
			.mapToObj((seed) -> Simulation.run(seed, COUNT == 1))
			.filter((result) -> COUNT == 1 || result.isBroken())
			.toList();
		System.out.printf("%d seeds in %.1f s%n", COUNT, (System.nanoTime() - start) / 1e9);
		if (COUNT == 1) {
			broken.get(0).events().forEach(System.out::println);
		}
		failOn(broken.stream().filter(Result::isBroken).toList());
	}

	@Test
	void sameSeedGivesSameEvents() {
		for (long seed = FIRST; seed < FIRST + 60; seed++) {
			Result first = Simulation.run(seed, true);
			Result second = Simulation.run(seed, true);
			assertThat(second.events()).isEqualTo(first.events());
			assertThat(second.hash()).isEqualTo(first.hash());
			assertThat(Simulation.run(seed, false).hash()).isEqualTo(first.hash());
		}
	}

	// Each broke a promise at commit 3286c31 or with a defect that the package lists.
	@ParameterizedTest
	@ValueSource(longs = { 1, 3, 7, 11, 16, 17, 21, 31, 53, 56, 81, 88, 100, 135, 214, 220, 263, 617, 641, 833 })
	void keepsAllPromisesWithSeedsThatFoundDefects(long seed) {
		failOn(Stream.of(Simulation.run(seed, false)).filter(Result::isBroken).toList());
	}

	private static void failOn(List<Result> broken) {
		if (!broken.isEmpty()) {
			fail("%d of %d seeds broke a promise:%n%s", broken.size(), COUNT,
					broken.stream()
						.limit(MOST_REPORTED)
						.map(SimulationTests::report)
						.collect(Collectors.joining("\n")));
		}
	}

	private static String report(Result result) {
		String promises = result.broken()
			.entrySet()
			.stream()
			.map((entry) -> "  " + entry.getKey() + ": " + entry.getValue())
			.collect(Collectors.joining("\n"));
		Result traced = Simulation.run(result.seed(), true);
		return "Seed " + result.seed() + " (" + result.profile() + "):\n" + promises + "\nRepeat it with\n"
				+ "  mvn -q -pl experiture-client -am test -Dtest=SimulationTests -Dsurefire.failIfNoSpecifiedTests=false"
				+ " -Dexperiture.simulation.seed=" + result.seed() + "\n" + String.join("\n", traced.events());
	}

}
