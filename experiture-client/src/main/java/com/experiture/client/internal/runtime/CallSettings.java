package com.experiture.client.internal.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.experiture.client.call.EndpointClass;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.Registries;
import com.experiture.client.settings.RetrySettings;

/**
 * The settings of the calls of one client.
 *
 * @param workspace the name that the application gave the workspace
 * @param baseUrl the URL that the paths of the operations are relative to
 * @param callTimeout the maximum duration of one logical call, waits and retries included
 * @param attemptTimeout the maximum duration of one attempt, connecting included
 * @param maxResponseSize the maximum size of a response in bytes
 * @param retry how failed attempts are repeated
 * @param rateLimits the limits of the endpoint classes; {@link RateLimit#DEFAULT} applies
 * to those that are missing
 * @param registries where the retry and the rate limiters are registered
 */
public record CallSettings(String workspace, URI baseUrl, Duration callTimeout, Duration attemptTimeout,
		int maxResponseSize, RetrySettings retry, Map<EndpointClass, RateLimit> rateLimits, Registries registries) {

	/**
	 * Return the scheme, host and port of the API, for failures to connect.
	 * @return the base URL without its path
	 */
	public String target() {
		return this.baseUrl.getScheme() + "://" + this.baseUrl.getAuthority();
	}

}
