package com.experiture.client.internal.validation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.internal.call.SummarizedCalls;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;

/**
 * The rules of one object, read from its schema. Writes wait for the first request;
 * during later requests, the known rules are used. At most one request is in flight.
 */
final class CachedSchema {

	// Writes wait for the first request.
	private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

	private static final long RETRY_INTERVAL = Duration.ofSeconds(30).toNanos();

	// A field can have been added recently, but not every record can cost a request.
	private static final long MIN_AGE = Duration.ofSeconds(10).toNanos();

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final String objectName;

	private final long lifetime;

	private @Nullable Known known;

	private @Nullable Long failedAt;

	private Sinks.@Nullable One<RecordRules> inFlight;

	CachedSchema(CallPipeline pipeline, ClientRuntime runtime, String objectName, Duration lifetime) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.objectName = objectName;
		this.lifetime = lifetime.toNanos();
	}

	/**
	 * Return the rules without waiting.
	 * @return the rules, {@code null} if writes must wait for them
	 */
	@Nullable RecordRules now() {
		Sinks.One<RecordRules> request = null;
		RecordRules rules;
		synchronized (this) {
			long now = nanoTime();
			Known current = this.known;
			if (current != null && now - current.at() < this.lifetime) {
				return current.rules();
			}
			if (this.inFlight == null && !hasFailed(now, RETRY_INTERVAL)) {
				request = begin();
			}
			boolean first = current == null && this.failedAt == null;
			rules = first ? null : (current != null && this.inFlight != null) ? current.rules() : RecordRules.NONE;
		}
		read(request);
		return rules;
	}

	/**
	 * Wait for the request in flight.
	 * @return the rules, or rules that allow everything if the schema cannot be read
	 */
	Mono<RecordRules> awaited() {
		return Mono.defer(() -> {
			Sinks.One<RecordRules> current;
			synchronized (this) {
				current = this.inFlight;
				if (current == null) {
					return Mono.just(usable());
				}
			}
			return current.asMono()
				.timeout(READ_TIMEOUT, Mono.just(RecordRules.NONE))
				// The validation must not block an event loop.
				.publishOn(this.runtime.executor().scheduler());
		});
	}

	/**
	 * Read the schema again, because a record violates it.
	 * @return whether there is a request to wait for
	 */
	boolean renew() {
		Sinks.One<RecordRules> request = null;
		boolean waiting;
		synchronized (this) {
			long now = nanoTime();
			boolean recent = (this.known != null && now - this.known.at() < MIN_AGE) || hasFailed(now, MIN_AGE);
			if (this.inFlight == null && !recent) {
				request = begin();
			}
			waiting = this.inFlight != null;
		}
		read(request);
		return waiting;
	}

	private long nanoTime() {
		return this.runtime.time().nanoTime().getAsLong();
	}

	private boolean hasFailed(long now, long interval) {
		return this.failedAt != null && now - this.failedAt < interval;
	}

	private Sinks.One<RecordRules> begin() {
		Sinks.One<RecordRules> request = Sinks.one();
		this.inFlight = request;
		return request;
	}

	// The request belongs to no caller, so that a caller that cancels does not end it for
	// others.
	private void read(Sinks.@Nullable One<RecordRules> request) {
		if (request == null) {
			return;
		}
		try {
			SummarizedCalls
				.within(this.pipeline.call(
						ApiRequest.to(Endpoint.METADATA_GET_OBJECT, this.objectName).returning(JsonNode.class),
						CallOptions.builder().timeout(READ_TIMEOUT).build()))
				.defaultIfEmpty(JsonNodeFactory.instance.objectNode())
				.map((json) -> RecordRules.read(this.runtime.json(), json))
				.subscribe((rules) -> succeeded(request, rules), (failure) -> failed(request, failure));
		}
		catch (Throwable ex) {
			failed(request, ex);
		}
	}

	private void succeeded(Sinks.One<RecordRules> request, RecordRules rules) {
		synchronized (this) {
			this.known = new Known(rules, nanoTime());
			this.failedAt = null;
			this.inFlight = null;
		}
		request.tryEmitValue(rules);
	}

	private void failed(Sinks.One<RecordRules> request, Throwable failure) {
		boolean first;
		RecordRules usable;
		synchronized (this) {
			first = this.failedAt == null;
			this.failedAt = nanoTime();
			this.inFlight = null;
			usable = usable();
		}
		request.tryEmitValue(usable);
		if (first && failure instanceof ExperitureException) {
			RecordValidator.logger.warn(
					"The schema of '{}' cannot be read, so its records are not validated before they are sent: {}",
					this.objectName, failure.getMessage());
		}
	}

	// An expired schema that cannot be read again proves nothing.
	private synchronized RecordRules usable() {
		Known current = this.known;
		if (current != null && nanoTime() - current.at() < this.lifetime) {
			return current.rules();
		}
		this.known = null;
		return RecordRules.NONE;
	}

	private record Known(RecordRules rules, long at) {
	}

}
