package com.experiture.emulator.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.ExperitureEmulatorBuilder;

/**
 * Configuration of the emulator and of the connection details of all workspaces, for
 * auto-configurations to import.
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
