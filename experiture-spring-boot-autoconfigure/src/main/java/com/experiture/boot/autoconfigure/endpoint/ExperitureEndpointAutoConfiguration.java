package com.experiture.boot.autoconfigure.endpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import com.experiture.boot.autoconfigure.ConditionalOnExperitureClient;
import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.autoconfigure.ExperitureProperties;
import com.experiture.client.ExperitureClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link ExperitureEndpoint}.
 */
@AutoConfiguration(after = ExperitureAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnExperitureClient
@ConditionalOnAvailableEndpoint(ExperitureEndpoint.class)
@EnableConfigurationProperties(ExperitureEndpointProperties.class)
public class ExperitureEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ExperitureEndpoint experitureEndpoint(ObjectProvider<ExperitureClient> clients,
			ObjectProvider<ExperitureProperties> clientProperties,
			ObjectProvider<SanitizingFunction> sanitizingFunctions, ExperitureEndpointProperties properties) {
		return new ExperitureEndpoint(clients.stream(ObjectProvider.UNFILTERED).toList(),
				clientProperties.getIfUnique(), sanitizingFunctions.orderedStream().toList(),
				properties.getShowValues());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ExperitureEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	ExperitureEndpointWebExtension experitureEndpointWebExtension(ExperitureEndpoint endpoint,
			ExperitureEndpointProperties properties) {
		return new ExperitureEndpointWebExtension(endpoint, properties.getShowValues(), properties.getRoles());
	}

}
