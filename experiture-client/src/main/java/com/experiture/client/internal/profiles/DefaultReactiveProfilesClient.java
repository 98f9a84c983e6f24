package com.experiture.client.internal.profiles;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.validation.RecordValidator;
import com.experiture.client.internal.validation.RecordWrite;
import com.experiture.client.profiles.ReactiveProfilesClient;
import com.experiture.client.receipt.WriteReceipt;

public class DefaultReactiveProfilesClient implements ReactiveProfilesClient {

	// The call writes into it (documented).
	private static final String OBJECT = "profiles";

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final RecordValidator validator;

	private final CallOptions options;

	public DefaultReactiveProfilesClient(CallPipeline pipeline, ClientRuntime runtime, RecordValidator validator,
			CallOptions options) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.validator = validator;
		this.options = options;
	}

	@Override
	public ReactiveProfilesClient with(CallOptions options) {
		return new DefaultReactiveProfilesClient(this.pipeline, this.runtime, this.validator, options);
	}

	@Override
	public Mono<WriteReceipt> upsert(Object record, @Nullable String matchKey) {
		ApiRequest<WriteReceipt> request = ApiRequest.to(Endpoint.PROFILES_UPSERT)
			.json(RequestBody.of((json) -> json.records()
				.keyRequired(!this.options.insertWithoutMatchKey())
				.single(record, matchKey)))
			.returning(WriteReceipt.class);
		RecordWrite write = new RecordWrite(Endpoint.PROFILES_UPSERT, OBJECT, matchKey);
		return this.runtime.monitor()
			.counting(this.validator.validated(request, write, this.options, this.pipeline::call), 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 0 : 1,
					(receipt) -> Boolean.FALSE.equals(receipt.accepted()) ? 1 : 0);
	}

}
