package com.experiture.boot.autoconfigure;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.experiture.client.ExperitureClient;

/**
 * Configuration that replaces the client of the workspace {@code eu}, as in
 * {@code docs/configuration.md}.
 */
@Configuration(proxyBeanMethods = false)
public class ClientOfAWorkspaceConfiguration {

	@Bean(defaultCandidate = false)
	@Qualifier("eu")
	ExperitureClient ownEu() {
		return ExperitureClient.builder().workspace("eu").credentials(() -> {
			throw new IllegalStateException("not asked for while starting");
		}).build();
	}

}
