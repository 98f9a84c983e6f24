package com.experiture.client.profiles;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.http.ApiRequest;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.http.Endpoint;
import com.experiture.client.records.WriteReceipt;
import com.experiture.client.validation.RecordValidator;
import com.experiture.client.validation.RecordWrite;

class DefaultReactiveProfilesClient implements ReactiveProfilesClient {

	// The call writes into it (documented).
	private static final String OBJECT = "profiles";

	private final CallPipeline pipeline;

	private final RecordValidator validator;

	private final CallOptions options;

	DefaultReactiveProfilesClient(CallPipeline pipeline, RecordValidator validator, CallOptions options) {
		this.pipeline = pipeline;
		this.validator = validator;
		this.options = options;
	}

	@Override
	public ReactiveProfilesClient with(CallOptions options) {
		return new DefaultReactiveProfilesClient(this.pipeline, this.validator, options);
	}

	@Override
	public Mono<WriteReceipt> upsert(Object record, @Nullable String matchKey) {
		ApiRequest<WriteReceipt> request = ApiRequest.to(Endpoint.PROFILES_UPSERT)
			.body((json) -> json.records().keyRequired(!this.options.insertsWithoutMatchKey()).single(record, matchKey))
			.returning(WriteReceipt.class);
		RecordWrite write = new RecordWrite(Endpoint.PROFILES_UPSERT, OBJECT, matchKey);
		return this.pipeline.monitor()
			.counting(this.validator.judged(request, write, this.options, this.pipeline::call), 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 0 : 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 1 : 0);
	}

}
