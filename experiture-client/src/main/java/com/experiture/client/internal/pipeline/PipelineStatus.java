package com.experiture.client.internal.pipeline;

import java.util.Arrays;
import java.util.List;

import com.experiture.client.auth.TokenProvider;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.internal.ratelimit.CallRateLimiter;
import com.experiture.client.observation.CallsStatus;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.EndpointClassStatus;
import com.experiture.client.observation.QueueStatus;
import com.experiture.client.observation.TokenStatus;

/**
 * The state of a pipeline, read from its parts.
 */
final class PipelineStatus implements ClientStatus {

	private static final List<String> CLASSES = Arrays.stream(EndpointClass.values()).map(EndpointClass::id).toList();

	private final TokenProvider tokens;

	private final RetryBudget budget;

	private final ClientMonitor monitor;

	private final RateLimiters limiters;

	PipelineStatus(TokenProvider tokens, RetryBudget budget, ClientMonitor monitor, RateLimiters limiters) {
		this.tokens = tokens;
		this.budget = budget;
		this.monitor = monitor;
		this.limiters = limiters;
	}

	@Override
	public TokenStatus token() {
		return this.tokens.status();
	}

	@Override
	public List<String> endpointClasses() {
		return CLASSES;
	}

	@Override
	public EndpointClassStatus endpointClass(String name) {
		CallRateLimiter limiter = this.limiters.get(name);
		if (limiter == null) {
			throw new IllegalArgumentException("There is no rate-limit class of that name");
		}
		return limiter.status();
	}

	@Override
	public int retriesLeft() {
		return this.budget.retriesLeft();
	}

	@Override
	public CallsStatus calls() {
		return this.monitor.calls();
	}

	@Override
	public QueueStatus queue() {
		return this.monitor.queue();
	}

}
