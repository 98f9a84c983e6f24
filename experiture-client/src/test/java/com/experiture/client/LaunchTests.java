package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.BeforeEach;

import com.experiture.client.campaigns.AudienceRef;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.settings.RetrySettings;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

/**
 * A client of an API on which the campaign {@code c-1} can be launched.
 */
abstract class LaunchTests extends ContractTests {

	static final CampaignAudience AUDIENCE = CampaignAudience
		.of(AudienceRef.audience("7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11"));

	static final CampaignContent CONTENT = CampaignContent.ofTemplate("tpl_123");

	static final CampaignSchedule LATER = CampaignSchedule.at(Instant.parse("2026-04-21T15:30:00Z"));

	static final LaunchPlan PLAN = LaunchPlan.builder(CampaignDraft.builder("Spring", Channel.EMAIL).build())
		.audience(AUDIENCE)
		.content(CONTENT)
		.schedule(LATER)
		.build();

	static final String[] STEPS = { "POST /campaigns", "PUT /campaigns/c-1/audience", "PUT /campaigns/c-1/content",
			"PUT /campaigns/c-1/schedule", "POST /campaigns/c-1/preflight" };

	CampaignsClient campaigns;

	@BeforeEach
	@Override
	void createClient() {
		this.client = ExperitureClient.builder()
			.baseUrl(URI.create(api.baseUrl() + PREFIX))
			.tokenProvider(new FixedToken())
			.retry(new RetrySettings(3, Duration.ZERO, Duration.ZERO))
			.build();
		this.campaigns = this.client.campaigns();
		for (String path : List.of("", "/c-1/audience", "/c-1/content", "/c-1/schedule")) {
			on(path, data("{\"id\":\"c-1\",\"channel\":\"email\",\"authoringStatus\":\"draft\"}"));
		}
		on("/c-1/summary", data("""
				{"campaignId":"c-1","channel":"email","authoringStatus":"draft",
				"latestExecution":{"status":"not_scheduled"}}"""));
		on("/c-1/preflight", data("{\"canPublish\":true,\"summary\":{\"blockers\":0}}"));
		on("/c-1/send-jobs", data("{\"jobId\":\"sent\",\"status\":\"running\"}"));
		on("/c-1/schedule-jobs", data("{\"jobId\":\"planned\",\"status\":\"scheduled\"}"));
		on("/c-1/status", data("{\"status\":\"running\"}"));
	}

	static List<LoggedRequest> sent() {
		List<LoggedRequest> requests = new ArrayList<>(
				api.getAllServeEvents().stream().map(ServeEvent::getRequest).toList());
		Collections.reverse(requests);
		return requests;
	}

	static List<String> steps() {
		return sent().stream()
			.map((request) -> request.getMethod() + " " + request.getUrl().substring(PREFIX.length()))
			.toList();
	}

	static void on(String path, ResponseDefinitionBuilder response) {
		api.stubFor(any(urlEqualTo(PREFIX + "/campaigns" + path)).willReturn(response));
	}

	static ResponseDefinitionBuilder data(String data) {
		return okJson("{\"success\":true,\"data\":" + data + "}");
	}

	static ResponseDefinitionBuilder error(int status, String code) {
		return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody("""
				{"success":false,"error":{"code":"%s","message":"no"}}""".formatted(code));
	}

}
