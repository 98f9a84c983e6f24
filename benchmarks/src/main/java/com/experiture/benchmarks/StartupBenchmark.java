package com.experiture.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts an application with {@code spring-boot-starter-webclient} alone and one with
 * this starter and three properties, in turns and each in a JVM of its own.
 */
final class StartupBenchmark {

	// What this module has beside the starter.
	private static final Pattern OTHERS = Pattern
		.compile("(experiture-emulator|experiture-spring-boot-starter-test|wiremock|analytics|"
				+ "okhttp|okio|retrofit|converter-|gson|kotlin|backo|auto-value|logging-interceptor|javax\\.|annotations-).*");

	// What the starter has beside spring-boot-starter-webclient.
	private static final Pattern ADDED = Pattern.compile("(experiture-|resilience4j-|spring-security-|oauth2-|nimbus-|"
			+ "content-type-|lang-tag-|jcip-|json-smart-|accessors-smart-|asm-).*");

	private StartupBenchmark() {
	}

	/**
	 * Run.
	 * @param args the number of pairs
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int pairs = Integer.parseInt(args[0]);
		String starter = classPath(OTHERS.asMatchPredicate().negate());
		String bare = classPath(OTHERS.asMatchPredicate().or(ADDED.asMatchPredicate()).negate());
		double[] wall = new double[pairs];
		double[] cpu = new double[pairs];
		for (int pair = -1; pair < pairs; pair++) {
			Start without = start(bare);
			Start with = start(starter, "--experiture.token-uri=https://login.example.com/oauth2/token",
					"--experiture.client-id=id", "--experiture.client-secret=secret");
			System.out.printf(Locale.ROOT, "%s: webclient alone %s, starter %s%n",
					(pair < 0) ? "warm-up" : "pair " + (pair + 1), without, with);
			if (pair >= 0) {
				wall[pair] = with.wallMillis() / (double) without.wallMillis();
				cpu[pair] = with.cpuMillis() / (double) without.cpuMillis();
			}
		}
		System.out.printf(Locale.ROOT, "median over webclient alone: time to start %.3f, CPU %.3f%n",
				BulkBenchmark.median(wall), BulkBenchmark.median(cpu));
	}

	private static String classPath(Predicate<String> jars) {
		return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
			.filter((entry) -> jars.test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Start start(String classPath, String... args) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(ServerProcess.java(), "-cp", classPath, StartupApplication.class.getName()));
		command.addAll(List.of(args));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			String[] last = lines.isEmpty() ? new String[0] : lines.get(lines.size() - 1).split(" ");
			if (process.waitFor() != 0 || last.length != 5 || !last[0].equals("started")) {
				throw new IOException("The application did not start:\n" + String.join("\n", lines));
			}
			return new Start(Long.parseLong(last[1]), Long.parseLong(last[2]), Integer.parseInt(last[3]),
					Integer.parseInt(last[4]));
		}
	}

	private record Start(long wallMillis, long cpuMillis, int beans, int classes) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%,d ms (CPU %,d ms, %d beans, %,d classes)", this.wallMillis,
					this.cpuMillis, this.beans, this.classes);
		}

	}

}
