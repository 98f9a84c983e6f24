package com.experiture.emulator.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.emulator.ExperitureEmulator;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for an emulator that runs inside the
 * application instead of the service: {@code experiture.emulator.enabled=true}. It does
 * not require test libraries. {@link ExperitureEmulatorCustomizer} beans add the objects
 * and fields of the application's workspace. In a test, the emulator of the test replaces
 * it.
 */
@AutoConfiguration(before = ExperitureAutoConfiguration.class)
@ConditionalOnClass(ExperitureConnectionDetails.class)
@ConditionalOnBooleanProperty("experiture.emulator.enabled")
@ConditionalOnBooleanProperty(name = "experiture.test.emulator.enabled", havingValue = false, matchIfMissing = true)
@EnableConfigurationProperties(EmulatorProperties.class)
@Import(EmulatorConfiguration.class)
public class EmbeddedEmulatorAutoConfiguration {

	private static final Log logger = LogFactory.getLog(EmbeddedEmulatorAutoConfiguration.class);

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ExperitureEmulatorCustomizer embeddedEmulatorPort(EmulatorProperties properties) {
		return (builder) -> builder.port(properties.getPort());
	}

	@Bean
	SmartInitializingSingleton embeddedEmulatorNotice(ExperitureEmulator emulator, Environment environment) {
		return () -> {
			logger.warn("Experiture is EMULATED inside this application at " + emulator.baseUrl()
					+ ": no call reaches the service, and all data is lost on shutdown (experiture.emulator.enabled=true)");
			if (environment.containsProperty("experiture.client-id")) {
				logger.warn("The account of experiture.client-id is not used, since experiture.emulator.enabled=true;"
						+ " remove that property to use the account");
			}
		};
	}

}
