package com.experiture.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Runs the application that the build processed ahead of time, in a JVM of its own.
 */
class AotApplicationTests {

	private static final String LAST_LINE = "Health is at";

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void doesItsJobAsProcessedAheadOfTime(boolean virtualThreads) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dspring.aot.enabled=true", "-Dserver.port=0", "-Dspring.threads.virtual.enabled=" + virtualThreads,
				"-cp", System.getProperty("java.class.path"), SampleApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> untilLastLine(output));
			assertThat(String.join("\n", lines)).contains("Starting AOT-processed SampleApplication")
				.containsPattern("profiles +91 +91 +0")
				.containsPattern("orders +2155 +2155 +0")
				.contains(LAST_LINE);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static List<String> untilLastLine(BufferedReader output) throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			if (line.startsWith(LAST_LINE)) {
				break;
			}
		}
		return lines;
	}

}
