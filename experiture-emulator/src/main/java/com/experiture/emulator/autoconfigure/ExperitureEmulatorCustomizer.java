package com.experiture.emulator.autoconfigure;

import com.experiture.emulator.ExperitureEmulatorBuilder;

/**
 * Callback interface for beans that change the emulator before it starts, for example to
 * give it the objects of the application's workspace. Used for the emulator of a test and
 * for the one that is embedded by {@code experiture.emulator.enabled}.
 */
@FunctionalInterface
public interface ExperitureEmulatorCustomizer {

	/**
	 * Customize the emulator.
	 * @param builder the builder to customize
	 */
	void customize(ExperitureEmulatorBuilder builder);

}
