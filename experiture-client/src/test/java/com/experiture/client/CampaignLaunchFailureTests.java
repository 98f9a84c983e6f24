package com.experiture.client;

import java.net.URI;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.LaunchAction;
import com.experiture.client.campaigns.LaunchFailedException;
import com.experiture.client.campaigns.LaunchOutcome;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.error.ConflictException;
import com.experiture.client.error.ConnectionLostException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.NotDraftException;
import com.experiture.client.error.UnexpectedFailureException;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a failed launch names its steps and can be repeated.
 */
class CampaignLaunchFailureTests extends LaunchTests {

	@ParameterizedTest
	@CsvSource({ "/c-1/audience, CAMPAIGNS_SET_AUDIENCE, 1", "/c-1/content, CAMPAIGNS_SET_CONTENT, 2",
			"/c-1/schedule, CAMPAIGNS_SET_SCHEDULE, 3", "/c-1/preflight, CAMPAIGNS_PREFLIGHT, 4",
			"/c-1/schedule-jobs, CAMPAIGNS_SCHEDULE, 5" })
	void failureNamesFailedAndCompletedSteps(String path, Endpoint failed, int completed) {
		on(path, error(409, "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_DRAFT"));
		assertThatExceptionOfType(LaunchFailedException.class).isThrownBy(() -> this.campaigns.launch(PLAN))
			.withCauseInstanceOf(NotDraftException.class)
			.withMessageContaining("campaign c-1")
			.satisfies((ex) -> {
				assertThat(ex.failedStep()).isEqualTo(failed);
				assertThat(ex.campaignId()).isEqualTo("c-1");
				assertThat(ex.completedSteps())
					.containsExactlyElementsOf(List
						.of(Endpoint.CAMPAIGNS_CREATE, Endpoint.CAMPAIGNS_SET_AUDIENCE, Endpoint.CAMPAIGNS_SET_CONTENT,
								Endpoint.CAMPAIGNS_SET_SCHEDULE, Endpoint.CAMPAIGNS_PREFLIGHT)
						.subList(0, completed));
				assertThat(ex.call().endpoint()).isEqualTo(failed.id());
			});
		assertThat(steps()).hasSize(completed + 1).noneMatch((step) -> step.startsWith("DELETE"));
	}

	@Test
	void failureOfCreationHasNoCampaign() {
		on("", aResponse().withFault(Fault.EMPTY_RESPONSE));
		assertThatExceptionOfType(LaunchFailedException.class).isThrownBy(() -> this.campaigns.launch(PLAN))
			.withCauseInstanceOf(ConnectionLostException.class)
			.satisfies((ex) -> {
				assertThat(ex.failedStep()).isEqualTo(Endpoint.CAMPAIGNS_CREATE);
				assertThat(ex.campaignId()).isNull();
				assertThat(ex.completedSteps()).isEmpty();
			});
		assertThat(steps()).containsExactly(STEPS[0], STEPS[0], STEPS[0]);
	}

