package com.experiture.client.internal.batch;

import com.experiture.client.call.CallOptions;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.validation.RecordValidator;

/**
 * What all batches of a client view have in common.
 *
 * @param pipeline makes the calls
 * @param runtime what the parts of the client share
 * @param validator validates records before they are sent
 * @param call the options of the view
 */
public record BatchContext(CallPipeline pipeline, ClientRuntime runtime, RecordValidator validator, CallOptions call) {

	/**
	 * Return the same with a correlation id.
	 * @param correlationId the id of all calls
	 * @return a new context
	 */
	public BatchContext correlationId(String correlationId) {
		return new BatchContext(this.pipeline, this.runtime, this.validator,
				this.call.toBuilder().correlationId(correlationId).build());
	}

}
