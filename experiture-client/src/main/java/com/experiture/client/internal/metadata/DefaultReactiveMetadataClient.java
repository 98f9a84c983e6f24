package com.experiture.client.internal.metadata;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.metadata.ObjectSchema;
import com.experiture.client.metadata.ObjectSummary;
import com.experiture.client.metadata.ReactiveMetadataClient;

public class DefaultReactiveMetadataClient implements ReactiveMetadataClient {

	private final CallPipeline pipeline;

	private final CallOptions options;

	public DefaultReactiveMetadataClient(CallPipeline pipeline, CallOptions options) {
		this.pipeline = pipeline;
		this.options = options;
	}

	@Override
	public ReactiveMetadataClient with(CallOptions options) {
		return new DefaultReactiveMetadataClient(this.pipeline, options);
	}

	@Override
	public Flux<ObjectSummary> listObjects() {
		return this.pipeline
			.call(ApiRequest.to(Endpoint.METADATA_LIST_OBJECTS).returning(ObjectItems.class), this.options)
			.flatMapIterable(ObjectItems::items);
	}

	@Override
	public Mono<ObjectSchema> getObject(String objectName) {
		return this.pipeline.call(ApiRequest.to(Endpoint.METADATA_GET_OBJECT, objectName).returning(ObjectSchema.class),
				this.options);
	}

	private record ObjectItems(@JsonProperty(required = true) List<ObjectSummary> items) {

		ObjectItems {
			items = (items != null) ? items.stream().filter(Objects::nonNull).toList() : List.of();
		}

	}

}
