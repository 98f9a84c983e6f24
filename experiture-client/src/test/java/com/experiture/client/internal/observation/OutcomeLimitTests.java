package com.experiture.client.internal.observation;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.error.ApiError;
import com.experiture.client.error.ApiException;
import com.experiture.client.error.CallDetails;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.observation.CallOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutcomeLimit}.
 */
class OutcomeLimitTests {

	private static final CallDetails CALL = new CallDetails("lists.get", "GET /lists/{list_id}", "id", null, 1);

	private final ClientMonitor monitor = new ClientMonitor(List.of(), InstantSource.system());

	@Test
	void limitsUnknownCodes() {
		Set<String> codes = new HashSet<>();
		for (int i = 0; i < 26 * 26 * 2; i++) {
			String code = "CDP_ETL." + (char) ('A' + i % 26) + (char) ('A' + i / 26 % 26) + ".NOT_FOUND";
			codes.add(outcome(404, code).code());
		}
		assertThat(codes).hasSize(101).contains("other", "CDP_ETL.AA.NOT_FOUND");
		assertThat(outcome(404, "CDP_ETL.AA.NOT_FOUND").code()).isEqualTo("CDP_ETL.AA.NOT_FOUND");
		assertThat(outcome(404, "CDP_ETL.NOT_FOUND").code()).isEqualTo("CDP_ETL.NOT_FOUND");
		assertThat(outcome(409, "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_DRAFT").code()).endsWith("NOT_DRAFT");
		assertThat(outcome(422, "schema_mismatch").status()).isEqualTo("422");
		assertThat(outcome(520, "Z_Z").status()).isEqualTo("other");
	}

	@Test
	void limitsOutcomesOfAnyServer() {
		Set<CallOutcome> outcomes = new HashSet<>();
		for (int status = 100; status < 1000; status++) {
			for (String code : new String[] { null, "CDP_ETL.NOT_FOUND", "X_Y_Z", "A.B", "not a code" }) {
				outcomes.add(outcome(status, code));
			}
			outcomes.add(this.monitor.outcome(new InvalidResponseException(CALL, status, "reason", null)));
		}
		assertThat(outcomes).hasSizeLessThan(500);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 99, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE })
	void reportsInvalidStatusAsNone(int status) {
		assertThat(outcome(status, null).status()).isEqualTo("none");
	}

	private CallOutcome outcome(int status, String code) {
		return this.monitor.outcome(new ApiException(CALL, new ApiError(status, code, null, null, null, null)));
	}

}
