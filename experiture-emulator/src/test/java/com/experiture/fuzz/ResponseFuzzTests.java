package com.experiture.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.experiture.client.call.Endpoint;
import com.experiture.fuzz.Draft.Ending;
import com.experiture.fuzz.FuzzCase.Target;
import com.experiture.fuzz.FuzzRun.Failure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that with any response of a server, a call ends in time with a value or an
 * {@code ExperitureException}, exposes nothing confidential and does not affect later
 * calls. {@code fuzz.seeds} and {@code fuzz.drop} choose the cases, see CONTRIBUTING.md.
 */
class ResponseFuzzTests {

	private static final String SEEDS = System.getProperty("fuzz.seeds", "1-2000");

	private static final String DROP = System.getProperty("fuzz.drop", "");

	private static final int ENOUGH = 10;

	@TempDir
	Path directory;

	private FuzzRun run;

	@BeforeEach
	void prepare() throws IOException {
		this.run = new FuzzRun(this.directory);
	}

	@AfterEach
	void close() {
		this.run.close();
	}

	@Test
	void callSurvivesEveryMutatedResponse() throws InterruptedException {
		long[] seeds = Arrays.stream(SEEDS.split("-")).mapToLong(Long::parseLong).toArray();
		long last = seeds[seeds.length - 1];
		List<Failure> failures;
		if (seeds[0] == last) {
			Failure failure = this.run.repeat(last, dropped());
			failures = (failure != null) ? List.of(failure) : List.of();
		}
		else {
			failures = this.run.run(seeds[0], last, ENOUGH);
		}
		assertThat(failures)
			.as(() -> "\n" + failures.stream().map(Failure::toString).collect(Collectors.joining("\n\n")))
			.isEmpty();
	}

	private static Set<Integer> dropped() {
		return Arrays.stream(DROP.split(","))
			.filter((text) -> !text.isEmpty())
			.map(Integer::valueOf)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void producesSameBytesForSameSeed() {
		for (long seed = 1; seed <= 200; seed++) {
			FuzzCase fuzz = this.run.fuzzCase(seed);
			FuzzCase again = this.run.fuzzCase(seed);
			assertThat(again.bytes()).isEqualTo(fuzz.bytes());
			assertThat(again.toString()).isEqualTo(fuzz.toString());
			assertThat(again.pieces()).isEqualTo(fuzz.pieces());
		}
	}

	@Test
	void coversEveryCallTargetEndingAndMutation() {
		List<FuzzCase> cases = LongStream.rangeClosed(1, 2000).mapToObj(this.run::fuzzCase).toList();
		assertThat(cases.stream().filter((fuzz) -> fuzz.target() == Target.API).map(FuzzCase::endpoint))
			.containsAll(EnumSet.allOf(Endpoint.class));
		assertThat(cases.stream().map(FuzzCase::next)).containsAll(EnumSet.allOf(Endpoint.class));
		assertThat(cases.stream().map(FuzzCase::target)).contains(Target.values());
		assertThat(cases.stream().map(FuzzCase::ending)).contains(Ending.values());
		assertThat(cases.stream()
			.flatMap((fuzz) -> fuzz.mutations().stream())
			.map((mutation) -> mutation.substring(mutation.indexOf(':') + 1))
			.collect(Collectors.toSet())).isEqualTo(Mutation.names());
	}

	@Test
	void returnsAllConnectionsToPool() {
		int connections = 8;
		try (FuzzClient client = this.run.client(connections)) {
			LongStream.rangeClosed(10_001, 10_400)
				.mapToObj(this.run::fuzzCase)
				.filter((fuzz) -> fuzz.target() == Target.API && fuzz.ending() != Ending.HOLD)
				.limit(12L * connections)
				.forEach((fuzz) -> assertThat(client.runMutated(fuzz)).as(fuzz.toString()).isNull());
			assertThat(client.runTogether(connections)).isNull();
		}
	}

	@Test
	void limitsTagsOfErrorCodes() {
		try (FuzzClient client = this.run.client(1)) {
			Choices choices = new Choices(1);
			for (int i = 0; i < 500; i++) {
				FuzzCase fuzz = FuzzCase.of(i, Endpoint.CAMPAIGNS_GET, 422,
						"{\"success\":false,\"error\":{\"code\":\"" + HostileText.code(choices) + "\"}}");
				assertThat(client.runMutated(fuzz)).isNull();
			}
			assertThat(client.tags().values()).hasSizeLessThan(200);
		}
	}

	@Test
	void limitsMemoryOfResponse() {
		try (FuzzClient client = this.run.client(1)) {
			long most = 0;
			for (long seed = 20_001; seed <= 20_200; seed++) {
				FuzzCase fuzz = this.run.fuzzCase(seed);
				if (fuzz.target() == Target.API && fuzz.ending() == Ending.KEEP) {
					long before = allocated();
					assertThat(client.runMutated(fuzz)).as(fuzz.toString()).isNull();
					most = Math.max(most, allocated() - before);
				}
			}
			assertThat(most).isLessThan(64L * FuzzClient.MAX_RESPONSE_SIZE);
		}
	}

	private static long allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

}
