package com.experiture.client.internal.observation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.observation.CallOutcome;
import com.experiture.client.observation.CallsStatus;
import com.experiture.client.observation.CallsStatus.ErrorCount;
import com.experiture.client.observation.CallsStatus.Failure;

/**
 * Records how the last calls ended. A success only reads the clock; only failures acquire
 * a lock.
 */
final class CallHistory {

	private static final int MAX_KINDS = 50;

	private static final long NEVER = Long.MIN_VALUE;

	private final InstantSource clock;

	private final Map<CallOutcome, ErrorCount> errors = new LinkedHashMap<>();

	private volatile long lastSuccess = NEVER;

	private @Nullable Failure lastFailure;

	CallHistory(InstantSource clock) {
		this.clock = clock;
	}

	void succeeded() {
		long now = this.clock.millis();
		// Avoids contention of threads that would write the same value.
		if (now != this.lastSuccess) {
			this.lastSuccess = now;
		}
	}

	synchronized void failed(String endpoint, String correlationId, CallOutcome outcome) {
		Instant now = this.clock.instant();
		this.lastFailure = new Failure(now, endpoint, outcome.status(), outcome.code(), outcome.error(), correlationId);
		ErrorCount before = this.errors.remove(outcome);
		if (before == null && this.errors.size() == MAX_KINDS) {
			this.errors.remove(this.errors.keySet().iterator().next());
		}
		this.errors.put(outcome, new ErrorCount(outcome.status(), outcome.code(), outcome.error(),
				(before != null) ? before.count() + 1 : 1, now));
	}

	synchronized CallsStatus status() {
		List<ErrorCount> latestFirst = new ArrayList<>(this.errors.values());
		Collections.reverse(latestFirst);
		long success = this.lastSuccess;
		return new CallsStatus((success != NEVER) ? Instant.ofEpochMilli(success) : null, this.lastFailure,
				List.copyOf(latestFirst));
	}

}
