package com.experiture.client.internal.exchange;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import com.experiture.client.call.Endpoint;
import com.experiture.client.call.Operation;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.call.CallLog;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.observation.ClientMonitor;
import com.experiture.client.observation.EndpointDeprecation;

/**
 * Reports deprecations that responses announce: to the listeners each time, to the log
 * once per endpoint.
 */
public final class Deprecations {

	// An application can define any number of calls beside the documented endpoints.
	private static final int MAX_OTHERS = 100;

	private final ClientMonitor monitor;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	private final SafeCallback guard = new SafeCallback("A deprecated endpoint cannot be reported");

	public Deprecations(ClientMonitor monitor) {
		this.monitor = monitor;
	}

	/**
	 * Report a deprecation if the headers of a response announce one.
	 * @param context the call
	 * @param headers the headers of a success or a failure
	 */
	void look(CallContext context, HttpHeaders headers) {
		String deprecation = headers.getFirst("Deprecation");
		String sunset = headers.getFirst("Sunset");
		if (deprecation != null || sunset != null) {
			this.guard.run(() -> report(context, deprecation, sunset, headers.getOrEmpty(HttpHeaders.LINK)));
		}
	}

	private void report(CallContext context, @Nullable String deprecation, @Nullable String sunset,
			List<String> links) {
		EndpointDeprecation announced = DeprecationHeaders.read(deprecation, sunset, links);
		if (announced == null) {
			return;
		}
		if (isFirst(context.operation())) {
			CallLog.deprecated(context, announced);
		}
		this.monitor.listener().endpointDeprecated(context.operation().id(), announced);
	}

	private boolean isFirst(Operation operation) {
		boolean counted = operation instanceof Endpoint || this.logged.size() < MAX_OTHERS;
		return !this.logged.contains(operation.id()) && counted && this.logged.add(operation.id());
	}

}
