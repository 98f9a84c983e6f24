package com.experiture.emulator.internal.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * The last requests, and how many there were of each kind.
 */
public final class RequestLog {

	private final int capacity;

	private final Deque<LoggedRequest> requests = new ArrayDeque<>();

	private final Map<Endpoint, Integer> counts = new EnumMap<>(Endpoint.class);

	private int total;

	private int tokenRequests;

	public RequestLog(int capacity) {
		this.capacity = capacity;
	}

	synchronized void add(LoggedRequest request) {
		this.total++;
		Endpoint endpoint = request.endpoint();
		if (endpoint != null) {
			this.counts.merge(endpoint, 1, Integer::sum);
		}
		this.requests.add(request);
		if (this.requests.size() > this.capacity) {
			this.requests.remove();
		}
	}

	public synchronized void addTokenRequest() {
		this.tokenRequests++;
	}

	public synchronized List<LoggedRequest> matching(Predicate<LoggedRequest> filter) {
		return this.requests.stream().filter(filter).toList();
	}

	public synchronized int count(@Nullable Endpoint endpoint) {
		return (endpoint != null) ? this.counts.getOrDefault(endpoint, 0) : this.total;
	}

	public synchronized int tokenRequests() {
		return this.tokenRequests;
	}

	public synchronized void clear() {
		this.requests.clear();
		this.counts.clear();
		this.total = 0;
		this.tokenRequests = 0;
	}

}
