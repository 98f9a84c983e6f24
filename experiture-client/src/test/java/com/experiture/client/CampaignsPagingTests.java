package com.experiture.client;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.call.Page;
import com.experiture.client.campaigns.AuthoringStatus;
import com.experiture.client.campaigns.Campaign;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.campaigns.Channel;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that campaigns are listed page by page, on demand.
 */
class CampaignsPagingTests extends ContractTests {

	private CampaignsClient campaigns;

	@BeforeEach
	void createCampaigns() {
		this.campaigns = this.client.campaigns();
	}

	@Test
	void requestsPagesOnDemand() {
		page(0, 2, 5, "a", "b");
		page(2, 2, 5, "c", "d");
		page(4, 2, 5, "e");
		CampaignFilter filter = CampaignFilter.builder().pageSize(2).build();
		try (Stream<Campaign> campaigns = this.campaigns.list(filter)) {
			assertThat(campaigns.map(Campaign::id)).containsExactly("a", "b", "c", "d", "e");
		}
		api.verify(3, getRequestedFor(urlPathEqualTo("/public/v1/campaigns")));
	}

	@Test
	void requestsOnePageForOneCampaign() {
		page(0, 3, 5, "a", "b", "c");
		try (Stream<Campaign> campaigns = this.campaigns.list(CampaignFilter.builder().pageSize(3).build())) {
			assertThat(campaigns.findFirst()).map(Campaign::id).contains("a");
		}
		assertThat(this.client.reactive().campaigns().list(CampaignFilter.builder().pageSize(3).build()).blockFirst())
			.extracting(Campaign::id)
			.isEqualTo("a");
		api.verify(2, getRequestedFor(urlPathEqualTo("/public/v1/campaigns")));
	}

	@Test
	void sendsFilterAsQuery() {
		page(0, 50, 0);
		assertThat(this.campaigns.list()).isEmpty();
		Page<Campaign> page = this.campaigns.listPage(CampaignFilter.builder()
			.status(AuthoringStatus.DRAFT)
			.channel(Channel.SMS)
			.search("spring & summer")
			.parameter("q", "spring")
			.build(), 0);
		assertThat(page).isEqualTo(new Page<>(List.of(), 0, 0));
		assertThat(api.findAll(getRequestedFor(anyUrl())).stream().map(LoggedRequest::getUrl)).containsExactly(
				"/public/v1/campaigns?limit=50&offset=0",
				"/public/v1/campaigns?status=draft&channel=sms&search=spring%20%26%20summer&limit=50&offset=0&q=spring");
	}

	@Test
	void pageHasOffsetAndTotal() {
		page(4, 2, 5, "e");
		Page<Campaign> page = this.campaigns.listPage(CampaignFilter.builder().pageSize(2).build(), 4);
		assertThat(page.items()).extracting(Campaign::id).containsExactly("e");
		assertThat(page.offset()).isEqualTo(4);
		assertThat(page.total()).isEqualTo(5);
		assertThat(page.hasNext()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "'', true", "',\"pagination\":{\"limit\":1}', true", "',\"pagination\":{\"limit\":9}', false",
			"',\"pagination\":{\"total\":1,\"limit\":1,\"offset\":0}', false" })
	void fullPageWithoutTotalCanHaveNextPage(String pagination, boolean hasNext) {
		respond(okJson("{\"success\":true,\"data\":[{\"id\":\"a\"}]" + pagination + "}"));
		assertThat(this.campaigns.listPage(CampaignFilter.builder().pageSize(1).build(), 0).hasNext())
			.isEqualTo(hasNext);
	}

	@Test
	void endsAtRepeatedPage() {
		respond(okJson("""
				{"success":true,"data":[{"id":"a"}],"pagination":{"total":1000,"limit":1,"offset":0}}"""));
		assertThat(this.campaigns.list(CampaignFilter.builder().pageSize(1).build()).count()).isEqualTo(1);
		api.verify(2, getRequestedFor(urlPathEqualTo("/public/v1/campaigns")));
	}

	@Test
	void rejectsBlockingCallsOnEventLoop() {
		Mono<Long> count = Mono.fromCallable(() -> this.campaigns.list().count()).subscribeOn(Schedulers.parallel());
		assertThatIllegalStateException().isThrownBy(count::block).withMessageContaining("event-loop thread");
	}

	private static void page(int offset, int limit, int total, String... ids) {
		String items = String.join(",", Arrays.stream(ids).map((id) -> "{\"id\":\"" + id + "\"}").toList());
		api.stubFor(get(urlPathEqualTo("/public/v1/campaigns")).withQueryParam("offset", equalTo("" + offset))
			.withQueryParam("limit", equalTo("" + limit))
			.willReturn(okJson("""
					{"success":true,"data":[%s],"pagination":{"total":%d,"limit":%d,"offset":%d}}""".formatted(items,
					total, limit, offset))));
	}

}
