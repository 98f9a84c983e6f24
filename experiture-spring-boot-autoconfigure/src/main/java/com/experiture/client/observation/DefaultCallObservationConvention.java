package com.experiture.client.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import com.experiture.client.error.ApiException;

/**
 * The observation {@code experiture.client.calls}. Low-cardinality key values are
 * {@code workspace}, {@code endpoint}, {@code family}, {@code outcome}, {@code status}
 * and {@code error.code}; {@code correlation.id} is of high cardinality.
 */
public final class DefaultCallObservationConvention implements CallObservationConvention {

	private static final String NONE = "none";

	@Override
	public String getName() {
		return "experiture.client.calls";
	}

	@Override
	public String getContextualName(CallObservationContext context) {
		return "experiture " + context.getEndpoint();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
		ApiException exception = context.getApiException();
		String status = (exception != null) ? Integer.toString(exception.error().status()) : NONE;
		String code = (exception != null && exception.error().code() != null) ? exception.error().code() : NONE;
		return KeyValues.of(KeyValue.of("workspace", context.getWorkspace()),
				KeyValue.of("endpoint", context.getEndpoint()), KeyValue.of("family", context.getFamily()),
				KeyValue.of("outcome", outcome(context)),
				KeyValue.of("status", outcome(context).equals("success") ? "2xx" : status),
				KeyValue.of("error.code", code));
	}

	private static String outcome(CallObservationContext context) {
		if (context.isCancelled()) {
			return "cancelled";
		}
		return (context.getError() != null) ? "error" : "success";
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
		return KeyValues.of("correlation.id", context.getCorrelationId());
	}

}
