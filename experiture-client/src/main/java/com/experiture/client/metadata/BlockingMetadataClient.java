package com.experiture.client.metadata;

import java.util.List;

import com.experiture.client.http.Blocking;
import com.experiture.client.http.CallOptions;

class BlockingMetadataClient implements MetadataClient {

	private final ReactiveMetadataClient client;

	BlockingMetadataClient(ReactiveMetadataClient client) {
		this.client = client;
	}

	@Override
	public MetadataClient with(CallOptions options) {
		return new BlockingMetadataClient(this.client.with(options));
	}

	@Override
	public List<ObjectSummary> listObjects() {
		return Blocking.await(this.client.listObjects().collectList());
	}

	@Override
	public ObjectSchema getObject(String objectName) {
		return Blocking.await(this.client.getObject(objectName));
	}

}
