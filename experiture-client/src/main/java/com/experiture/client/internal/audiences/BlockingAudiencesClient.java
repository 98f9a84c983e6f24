package com.experiture.client.internal.audiences;

import com.experiture.client.audiences.AudiencePreview;
import com.experiture.client.audiences.AudiencesClient;
import com.experiture.client.audiences.ReactiveAudiencesClient;
import com.experiture.client.call.CallOptions;
import com.experiture.client.internal.blocking.Blocking;

public class BlockingAudiencesClient implements AudiencesClient {

	private final ReactiveAudiencesClient client;

	public BlockingAudiencesClient(ReactiveAudiencesClient client) {
		this.client = client;
	}

	@Override
	public AudiencesClient with(CallOptions options) {
		return new BlockingAudiencesClient(this.client.with(options));
	}

	@Override
	public AudiencePreview preview(String audienceId) {
		return Blocking.await(this.client.preview(audienceId));
	}

	@Override
	public AudiencePreview preview(String audienceId, int limit) {
		return Blocking.await(this.client.preview(audienceId, limit));
	}

}
