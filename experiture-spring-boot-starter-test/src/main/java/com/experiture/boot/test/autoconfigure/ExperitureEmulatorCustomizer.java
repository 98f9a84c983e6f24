package com.experiture.boot.test.autoconfigure;

import com.experiture.emulator.ExperitureEmulatorBuilder;

/**
 * Callback interface for beans that change the emulator of
 * {@link AutoConfigureExperitureEmulator} before it starts, for example to give it the
 * objects of the application's workspace.
 */
@FunctionalInterface
public interface ExperitureEmulatorCustomizer {

	/**
	 * Customize the emulator.
	 * @param builder the builder to customize
	 */
	void customize(ExperitureEmulatorBuilder builder);

}
