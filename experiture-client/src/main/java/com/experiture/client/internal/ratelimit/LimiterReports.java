package com.experiture.client.internal.ratelimit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.event.RateLimiterEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnDrainedEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnFailureEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnSuccessEvent;
import io.github.resilience4j.ratelimiter.internal.RateLimiterEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import com.experiture.client.observation.ClientListener;

/**
 * Reports what a rate limiter does to the listener of the client and to those who
 * subscribed to the limiter's Resilience4j events. That is code of the application, so it
 * runs outside the lock, and what it throws stays here: other calls wait for their turn.
 */
public final class LimiterReports {

	private static final Logger logger = LoggerFactory.getLogger(CallRateLimiter.class);

	private final String endpointClass;

	private final String registeredName;

	private final ClientListener listener;

	private final RateLimiterEventProcessor events = new RateLimiterEventProcessor();

	private final AtomicBoolean failed = new AtomicBoolean();

	public LimiterReports(String endpointClass, String registeredName, ClientListener listener) {
		this.endpointClass = endpointClass;
		this.registeredName = registeredName;
		this.listener = listener;
	}

	String registeredName() {
		return this.registeredName;
	}

	RateLimiter.EventPublisher events() {
		return this.events;
	}

	void waited(boolean passed, long nanos) {
		guarded(() -> this.listener.permitWaitEnded(this.endpointClass, passed, nanos));
	}

	void paused(long nanos) {
		guarded(() -> this.listener.paused(this.endpointClass, nanos));
	}

	void acquired(int permits, boolean granted) {
		publish(() -> granted ? new RateLimiterOnSuccessEvent(this.registeredName, permits)
				: new RateLimiterOnFailureEvent(this.registeredName, permits));
	}

	void drained(int permits) {
		publish(() -> new RateLimiterOnDrainedEvent(this.registeredName, permits));
	}

	private void publish(Supplier<RateLimiterEvent> event) {
		if (this.events.hasConsumers()) {
			guarded(() -> this.events.consumeEvent(event.get()));
		}
	}

	/**
	 * Run code of the application. Whatever it throws is logged.
	 */
	void guarded(Runnable report) {
		try {
			report.run();
		}
		catch (Throwable ex) {
			// Once loudly: what fails with every call would fill the log.
			logger.atLevel(this.failed.getAndSet(true) ? Level.DEBUG : Level.WARN)
				.setCause(ex)
				.log("A callback of the rate limiter {} failed", this.registeredName);
		}
	}

}
