package com.experiture.client.internal.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.experiture.client.testing.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the memory that a response takes, in a process that has little of it.
 */
class ResponseMemoryTests {

	private static final int SIZE = 15 * 1024 * 1024;

	// The default of experiture.max-response-size is 16 MB, a response takes at most
	// six times as much, and the client itself needs some.
	private static final String MEMORY = "-Xmx128m";

	private static final Pattern NUMBER = Pattern.compile("/(\\d+)");

	@TempDir
	private Path directory;

	@Test
	@Timeout(300)
	void usesSmallMultipleOfMaximumSizeOrRejectsResponse() throws Exception {
		List<Response> responses = new ArrayList<>();
		for (String item : List.of("{},", "[],", "1,", "\"\",", "\"a\",", "null,", "1.5,", "123456789012345678901,",
				"{\"a\":1},", "{\"id\":\"a\"},", "[[[[1]]]],", "\"\u00e9\u20ac\",")) {
			responses.add(repeated("[", item, "0]"));
		}
		responses.add(repeated("{\"items\":[", "\"a\",", "\"a\"]}"));
		responses.add(repeated("{\"id\":\"l\",\"unknown\":[", "{},", "0]}"));
		responses.add(repeated("\"", "x", "\""));
		responses.add(repeated("\"\u20ac", "x", "\""));
		responses.add(names());
		responses.add(compressed(SIZE));
		responses.add(compressed(1024 * 1024 * 1024));
		responses.add(singleBytes());
		try (ScriptedServer server = new ScriptedServer((line, out) -> {
			Matcher number = NUMBER.matcher(line);
			number.find();
			responses.get(Integer.parseInt(number.group(1))).write(out);
		})) {
			Path output = this.directory.resolve("output");
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					MEMORY, "-XX:MaxDirectMemorySize=64m", "-cp", System.getProperty("java.class.path"),
					ResponseMemory.class.getName(), server.address().toString(), String.valueOf(responses.size()))
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			boolean ended = process.waitFor(280, TimeUnit.SECONDS);
			process.destroyForcibly();
			assertThat(ended).isTrue();
			assertThat(process.exitValue()).as(Files.readString(output)).isZero();
			assertThat(server.requests()).hasSize(4 * responses.size());
		}
	}

	private static Response repeated(String begin, String item, String end) {
		byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
		return (out) -> {
			out.write(head("Connection: close"));
			out.write(("{\"success\":true,\"data\":" + begin).getBytes(StandardCharsets.UTF_8));
			byte[] block = item.repeat(1000).getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < SIZE / bytes.length / 1000; i++) {
				out.write(block);
			}
			out.write((end + "}").getBytes(StandardCharsets.UTF_8));
			throw new IOException("the end of the response");
		};
	}

	private static Response names() {
		return (out) -> {
			out.write(head("Connection: close"));
			StringBuilder text = new StringBuilder("{\"success\":true,\"data\":{\"id\":\"l\"");
			for (int i = 0; text.length() < SIZE; i++) {
				text.append(",\"").append(Integer.toString(i, 36)).append("\":0");
			}
			out.write(text.append("}}").toString().getBytes(StandardCharsets.UTF_8));
			throw new IOException("the end of the response");
		};
	}

	private static Response compressed(int size) {
		return (out) -> {
			out.write(head("Connection: close", "Content-Encoding: gzip"));
			GZIPOutputStream gzip = new GZIPOutputStream(out);
			gzip.write("{\"success\":true,\"data\":[".getBytes(StandardCharsets.UTF_8));
			byte[] block = "{},".repeat(100_000).getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < size / block.length; i++) {
				gzip.write(block);
			}
			gzip.write("0]}".getBytes(StandardCharsets.UTF_8));
			gzip.finish();
			throw new IOException("the end of the response");
		};
	}

	private static Response singleBytes() {
		return (out) -> {
			out.write(head("Transfer-Encoding: chunked"));
			out.write("1\r\n{\r\n".getBytes(StandardCharsets.UTF_8));
			byte[] block = "1\r\n \r\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < 300; i++) {
				out.write(block);
			}
			out.write("19\r\n\"success\":true,\"data\":{}}\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		};
	}

	private static byte[] head(String... headers) {
		return ("HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
	}

	private interface Response {

		void write(OutputStream output) throws Exception;

	}

}
