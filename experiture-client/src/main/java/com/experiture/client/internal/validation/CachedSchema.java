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
 * The rules of one object. The first reading is waited for, later ones are not: until
 * they end, the rules that are known are used. At most one request is under way.
 */
final class CachedSchema {

	// Writes wait for the first reading.
	private static final Duration LONGEST_READ = Duration.ofSeconds(10);

	private static final long FAILURE_MEMORY = Duration.ofSeconds(30).toNanos();

	// A field may have been added a moment ago, but not every record may cost a request.
	private static final long YOUNG = Duration.ofSeconds(10).toNanos();

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final String objectName;

	private final long lifetime;

	private @Nullable Known known;

	private @Nullable Long failedAt;

	private Sinks.@Nullable One<RecordRules> reading;

	CachedSchema(CallPipeline pipeline, ClientRuntime runtime, String objectName, Duration lifetime) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.objectName = objectName;
		this.lifetime = lifetime.toNanos();
	}

	/**
	 * Return the rules if they are there.
	 * @return the rules, {@code null} if they have to be waited for
	 */
	@Nullable RecordRules now() {
		Sinks.One<RecordRules> begun = null;
		RecordRules rules;
		synchronized (this) {
			long now = nanoTime();
			Known current = this.known;
			if (current != null && now - current.at() < this.lifetime) {
				return current.rules();
			}
			if (this.reading == null && !hasFailed(now, FAILURE_MEMORY)) {
				begun = begin();
			}
			boolean first = current == null && this.failedAt == null;
			rules = first ? null : (current != null && this.reading != null) ? current.rules() : RecordRules.NONE;
		}
		read(begun);
		return rules;
	}

	/**
	 * Wait for the reading that is under way.
	 * @return the rules, those that allow everything if there are none
	 */
	Mono<RecordRules> awaited() {
		return Mono.defer(() -> {
			Sinks.One<RecordRules> current;
			synchronized (this) {
				current = this.reading;
				if (current == null) {
					return Mono.just(usable());
				}
			}
			return current.asMono()
				.timeout(LONGEST_READ, Mono.just(RecordRules.NONE))
				// Judging must not hold up an event loop.
				.publishOn(this.runtime.executor().scheduler());
		});
	}

	/**
	 * Read the schema early, since it refuses something.
	 * @return whether there is a reading to wait for
	 */
	boolean renew() {
		Sinks.One<RecordRules> begun = null;
		boolean reading;
		synchronized (this) {
			long now = nanoTime();
			boolean young = (this.known != null && now - this.known.at() < YOUNG) || hasFailed(now, YOUNG);
			if (this.reading == null && !young) {
				begun = begin();
			}
			reading = this.reading != null;
		}
		read(begun);
		return reading;
	}

	private long nanoTime() {
		return this.runtime.time().nanoTime().getAsLong();
	}

	private boolean hasFailed(long now, long memory) {
		return this.failedAt != null && now - this.failedAt < memory;
	}

	private Sinks.One<RecordRules> begin() {
		Sinks.One<RecordRules> begun = Sinks.one();
		this.reading = begun;
		return begun;
	}

	// The request belongs to no caller: one that cancels must not end it for the others.
	private void read(Sinks.@Nullable One<RecordRules> begun) {
		if (begun == null) {
			return;
		}
		try {
			SummarizedCalls
				.within(this.pipeline.call(
						ApiRequest.to(Endpoint.METADATA_GET_OBJECT, this.objectName).returning(JsonNode.class),
						CallOptions.builder().timeout(LONGEST_READ).build()))
				.defaultIfEmpty(JsonNodeFactory.instance.objectNode())
				.map((json) -> SchemaReading.rules(this.runtime.json(), json))
				.subscribe((rules) -> succeeded(begun, rules), (failure) -> failed(begun, failure));
		}
		catch (Throwable ex) {
			failed(begun, ex);
		}
	}

	private void succeeded(Sinks.One<RecordRules> begun, RecordRules rules) {
		synchronized (this) {
			this.known = new Known(rules, nanoTime());
			this.failedAt = null;
			this.reading = null;
		}
		begun.tryEmitValue(rules);
	}

	private void failed(Sinks.One<RecordRules> begun, Throwable failure) {
		boolean first;
		RecordRules usable;
		synchronized (this) {
			first = this.failedAt == null;
			this.failedAt = nanoTime();
			this.reading = null;
			usable = usable();
		}
		begun.tryEmitValue(usable);
		if (first && failure instanceof ExperitureException) {
			RecordValidator.logger.warn(
					"The schema of '{}' cannot be read, so its records are not validated before they are sent: {}",
					this.objectName, failure.getMessage());
		}
	}

	// What is past its lifetime and cannot be read again proves nothing.
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
