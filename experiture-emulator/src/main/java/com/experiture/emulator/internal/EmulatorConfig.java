package com.experiture.emulator.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.server.NetworkBinding;
import com.experiture.emulator.internal.store.StoredSchema;
import com.experiture.emulator.internal.token.RegisteredClient;

/**
 * What an emulator is started with.
 *
 * @param binding where it listens
 * @param api the API and its client
 * @param schemas the objects of the workspace
 * @param behaviors the behaviors at the start and after a reset
 * @param clock the clock
 */
public record EmulatorConfig(NetworkBinding binding, Api api, Collection<StoredSchema> schemas, Behaviors behaviors,
		InstantSource clock) {

	/**
	 * The API and its client.
	 *
	 * @param basePath the path that all calls are below, empty for the root
	 * @param client the only API client
	 * @param tokenLifetime how long access tokens are valid
	 * @param keptRequests the number of requests that are kept for inspection
	 */
	public record Api(String basePath, RegisteredClient client, Duration tokenLifetime, int keptRequests) {
	}

}
