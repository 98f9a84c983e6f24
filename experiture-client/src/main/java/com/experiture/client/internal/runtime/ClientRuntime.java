package com.experiture.client.internal.runtime;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.call.Operation;
import com.experiture.client.error.CallDetails;
import com.experiture.client.internal.concurrent.BlockingExecutor;
import com.experiture.client.internal.json.ExperitureJson;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.internal.time.TimeSource;

/**
 * What all parts of one client share. It holds no state of calls.
 */
public final class ClientRuntime {

	private final CallSettings settings;

	private final ExperitureJson json;

	private final ClientMonitor monitor;

	private final BlockingExecutor executor;

	private final TimeSource time;

	private final ClientLifecycle lifecycle = new ClientLifecycle();

	private final IdempotencyKeys idempotencyKeys;

	/**
	 * Create the runtime of an open client.
	 * @param settings the settings of the calls
	 * @param json the JSON mappers
	 * @param monitor receives the events of the client
	 * @param executor runs what may block
	 * @param time the source of time and random numbers
	 */
	public ClientRuntime(CallSettings settings, ExperitureJson json, ClientMonitor monitor, BlockingExecutor executor,
			TimeSource time) {
		this.settings = settings;
		this.json = json;
		this.monitor = monitor;
		this.executor = executor;
		this.time = time;
		this.idempotencyKeys = new IdempotencyKeys(time.seeded());
	}

	/**
	 * Return the settings of the calls.
	 * @return the settings
	 */
	public CallSettings settings() {
		return this.settings;
	}

	/**
	 * Return the name that the application gave the workspace.
	 * @return the name, for failures and logs
	 */
	public String workspace() {
		return this.settings.workspace();
	}

	/**
	 * Return the JSON mappers.
	 * @return the mappers
	 */
	public ExperitureJson json() {
		return this.json;
	}

	/**
	 * Return the monitor, which receives the events of the client.
	 * @return the monitor
	 */
	public ClientMonitor monitor() {
		return this.monitor;
	}

	/**
	 * Return the threads for what may block.
	 * @return the executor of this client
	 */
	public BlockingExecutor executor() {
		return this.executor;
	}

	/**
	 * Return the source of time and random numbers.
	 * @return the source
	 */
	public TimeSource time() {
		return this.time;
	}

	/**
	 * Return whether the client is open, and what ends when it is closed.
	 * @return the life cycle of this client
	 */
	public ClientLifecycle lifecycle() {
		return this.lifecycle;
	}

	/**
	 * Return the maximum duration of a call.
	 * @param options the options of the call
	 * @return the duration, waits and retries included
	 */
	public Duration timeout(CallOptions options) {
		return (options.timeout() != null) ? options.timeout() : this.settings.callTimeout();
	}

	/**
	 * Create a random idempotency key.
	 * @return a new key
	 */
	public IdempotencyKey newIdempotencyKey() {
		return this.idempotencyKeys.next();
	}

	/**
	 * Describe work of several calls, for its failures.
	 * @param operation the call that the work consists of
	 * @param correlationId the id of the work
	 * @param object the object that is written to, or {@code null} if there is none
	 * @param attempts how many requests were sent
	 * @return the description
	 */
	public CallDetails details(Operation operation, @Nullable String correlationId, @Nullable String object,
			int attempts) {
		return new CallDetails(operation.id(), operation.method() + " " + operation.path(),
				String.valueOf(correlationId), null, attempts)
			.at(workspace(), object);
	}

}
