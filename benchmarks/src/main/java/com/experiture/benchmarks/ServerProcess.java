package com.experiture.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program of its own that prints one line when it is ready, and ends when its
 * input does.
 */
final class ServerProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final String firstLine;

	private ServerProcess(Process process) throws IOException {
		this.process = process;
		this.output = process.inputReader();
		String line = this.output.readLine();
		if (line == null) {
			throw new IOException("The server did not start");
		}
		this.firstLine = line;
	}

	/**
	 * Start a server.
	 * @param program its main class
	 * @param heap the size of its heap, such as {@code 256m}
	 * @param args its arguments
	 * @return the server, which is ready
	 */
	static ServerProcess start(Class<?> program, String heap, String... args) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(java(), "-Xmx" + heap, "-cp", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(args));
		return new ServerProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * Return what the server printed when it was ready.
	 * @return the line
	 */
	String firstLine() {
		return this.firstLine;
	}

	@Override
	public void close() throws IOException {
		try (this.output) {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.process.destroyForcibly();
		}
	}

}
