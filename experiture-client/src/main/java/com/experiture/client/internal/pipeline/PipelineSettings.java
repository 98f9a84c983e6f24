package com.experiture.client.internal.pipeline;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.experiture.client.call.EndpointClass;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.Registries;
import com.experiture.client.settings.RetrySettings;

/**
 * What the pipeline is configured with.
 *
 * @param baseUrl the address that the paths of the operations are below
 * @param callTimeout the time that one logical call may take, waits and retries included
 * @param attemptTimeout the time that one attempt may take, connecting included
 * @param maxResponseSize the largest answer in bytes that is read
 * @param retry how failed attempts are repeated
 * @param rateLimits the limits of the endpoint classes; a missing one is
 * {@link RateLimit#DEFAULT}
 * @param registries where the retry and the rate limiters are registered
 */
public record PipelineSettings(URI baseUrl, Duration callTimeout, Duration attemptTimeout, int maxResponseSize,
		RetrySettings retry, Map<EndpointClass, RateLimit> rateLimits, Registries registries) {

	String target() {
		return this.baseUrl.getScheme() + "://" + this.baseUrl.getAuthority();
	}

}
