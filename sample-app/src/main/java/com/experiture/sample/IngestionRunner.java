package com.experiture.sample;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import com.experiture.emulator.ExperitureEmulator;

/**
 * Ingests once at the start and prints what happened.
 */
@Component
class IngestionRunner implements ApplicationRunner {

	private final Ingestion ingestion;

	private final ObjectProvider<ExperitureEmulator> emulator;

	IngestionRunner(Ingestion ingestion, ObjectProvider<ExperitureEmulator> emulator) {
		this.ingestion = ingestion;
		this.emulator = emulator;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		ExperitureEmulator embedded = this.emulator.getIfAvailable();
		print("Feeding " + ((embedded != null) ? "the embedded emulator (no account is configured)" : "Experiture"));
		print(this.ingestion.run().toString());
		if (embedded != null) {
			print("A customer as the CDP now holds it: " + embedded.records("profiles").get(0));
			print("An order line as the CDP now holds it: " + embedded.records("orders").get(0));
		}
		print("Health is at /actuator/health; stop with Ctrl-C.");
	}

	private static void print(String text) {
		System.out.println(text);
	}

}
