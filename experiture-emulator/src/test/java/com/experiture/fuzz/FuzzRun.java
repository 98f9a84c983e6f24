package com.experiture.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import com.experiture.fuzz.Draft.Ending;
import com.experiture.fuzz.FuzzCase.Target;

/**
 * Runs the cases of a range of seeds, several at a time. A case that fails is run again
 * alone, and its mutations are removed one by one as long as it still fails.
 */
final class FuzzRun implements AutoCloseable {

	private static final int BLOCK = 25;

	private static final int LANES = 8;

	private static final Duration STEADY = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofSeconds(2);

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "fuzz");
		thread.setDaemon(true);
		return thread;
	});

	private final Calls calls = new Calls();

	private final CapturedLog log = new CapturedLog();

	private final Path file;

	FuzzRun(Path directory) throws IOException {
		this.file = Files.writeString(directory.resolve("people.csv"),
				"email,city\njane@example.com," + HostileText.RECORD + "\n");
	}

	/**
	 * Run the cases of some seeds.
	 * @return the failures, with the commands that repeat them
	 */
	List<Failure> run(long first, long last, int enough) throws InterruptedException {
		AtomicLong next = new AtomicLong(first);
		Queue<Failure> failures = new ConcurrentLinkedQueue<>();
		CountDownLatch lanes = new CountDownLatch(LANES);
		for (int i = 0; i < LANES; i++) {
			this.threads.execute(() -> {
				try {
					for (long from = next.getAndAdd(BLOCK); from <= last
							&& failures.size() < enough; from = next.getAndAdd(BLOCK)) {
						block(from, Math.min(last, from + BLOCK - 1), enough, failures);
					}
				}
				finally {
					lanes.countDown();
				}
			});
		}
		lanes.await();
		String unattributed = this.log.problem("");
		if (failures.isEmpty() && unattributed != null) {
			failures.add(new Failure(first, unattributed, command(first + "-" + last, Set.of())));
		}
		return failures.stream().sorted(Comparator.comparingLong(Failure::seed)).toList();
	}

	private void block(long from, long to, int enough, Queue<Failure> failures) {
		FuzzClient client = client(STEADY);
		try {
			for (long seed = from; seed <= to && failures.size() < enough; seed++) {
				FuzzCase fuzz = FuzzCase.of(seed, Set.of(), this.calls);
				String problem = (fuzz.target() == Target.TOKEN) ? alone(fuzz) : client.run(fuzz);
				if (problem != null) {
					failures.add(failure(from, fuzz, problem));
					client.close();
					client = client(STEADY);
				}
			}
		}
		catch (RuntimeException | Error ex) {
			StringWriter trace = new StringWriter();
			ex.printStackTrace(new PrintWriter(trace));
			failures.add(new Failure(from, "The fuzzer failed with " + trace, command(from + "-" + to, Set.of())));
		}
		finally {
			client.close();
		}
	}

	private FuzzClient client(Duration attemptTimeout) {
		return new FuzzClient(this.calls, this.log, this.threads, this.file, attemptTimeout, 1);
	}

	/**
	 * Return a client with several connections.
	 */
	FuzzClient client(int maxConnections) {
		return new FuzzClient(this.calls, this.log, this.threads, this.file, STEADY, maxConnections);
	}

	/**
	 * Return the case of a seed.
	 */
	FuzzCase fuzzCase(long seed) {
		return FuzzCase.of(seed, Set.of(), this.calls);
	}

	/**
	 * Run a case with a client of its own.
	 */
	private @Nullable String alone(FuzzCase fuzz) {
		try (FuzzClient client = client(
				(fuzz.target() == Target.TOKEN && fuzz.ending() == Ending.HOLD) ? SHORT : STEADY)) {
			return client.run(fuzz);
		}
	}

	private Failure failure(long from, FuzzCase fuzz, String problem) {
		String again = alone(fuzz);
		if (again == null) {
			return new Failure(fuzz.seed(), problem + "\n  (not if it is run alone)\n  " + describe(fuzz),
					command(from + "-" + fuzz.seed(), Set.of()));
		}
		Set<Integer> dropped = new TreeSet<>();
		FuzzCase smallest = fuzz;
		for (int i = 0; i < 4 && smallest.mutations().size() > 1; i++) {
			Set<Integer> without = new TreeSet<>(dropped);
			without.add(i);
			FuzzCase smaller = FuzzCase.of(fuzz.seed(), without, this.calls);
			if (smaller.mutations().size() < smallest.mutations().size() && !smaller.mutations().isEmpty()
					&& kind(again).equals(kind(alone(smaller)))) {
				dropped = without;
				smallest = smaller;
			}
		}
		return new Failure(fuzz.seed(), again + "\n  " + describe(smallest),
				command(Long.toString(fuzz.seed()), dropped));
	}

	/**
	 * Return the kind of a problem, to distinguish it from another problem of the same
	 * case.
	 */
	static String kind(@Nullable String problem) {
		String text = String.valueOf(problem).replaceAll("[0-9]+", "N");
		return text.substring(0, Math.min(45, text.length()));
	}

	/**
	 * Run one case without some of its mutations.
	 */
	@Nullable Failure repeat(long seed, Set<Integer> dropped) {
		FuzzCase fuzz = FuzzCase.of(seed, dropped, this.calls);
		String problem = alone(fuzz);
		if (problem == null) {
			problem = this.log.problem("");
		}
		return (problem != null)
				? new Failure(seed, problem + "\n  " + describe(fuzz), command(Long.toString(seed), dropped)) : null;
	}

	private static String describe(FuzzCase fuzz) {
		String bytes = HostileText.printable(Draft.latin1Text(fuzz.bytes()));
		return fuzz + "\n  " + fuzz.bytes().length + " bytes: " + ((bytes.length() > 1500)
				? bytes.substring(0, 1000) + " ... " + bytes.substring(bytes.length() - 400) : bytes);
	}

	private static String command(String seeds, Set<Integer> dropped) {
		return "mvn -ntp test -pl experiture-emulator -am -Dtest=ResponseFuzzTests#callSurvivesEveryMutatedResponse"
				+ " -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.seeds=" + seeds + (dropped.isEmpty() ? ""
						: " -Dfuzz.drop=" + String.join(",", dropped.stream().map(String::valueOf).toList()));
	}

	@Override
	public void close() {
		this.log.close();
		this.threads.shutdownNow();
	}

	/**
	 * A case that failed.
	 *
	 * @param seed the seed
	 * @param text the problem and the bytes that were sent
	 * @param command the command that repeats the case
	 */
	record Failure(long seed, String text, String command) {

		@Override
		public String toString() {
			return "Seed " + this.seed + ": " + this.text + "\n  repeat: " + this.command;
		}

	}

}
