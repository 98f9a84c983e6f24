package com.experiture.client.internal.audiences;

import java.util.Map;

import reactor.core.publisher.Mono;

import com.experiture.client.audiences.AudiencePreview;
import com.experiture.client.audiences.ReactiveAudiencesClient;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.rules.InvalidField;

public class DefaultReactiveAudiencesClient implements ReactiveAudiencesClient {

	private static final int MAX_LIMIT = 1000;

	private final CallPipeline pipeline;

	private final CallOptions options;

	public DefaultReactiveAudiencesClient(CallPipeline pipeline, CallOptions options) {
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
			InvalidField.unless(limit >= 1 && limit <= MAX_LIMIT, "limit", "must be 1 to " + MAX_LIMIT);
			return json.write(Map.of("limit", limit));
		});
	}

	private Mono<AudiencePreview> preview(String audienceId, RequestBody body) {
		return this.pipeline.call(
				ApiRequest.to(Endpoint.AUDIENCES_PREVIEW, audienceId).json(body).returning(AudiencePreview.class),
				this.options);
	}

}
