package com.experiture.boot.autoconfigure.health;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

import com.experiture.boot.autoconfigure.ConditionalOnExperitureClient;
import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.ExperitureClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of the clients: one
 * indicator, or a composite by workspace name if there are several clients.
 */
@AutoConfiguration(after = ExperitureAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnExperitureClient
@ConditionalOnEnabledHealthIndicator("experiture")
public class ExperitureHealthContributorAutoConfiguration
		extends CompositeHealthContributorConfiguration<ExperitureHealthIndicator, ExperitureClient> {

	ExperitureHealthContributorAutoConfiguration() {
		super((client) -> new ExperitureHealthIndicator(client.status()));
	}

	@Bean
	@ConditionalOnMissingBean(name = { "experitureHealthIndicator", "experitureHealthContributor" })
	HealthContributor experitureHealthContributor(ObjectProvider<ExperitureClient> beans) {
		Map<String, ExperitureClient> clients = new TreeMap<>();
		beans.stream(ObjectProvider.UNFILTERED)
			.forEach((client) -> clients.put(String.valueOf(client.workspace()), client));
		return createContributor(clients);
	}

}
