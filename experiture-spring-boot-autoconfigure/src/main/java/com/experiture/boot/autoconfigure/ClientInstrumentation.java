package com.experiture.boot.autoconfigure;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webclient.observation.ObservationWebClientCustomizer;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClientBuilder;
import com.experiture.client.observation.CallObservationConvention;
import com.experiture.client.settings.Registries;

/**
 * Configures observations and Resilience4j registries of a client from the beans of the
 * application.
 */
class ClientInstrumentation {

	private final ObjectProvider<ObservationRegistry> observations;

	private final ObjectProvider<CallObservationConvention> conventions;

	private final ObjectProvider<ObservationWebClientCustomizer> webClientObservations;

	private final ObjectProvider<RetryRegistry> retries;

	private final ObjectProvider<RateLimiterRegistry> rateLimiters;

	ClientInstrumentation(ObjectProvider<ObservationRegistry> observations,
			ObjectProvider<CallObservationConvention> conventions,
			ObjectProvider<ObservationWebClientCustomizer> webClientObservations, ObjectProvider<RetryRegistry> retries,
			ObjectProvider<RateLimiterRegistry> rateLimiters) {
		this.observations = observations;
		this.conventions = conventions;
		this.webClientObservations = webClientObservations;
		this.retries = retries;
		this.rateLimiters = rateLimiters;
	}

	/**
	 * Apply the instrumentation to the builder of a client.
	 */
	void apply(ExperitureClientBuilder builder) {
		builder.webClientBuilder(this::webClientBuilder).registries(registries(builder.workspace()));
		this.observations.ifUnique(builder::observationRegistry);
		this.conventions.ifUnique(builder::observationConvention);
	}

	// WebClient builders and customizers of the application are for other services, with
	// their keys, cookies and addresses. Only the observation is used.
	private WebClient.Builder webClientBuilder() {
		WebClient.Builder builder = WebClient.builder();
		this.webClientObservations.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private Registries registries(String workspace) {
		String prefix = workspace.equals(ExperitureClient.DEFAULT_WORKSPACE) ? "experiture" : "experiture." + workspace;
		return new Registries(prefix, this.retries.getIfUnique(RetryRegistry::ofDefaults),
				this.rateLimiters.getIfUnique(RateLimiterRegistry::ofDefaults));
	}

}
