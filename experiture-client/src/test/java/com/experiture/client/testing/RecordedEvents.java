package com.experiture.client.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.ClientListener;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.observation.RecordOutcome;
import com.experiture.client.observation.TokenOutcome;

/**
 * A listener that records all events as text.
 */
public final class RecordedEvents implements ClientListener {

	private final List<String> events = new CopyOnWriteArrayList<>();

	private String trigger = "";

	private Runnable action = () -> {
	};

	public List<String> all() {
		return this.events;
	}

	public List<String> starting(String kind) {
		return this.events.stream().filter((event) -> event.startsWith(kind)).toList();
	}

	/**
	 * Run an action when a wait for a permit ends, before the rate limiter continues.
	 */
	public void whenever(String waited, Runnable action) {
		this.trigger = waited;
		this.action = action;
	}

	@Override
	public void opened(ClientStatus status) {
		this.events.add("opened");
	}

	@Override
	public void closed() {
		this.events.add("closed");
	}

	@Override
	public void attemptEnded(String endpoint, String endpointClass, CallOutcome outcome, long nanos) {
		this.events.add("attempt " + endpoint + " " + endpointClass + " " + text(outcome) + " " + millis(nanos));
	}

	@Override
	public void retryScheduled(String endpoint, CallOutcome reason, long delayNanos) {
		this.events.add("retry " + endpoint + " " + reason.error());
	}

	@Override
	public void callEnded(String endpoint, String correlationId, CallOutcome outcome) {
		this.events.add("call " + endpoint + " " + text(outcome));
	}

	@Override
	public void permitWaitEnded(String endpointClass, boolean acquired, long nanos) {
		String event = "waited " + endpointClass + " " + acquired + " " + millis(nanos);
		this.events.add(event);
		if (!this.trigger.isEmpty() && event.startsWith(this.trigger)) {
			this.action.run();
		}
	}

	@Override
	public void paused(String endpointClass, long nanos) {
		this.events.add("paused " + endpointClass + " " + millis(nanos));
	}

	@Override
	public void tokenRequested(TokenOutcome outcome, long nanos) {
		this.events.add("token " + outcome.id() + " " + millis(nanos));
	}

	@Override
	public void recordsProcessed(RecordOutcome outcome, long count) {
		this.events.add("records " + outcome.id() + " " + count);
	}

	private static String text(CallOutcome outcome) {
		return outcome.result() + " " + outcome.status() + " " + outcome.code() + " " + outcome.error();
	}

	private static String millis(long nanos) {
		return Duration.ofNanos(nanos).toMillis() + " ms";
	}

}
