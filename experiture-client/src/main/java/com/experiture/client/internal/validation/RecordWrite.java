package com.experiture.client.internal.validation;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.EndpointClass;
import com.experiture.client.call.Operation;
import com.experiture.client.internal.text.Description;

/**
 * A write of records, without its records.
 *
 * @param operation the call
 * @param objectName the object
 * @param matchKey the match key, or {@code null} for none
 */
public record RecordWrite(Operation operation, String objectName, @Nullable String matchKey) {

	boolean isBatch() {
		return this.operation.endpointClass() == EndpointClass.BATCH_WRITE;
	}

	@Override
	public String toString() {
		return Description.of("RecordWrite")
			.code("objectName", this.objectName)
			.code("matchKey", this.matchKey)
			.toString();
	}

}
