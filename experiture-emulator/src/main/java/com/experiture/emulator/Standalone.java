package com.experiture.emulator;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.FixtureFile.ObjectEntry;
import com.experiture.emulator.internal.server.NetworkBinding;

/**
 * An emulator that is a process of its own, with its fixtures.
 */
final class Standalone implements AutoCloseable {

	private final ExperitureEmulator emulator;

	private final @Nullable FixtureFile fixtures;

	private Standalone(ExperitureEmulator emulator, @Nullable FixtureFile fixtures) {
		this.emulator = emulator;
		this.fixtures = fixtures;
	}

	/**
	 * Start an emulator.
	 * @param options the options
	 * @return the running emulator
	 * @throws IllegalArgumentException if the fixtures cannot be used
	 */
	static Standalone start(StandaloneOptions options) {
		Path file = options.fixtures();
		FixtureFile fixtures = (file != null) ? FixtureFile.read(file) : null;
		ExperitureEmulatorBuilder builder = ExperitureEmulator.builder()
			.credentials(options.clientId(), options.clientSecret())
			.binding(new NetworkBinding(options.port(), true, options.externalUrl()));
		if (fixtures != null && !fixtures.objects().isEmpty()) {
			builder.onlyObjects(fixtures.objects().stream().map(ObjectEntry::toObject).toList());
		}
		StandaloneEndpoints endpoints = new StandaloneEndpoints();
		Standalone standalone = new Standalone(builder.control(endpoints::handle).start(), fixtures);
		try {
			standalone.load();
			endpoints.open(standalone);
			return standalone;
		}
		catch (RuntimeException ex) {
			standalone.close();
			throw ex;
		}
	}

	ExperitureEmulator emulator() {
		return this.emulator;
	}

	void reset() {
		this.emulator.reset();
		load();
	}

	private void load() {
		if (this.fixtures != null) {
			this.fixtures.load(this.emulator.fixtures());
		}
	}

	@Override
	public void close() {
		this.emulator.close();
	}

	@Override
	public String toString() {
		return "The Experiture emulator is ready: " + this.emulator.baseUrl() + ", tokens at "
				+ this.emulator.tokenUri() + ", client " + this.emulator.clientId();
	}

}
