package com.experiture.benchmarks;

import java.io.IOException;

import com.experiture.emulator.ExperitureEmulator;

/**
 * The emulator in a process of its own, until its input ends.
 */
final class EmulatorServer {

	private EmulatorServer() {
	}

	/**
	 * Start the emulator and print where it is and how to authenticate.
	 * @param args none
	 */
	public static void main(String[] args) throws IOException {
		try (ExperitureEmulator emulator = ExperitureEmulator.builder()
			.settings((settings) -> settings.instantJobs(true))
			.start()) {
			System.out.println(String.join(" ", emulator.baseUrl().toString(), emulator.tokenUri().toString(),
					emulator.clientId(), emulator.clientSecret()));
			System.in.read();
		}
	}

}