	@Test
	void failsIfSummaryIsRejected() {
		on("/c-1/summary", error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		assertThatExceptionOfType(LaunchFailedException.class)
			.isThrownBy(() -> this.campaigns.launch(LaunchPlan.builder("c-1").action(LaunchAction.SEND).build()))
			.withCauseInstanceOf(ForbiddenException.class)
			.satisfies((ex) -> assertThat(ex.failedStep()).isEqualTo(Endpoint.CAMPAIGNS_GET_SUMMARY));
		on("/c-1/summary", error(409, "SUMMARY_TYPE_UNSUPPORTED"));
		assertThatExceptionOfType(LaunchFailedException.class)
			.isThrownBy(() -> this.campaigns.launch(LaunchPlan.builder("c-1").action(LaunchAction.SEND).build()))
			.withCauseInstanceOf(ConflictException.class);
	}

	@Test
	void reportsUnexpectedFailure() {
		this.client.close();
		this.client = ExperitureClient.builder()
			.baseUrl(URI.create(api.baseUrl() + PREFIX))
			.tokenProvider(new FixedToken())
			.webClientBuilder(WebClient.builder().filter((request, next) -> {
				if (request.url().getPath().endsWith("/content")) {
					throw new IllegalStateException("broken filter");
				}
				return next.exchange(request);
			}))
			.build();
		assertThatExceptionOfType(LaunchFailedException.class).isThrownBy(() -> this.client.campaigns().launch(PLAN))
			.withCauseInstanceOf(UnexpectedFailureException.class)
			.withRootCauseInstanceOf(IllegalStateException.class)
			.satisfies((ex) -> {
				assertThat(ex.campaignId()).isEqualTo("c-1");
				assertThat(ex.effect()).isEqualTo(Effect.POSSIBLE);
				assertThat(ex.call().endpoint()).isEqualTo("campaigns.set-content");
				assertThat(ex.call().correlationId()).isNotBlank();
			});
	}

	@Test
	void derivesKeysOfAllStepsFromIdempotencyKey() {
		CallOptions options = CallOptions.builder().idempotencyKey(IdempotencyKey.of("spring", 2026)).build();
		this.campaigns.with(options).launch(PLAN);
		List<String> first = keys();
		api.resetRequests();
		this.campaigns.with(options).launch(PLAN);
		assertThat(keys()).isEqualTo(first).hasSize(5).doesNotHaveDuplicates().doesNotContainNull();
		api.resetRequests();
		this.campaigns.with(options).launch(PLAN.toBuilder().content(CampaignContent.ofTemplate("tpl_456")).build());
		assertThat(keys()).hasSize(5).filteredOn((key) -> !first.contains(key)).hasSize(1);
		api.resetRequests();
		this.campaigns.with(CallOptions.builder().idempotencyKey(IdempotencyKey.of("spring", 2027)).build())
			.launch(PLAN);
		assertThat(keys()).hasSize(5).doesNotContainAnyElementsOf(first);
	}

	@Test
	void readsSummaryFirstWithIdempotencyKey() {
		CallOptions options = CallOptions.builder().idempotencyKey(IdempotencyKey.of("spring", 2026)).build();
		this.campaigns.with(options).launch(PLAN);
		assertThat(steps()).startsWith(STEPS[0], "GET /campaigns/c-1/summary", STEPS[1]);
		api.resetRequests();
		on("/c-1/summary", data("{\"latestExecution\":{\"status\":\"scheduled\"}}"));
		assertThat(this.campaigns.with(options).launch(PLAN)).isInstanceOf(LaunchOutcome.AlreadyLaunched.class);
		assertThat(steps()).containsExactly(STEPS[0], "GET /campaigns/c-1/summary");
	}

	@Test
	void sendsNoKeyWithReads() {
		this.campaigns.with(CallOptions.builder().idempotencyKey(IdempotencyKey.of("spring", 2026)).build())
			.launch(PLAN);
		assertThat(sent()).filteredOn((request) -> request.getUrl().matches(".*(summary|preflight)"))
			.hasSize(2)
			.allSatisfy((request) -> assertThat(request.getHeader("Idempotency-Key")).isNull());
	}

	@Test
	void usesNewKeysForEachLaunchWithoutIdempotencyKey() {
		this.campaigns.launch(PLAN);
		this.campaigns.launch(PLAN);
		assertThat(keys()).hasSize(10).doesNotHaveDuplicates();
	}

	@Test
	void usesOneCorrelationIdForAllSteps() {
		this.campaigns.launch(PLAN);
		assertThat(sent().stream().map((request) -> request.getHeader("x-correlation-id")).distinct()).hasSize(1);
	}

	@Test
	void launchesAgainForEachSubscription() {
		var launch = this.client.reactive().campaigns().launch(PLAN);
		assertThat(steps()).isEmpty();
		assertThat(launch.block()).isInstanceOf(LaunchOutcome.Launched.class);
		on("/c-1/preflight", error(404, "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND"));
		assertThatExceptionOfType(LaunchFailedException.class).isThrownBy(launch::block)
			.satisfies((ex) -> assertThat(ex.completedSteps()).hasSize(4));
	}

	private static List<String> keys() {
		return sent().stream()
			.map((request) -> request.getHeader("Idempotency-Key"))
			.filter((key) -> key != null)
			.toList();
	}

}
