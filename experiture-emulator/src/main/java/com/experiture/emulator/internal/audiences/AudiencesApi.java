package com.experiture.emulator.internal.audiences;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.ApiResult;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * The API family audiences.
 */
public final class AudiencesApi {

	private final AudienceStore audiences;

	public AudiencesApi(AudienceStore audiences) {
		this.audiences = audiences;
	}

	/**
	 * Return what handles each call of the family.
	 * @return the handlers
	 */
	public Map<Endpoint, CallHandler> handlers() {
		return Map.of(Endpoint.AUDIENCES_PREVIEW, this::preview);
	}

	private ApiResult preview(ApiCall call) {
		long limit = call.optionalBody().only("limit").number("limit", 100, 1, 1000);
		StoredAudience audience = this.audiences.find(call.variable(0));
		if (audience == null) {
			throw ApiProblem.notFound("There is no such audience");
		}
		List<Map<String, Object>> matches = this.audiences.match(audience);
		return ApiResult.ok(new JsonObject().with("audienceId", audience.id())
			.with("matchCount", matches.size())
			.with("isExact", true)
			.with("executionTimeMs", 1)
			.with("fieldsUsed", audience.fieldsUsed())
			.with("sampleRecords", matches.stream().limit(limit).map((match) -> projected(match, audience)).toList()));
	}

	private static Map<String, Object> projected(Map<String, Object> record, StoredAudience audience) {
		Map<String, Object> sample = new LinkedHashMap<>(record);
		sample.keySet().retainAll(audience.fieldsUsed());
		return sample;
	}

}
