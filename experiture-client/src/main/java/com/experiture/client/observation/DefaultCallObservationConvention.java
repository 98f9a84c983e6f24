package com.experiture.client.observation;

import io.micrometer.common.KeyValues;

import com.experiture.client.observation.CallObservationDocumentation.HighCardinalityKeyNames;
import com.experiture.client.observation.CallObservationDocumentation.LowCardinalityKeyNames;

/**
 * The observation {@code experiture.client.calls}, with the key values of
 * {@link CallObservationDocumentation}.
 */
public final class DefaultCallObservationConvention implements CallObservationConvention {

	private static final CallOutcome IN_PROGRESS = new CallOutcome("unknown", CallOutcome.NONE, CallOutcome.NONE,
			CallOutcome.NONE);

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
		CallOutcome outcome = (context.getOutcome() != null) ? context.getOutcome() : IN_PROGRESS;
		return KeyValues.of(LowCardinalityKeyNames.WORKSPACE.withValue(context.getWorkspace()),
				LowCardinalityKeyNames.ENDPOINT.withValue(context.getEndpoint()),
				LowCardinalityKeyNames.FAMILY.withValue(context.getFamily()),
				LowCardinalityKeyNames.OUTCOME.withValue(outcome.result()),
				LowCardinalityKeyNames.STATUS.withValue(outcome.status()),
				LowCardinalityKeyNames.ERROR_CODE.withValue(outcome.code()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
		String serverCorrelationId = context.getServerCorrelationId();
		return KeyValues.of(HighCardinalityKeyNames.CORRELATION_ID.withValue(context.getCorrelationId()),
				HighCardinalityKeyNames.SERVER_CORRELATION_ID
					.withValue((serverCorrelationId != null) ? serverCorrelationId : CallOutcome.NONE),
				HighCardinalityKeyNames.ATTEMPTS.withValue(Integer.toString(context.getAttempts())));
	}

}
