package com.experiture.client.internal.pipeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.EndpointClass;
import com.experiture.client.call.Operation;
import com.experiture.client.internal.ratelimit.CallRateLimiter;

/**
 * The rate limiters of all endpoint classes.
 */
final class RateLimiters {

	private final Map<EndpointClass, CallRateLimiter> limiters = new EnumMap<>(EndpointClass.class);

	RateLimiters(Function<EndpointClass, CallRateLimiter> factory) {
		for (EndpointClass endpointClass : EndpointClass.values()) {
			this.limiters.put(endpointClass, factory.apply(endpointClass));
		}
	}

	CallRateLimiter get(Operation operation) {
		CallRateLimiter limiter = this.limiters.get(operation.endpointClass());
		if (limiter == null) {
			throw new IllegalStateException("Every endpoint class has a rate limiter");
		}
		return limiter;
	}

	/**
	 * Return the rate limiter of an endpoint class.
	 * @param id the id of the class
	 * @return the limiter, or {@code null} if there is no such class
	 */
	@Nullable CallRateLimiter get(String id) {
		for (Map.Entry<EndpointClass, CallRateLimiter> entry : this.limiters.entrySet()) {
			if (entry.getKey().id().equals(id)) {
				return entry.getValue();
			}
		}
		return null;
	}

	void reset() {
		this.limiters.values().forEach(CallRateLimiter::reset);
	}

	void close() {
		this.limiters.values().forEach(CallRateLimiter::close);
	}

}
