package com.experiture.emulator.internal.api;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.api.IdempotencyStore.Outcome;
import com.experiture.emulator.internal.fault.FaultTarget;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.ProblemCodes;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * A request to the API on its way to a response.
 */
final class ApiExchange implements FaultTarget {

	private final RawRequest request;

	private final Router.@Nullable Match match;

	private final Instant receivedAt;

	private final CallProcessor processor;

	private final String correlationId = Ids.uuid();

	private boolean replayed;

	private @Nullable String fault;

	ApiExchange(RawRequest request, Router.@Nullable Match match, Instant receivedAt, CallProcessor processor) {
		this.request = request;
		this.match = match;
		this.receivedAt = receivedAt;
		this.processor = processor;
	}

	@Override
	public Place place() {
		return Place.API;
	}

	@Override
	public @Nullable Endpoint endpoint() {
		return (this.match != null) ? this.match.endpoint() : null;
	}

	@Override
	public RawResponse process() {
		try {
			Outcome outcome = this.processor.process(this.request, this.match, this.receivedAt, this.correlationId);
			this.replayed = outcome.replayed();
			return outcome.response();
		}
		catch (ApiProblem ex) {
			return refuse(ex);
		}
		catch (RuntimeException ex) {
			return refuse(
					ApiProblem.of(500, ProblemCodes.of(500), "The emulator failed with " + ex.getClass().getName()));
		}
	}

	@Override
	public RawResponse refuse(ApiProblem problem) {
		return this.processor.refuse(problem, this.correlationId);
	}

	void faultApplied(String fault) {
		this.fault = fault;
	}

	LoggedRequest logged(RawResponse response) {
		int status = response.delivery().hasStatus() ? response.status() : 0;
		return new LoggedRequest(this.request, endpoint(), this.receivedAt,
				new LoggedRequest.Outcome(status, this.correlationId, this.replayed, this.fault));
	}

}
