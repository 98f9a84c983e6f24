package com.experiture.client.records;

import org.jspecify.annotations.Nullable;

import com.experiture.client.http.ApiRequest;
import com.experiture.client.http.Endpoint;
import com.experiture.client.json.EncodedBatch;
import com.experiture.client.validation.RecordWrite;

/**
 * Where batches go to.
 *
 * @param endpoint one of the two batch writes
 * @param objectName the object
 * @param matchKey the identity key that the bodies name
 */
record RecordTarget(Endpoint endpoint, String objectName, @Nullable String matchKey) {

	boolean isAppend() {
		return this.endpoint == Endpoint.RECORDS_APPEND_BATCH;
	}

	RecordWrite write() {
		return new RecordWrite(this.endpoint, this.objectName, this.matchKey);
	}

	ApiRequest<BatchReceipt> request(EncodedBatch batch) {
		return ApiRequest.to(this.endpoint, this.objectName).body((json) -> batch).returning(BatchReceipt.class);
	}

}
