package com.experiture.boot.test.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.emulator.autoconfigure.EmulatorConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the emulator of a test.
 *
 * @see AutoConfigureExperitureEmulator
 */
@AutoConfiguration(before = ExperitureAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "experiture.test.emulator.enabled", matchIfMissing = true)
@Import(EmulatorConfiguration.class)
public class ExperitureEmulatorAutoConfiguration {

}
