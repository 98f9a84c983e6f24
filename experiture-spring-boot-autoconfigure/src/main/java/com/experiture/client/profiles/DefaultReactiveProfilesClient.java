package com.experiture.client.profiles;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import com.experiture.client.http.ApiRequest;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.http.Endpoint;
import com.experiture.client.records.WriteReceipt;

class DefaultReactiveProfilesClient implements ReactiveProfilesClient {

	private final CallPipeline pipeline;

	private final CallOptions options;

	DefaultReactiveProfilesClient(CallPipeline pipeline, CallOptions options) {
		this.pipeline = pipeline;
		this.options = options;
	}

	@Override
	public ReactiveProfilesClient with(CallOptions options) {
		return new DefaultReactiveProfilesClient(this.pipeline, options);
	}

	@Override
	public Mono<WriteReceipt> upsert(Object record, @Nullable String matchKey) {
		return this.pipeline.monitor()
			.counting(
					this.pipeline.call(ApiRequest.to(Endpoint.PROFILES_UPSERT)
						.body((json) -> json.records()
							.keyRequired(!this.options.insertsWithoutMatchKey())
							.single(record, matchKey))
						.returning(WriteReceipt.class), this.options),
					1, (receipt) -> receipt.accepted() ? 1 : 0, (receipt) -> receipt.accepted() ? 0 : 1);
	}

}
