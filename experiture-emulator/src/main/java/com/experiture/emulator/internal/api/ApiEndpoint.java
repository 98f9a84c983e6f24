package com.experiture.emulator.internal.api;

import java.time.InstantSource;

import com.experiture.emulator.internal.fault.FaultInjector;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * Receives the requests to the API and logs them.
 */
public final class ApiEndpoint {

	/** The prefix of version 1. */
	public static final String BASE_PATH = "/public/v1";

	private final Router router;

	private final CallProcessor processor;

	private final FaultInjector faults;

	private final RequestLog log;

	private final InstantSource clock;

	public ApiEndpoint(Router router, CallProcessor processor, FaultInjector faults, RequestLog log,
			InstantSource clock) {
		this.router = router;
		this.processor = processor;
		this.faults = faults;
		this.log = log;
		this.clock = clock;
	}

	public RawResponse handle(RawRequest request) {
		Router.Match match = this.router.match(request.method(), request.path());
		ApiExchange exchange = new ApiExchange(request, match, this.clock.instant(), this.processor);
		RawResponse response = this.faults.process(exchange, exchange::faultApplied);
		this.log.add(exchange.logged(response));
		return response;
	}

}
