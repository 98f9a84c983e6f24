package com.experiture.boot.test.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.ExperitureEmulatorBuilder;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the emulator of a test.
 *
 * @see AutoConfigureExperitureEmulator
 */
@AutoConfiguration(before = ExperitureAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "experiture.test.emulator.enabled", matchIfMissing = true)
@Import(EmulatorConnectionDetailsRegistrar.class)
public final class ExperitureEmulatorAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	ExperitureEmulator experitureEmulator(ObjectProvider<ExperitureEmulatorCustomizer> customizers) {
		ExperitureEmulatorBuilder builder = ExperitureEmulator.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.start();
	}

}
