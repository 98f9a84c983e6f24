package com.experiture.emulator.autoconfigure;

import com.experiture.emulator.ExperitureEmulatorBuilder;

/**
 * Callback interface that customizes the emulator before it starts, for example to add
 * the objects of the application's workspace. Applies to the emulator of a test and to
 * the embedded emulator ({@code experiture.emulator.enabled}).
 */
@FunctionalInterface
public interface ExperitureEmulatorCustomizer {

	/**
	 * Customize the emulator.
	 * @param builder the builder to customize
	 */
	void customize(ExperitureEmulatorBuilder builder);

}
