package com.experiture.client.internal.metadata;

import java.util.List;

import com.experiture.client.call.CallOptions;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.metadata.MetadataClient;
import com.experiture.client.metadata.ObjectSchema;
import com.experiture.client.metadata.ObjectSummary;
import com.experiture.client.metadata.ReactiveMetadataClient;

public class BlockingMetadataClient implements MetadataClient {

	private final ReactiveMetadataClient client;

	public BlockingMetadataClient(ReactiveMetadataClient client) {
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
