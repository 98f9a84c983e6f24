package com.experiture.client.internal.observation;

import java.util.HashSet;
import java.util.Set;

import org.springframework.http.HttpStatus;

import com.experiture.client.observation.CallOutcome;

/**
 * Limits the number of outcomes of one client: each is a tag of several meters, and a
 * server can send any number of codes and statuses.
 */
final class OutcomeLimit {

	private static final int MAX_UNKNOWN = 100;

	private static final String OTHER = "other";

	// The codes that the API documents, some of them without their prefix.
	private static final Set<String> DOCUMENTED = Set.of(CallOutcome.NONE, OTHER, "CDP_ETL.VALIDATION.REQUEST_INVALID",
			"CDP_ETL.VALIDATION.REQUEST_SCHEMA", "CDP_ETL.AUTH.UNAUTHORIZED", "CDP_ETL.AUTH.TOKEN_EXPIRED",
			"CDP_ETL.AUTH.TOKEN_INVALID", "CDP_ETL.AUTH.FORBIDDEN", "CDP_ETL.NOT_FOUND", "CDP_ETL.RATE.LIMITED",
			"CDP_ETL.INTERNAL.UNHANDLED_EXCEPTION", "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND",
			"JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_DRAFT", "TEMPLATE_NOT_PUBLISHED", "TYPE_UNSUPPORTED",
			"SUMMARY_TYPE_UNSUPPORTED", "schema_mismatch");

	private final Set<String> unknown = new HashSet<>();

	CallOutcome apply(CallOutcome outcome) {
		boolean code = DOCUMENTED.contains(outcome.code());
		boolean status = isStandard(outcome.status());
		if ((code && status) || isWithinLimit(outcome.status() + " " + outcome.code())) {
			return outcome;
		}
		return new CallOutcome(outcome.result(), status ? outcome.status() : OTHER, code ? outcome.code() : OTHER,
				outcome.error());
	}

	private static boolean isStandard(String status) {
		return status.equals(CallOutcome.NONE) || HttpStatus.resolve(Integer.parseInt(status)) != null;
	}

	private synchronized boolean isWithinLimit(String kind) {
		return this.unknown.contains(kind) || (this.unknown.size() < MAX_UNKNOWN && this.unknown.add(kind));
	}

}
