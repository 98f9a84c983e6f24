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
 * Reports the events of a rate limiter to the listener of the client and to subscribers
 * of the limiter's Resilience4j events. They are code of the application, so they run
 * outside the lock, and exceptions do not leave this class: other calls wait for permits.
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

	void waited(boolean granted, long nanos) {
		guarded(() -> this.listener.permitWaitEnded(this.endpointClass, granted, nanos));
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
	 * Run code of the application. Exceptions are logged.
	 */
	void guarded(Runnable report) {
		try {
			report.run();
		}
		catch (Throwable ex) {
			// One warning only: a failure of every call would fill the log.
			logger.atLevel(this.failed.getAndSet(true) ? Level.DEBUG : Level.WARN)
				.setCause(ex)
				.log("A callback of the rate limiter {} failed", this.registeredName);
		}
	}

}
