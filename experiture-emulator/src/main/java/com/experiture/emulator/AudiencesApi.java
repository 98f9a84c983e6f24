package com.experiture.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The family audiences.
 */
final class AudiencesApi {

	private final Audiences audiences;

	AudiencesApi(Audiences audiences) {
		this.audiences = audiences;
	}

	Answer preview(ApiCall call) {
		long limit = call.optionalInput().only("limit").number("limit", 100, 1, 1000);
		Audience audience = this.audiences.find(call.variable(0));
		if (audience == null) {
			throw ApiProblem.notFound("There is no such audience");
		}
		List<Map<String, Object>> matches = this.audiences.match(audience);
		return Answer.ok(new Members().with("audienceId", audience.id())
			.with("matchCount", matches.size())
			.with("isExact", true)
			.with("executionTimeMs", 1)
			.with("fieldsUsed", audience.fieldsUsed())
			.with("sampleRecords", matches.stream().limit(limit).map((match) -> projected(match, audience)).toList()));
	}

	private static Map<String, Object> projected(Map<String, Object> record, Audience audience) {
		Map<String, Object> sample = new LinkedHashMap<>(record);
		sample.keySet().retainAll(audience.fieldsUsed());
		return sample;
	}

}
