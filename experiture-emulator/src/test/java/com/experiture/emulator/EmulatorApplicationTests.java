package com.experiture.emulator;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.experiture.emulator.internal.api.ApiEndpoint;
import com.experiture.emulator.internal.token.TokenEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the emulator as a process, with the class path of the image.
 */
@Timeout(120)
class EmulatorApplicationTests {

	private static final Pattern READY = Pattern
		.compile("The Experiture emulator is ready: http://127\\.0\\.0\\.1:(\\d+)/public/v1, .*");

	@Test
	void runsUntilStopped() throws Exception {
		Process emulator = run("--port=0");
		try {
			int port = port(emulator.inputReader());
			assertThat(health(port)).isZero();
			assertThat(write(port)).isEqualTo(200);
			emulator.destroy();
			assertThat(emulator.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(health(port)).isOne();
		}
		finally {
			emulator.destroyForcibly();
		}
	}

	@Test
	void reportsInvalidArguments() throws Exception {
		Process emulator = run("--port=eighty");
		assertThat(emulator.errorReader().readLine()).isEqualTo("port must be a number from 0 to 65535");
		assertThat(emulator.waitFor()).isEqualTo(2);
	}

	@Test
	void reportsPortInUse() throws Exception {
		try (ServerSocket taken = new ServerSocket(0)) {
			Process emulator = run("--port=" + taken.getLocalPort());
			assertThat(emulator.errorReader().readLine()).startsWith("The port cannot be used: ");
			assertThat(emulator.waitFor()).isEqualTo(2);
		}
	}

	private static int port(BufferedReader output) throws IOException {
		String line = output.readLine();
		Matcher ready = READY.matcher(line);
		assertThat(ready.matches()).as(line).isTrue();
		return Integer.parseInt(ready.group(1));
	}

	private static int health(int port) throws Exception {
		ProcessBuilder process = process("health");
		process.environment().put("EXPERITURE_EMULATOR_PORT", String.valueOf(port));
		return process.start().waitFor();
	}

	private static int write(int port) throws Exception {
		HttpClient http = HttpClient.newHttpClient();
		String origin = "http://127.0.0.1:" + port;
		String token = http
			.send(HttpRequest.newBuilder(URI.create(origin + TokenEndpoint.PATH))
				.header("Authorization", RawClient.basic("emulator-client", "emulator-secret"))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("grant_type=client_credentials"))
				.build(), BodyHandlers.ofString())
			.body();
		return http
			.send(HttpRequest.newBuilder(URI.create(origin + ApiEndpoint.BASE_PATH + "/profiles/upsert"))
				.header("Authorization", "Bearer " + RawClient.JSON.readTree(token).get("access_token").asString())
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"record\":{\"email\":\"ada@example.com\"}}"))
				.build(), BodyHandlers.ofString())
			.statusCode();
	}

	private static String classPath() throws IOException {
		Matcher included = Pattern.compile("<includeArtifactIds>(.*)</includeArtifactIds>")
			.matcher(Files.readString(Path.of("pom.xml")));
		assertThat(included.find()).isTrue();
		List<String> artifacts = List.of(included.group(1).split(","));
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> entry.equals(Path.of("target/classes").toAbsolutePath())
					|| artifacts.stream().anyMatch((artifact) -> entry.toString().contains("/" + artifact + "/")))
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Process run(String... args) throws IOException {
		return process(args).start();
	}

	private static ProcessBuilder process(String... args) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", classPath(), EmulatorApplication.class.getName()));
		command.addAll(List.of(args));
		return new ProcessBuilder(command);
	}

}
