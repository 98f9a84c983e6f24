package com.experiture.client.audiences;

import java.util.Map;

import reactor.core.publisher.Mono;

import com.experiture.client.error.InvalidMember;
import com.experiture.client.http.ApiRequest;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.http.Endpoint;
import com.experiture.client.http.RequestBody;

class DefaultReactiveAudiencesClient implements ReactiveAudiencesClient {

	private static final int MAX_LIMIT = 1000;

	private final CallPipeline pipeline;

	private final CallOptions options;

	DefaultReactiveAudiencesClient(CallPipeline pipeline, CallOptions options) {
		this.pipeline = pipeline;
		this.options = options;
	}

	@Override
	public ReactiveAudiencesClient with(CallOptions options) {
		return new DefaultReactiveAudiencesClient(this.pipeline, options);
	}

	@Override
	public Mono<AudiencePreview> preview(String audienceId) {
		return preview(audienceId, (json) -> json.write(Map.of()));
	}

	// Documented: previews of audiences, the limit is 1 to 1,000.
	@Override
	public Mono<AudiencePreview> preview(String audienceId, int limit) {
		return preview(audienceId, (json) -> {
			InvalidMember.unless(limit >= 1 && limit <= MAX_LIMIT, "limit", "must be 1 to " + MAX_LIMIT);
			return json.write(Map.of("limit", limit));
		});
	}

	private Mono<AudiencePreview> preview(String audienceId, RequestBody body) {
		return this.pipeline.call(
				ApiRequest.to(Endpoint.AUDIENCES_PREVIEW, audienceId).body(body).returning(AudiencePreview.class),
				this.options);
	}

}
