package com.experiture.boot.autoconfigure.endpoint;

import java.util.Locale;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that always sanitizes the client
 * secrets in the {@code env} and {@code configprops} endpoints.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
@ConditionalOnBooleanProperty(name = "experiture.enabled", matchIfMissing = true)
public class ExperitureSanitizingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "experitureSanitizingFunction")
	SanitizingFunction experitureSanitizingFunction() {
		return (data) -> isSecret(data.getKey()) ? data.withSanitizedValue() : data;
	}

	// Also as an environment variable, EXPERITURE_WORKSPACES_EU_CLIENT_SECRET
	private static boolean isSecret(String key) {
		String name = key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
		return name.startsWith("experiture") && name.endsWith("clientsecret");
	}

}
