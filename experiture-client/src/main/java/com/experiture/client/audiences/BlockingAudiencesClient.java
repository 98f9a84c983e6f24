package com.experiture.client.audiences;

import com.experiture.client.http.Blocking;
import com.experiture.client.http.CallOptions;

class BlockingAudiencesClient implements AudiencesClient {

	private final ReactiveAudiencesClient client;

	BlockingAudiencesClient(ReactiveAudiencesClient client) {
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
