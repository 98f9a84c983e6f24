package com.experiture.client.internal.batch;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.validation.RecordWrite;
import com.experiture.client.receipt.BatchReceipt;

/**
 * The target of batches.
 *
 * @param endpoint one of the two batch writes
 * @param objectName the object
 * @param matchKey the match key of upserts; {@code null} for appends, and to use the
 * primary key
 */
public record RecordTarget(Endpoint endpoint, String objectName, @Nullable String matchKey) {

	public boolean isAppend() {
		return this.endpoint == Endpoint.RECORDS_APPEND_BATCH;
	}

	RecordWrite write() {
		return new RecordWrite(this.endpoint, this.objectName, this.matchKey);
	}

	ApiRequest<BatchReceipt> request(EncodedBatch batch) {
		return ApiRequest.to(this.endpoint, this.objectName)
			.json(RequestBody.of((json) -> batch))
			.returning(BatchReceipt.class);
	}

}
