package com.experiture.emulator.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.ExperitureEmulatorBuilder;

/**
 * The emulator and the connection of all workspaces to it, for the auto-configurations
 * that need one.
 */
@Configuration(proxyBeanMethods = false)
@Import(EmulatorConnectionDetailsRegistrar.class)
public class EmulatorConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	ExperitureEmulator experitureEmulator(ObjectProvider<ExperitureEmulatorCustomizer> customizers) {
		ExperitureEmulatorBuilder builder = ExperitureEmulator.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.start();
	}

}
