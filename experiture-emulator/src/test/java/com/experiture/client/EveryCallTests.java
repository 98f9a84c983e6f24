package com.experiture.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.campaigns.AudienceRef;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignUpdate;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.ForbiddenException;
import com.experiture.client.error.InvalidResponseException;
import com.experiture.client.imports.CreatedImport;
import com.experiture.client.imports.ImportMapping;
import com.experiture.client.imports.ImportRequest;
import com.experiture.client.lists.ListUpdate;
import com.experiture.emulator.BatchResponseMode;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Makes every call against the emulator, and compares all requests and responses with the
 * OpenAPI document.
 */
class EveryCallTests {

	private static final String AUDIENCE = "7b0c2a52-2f0c-4a35-9a3c-0a4f5d2f6c11";

	private static final byte[] FILE = "email,city\njane@example.com,Bonn\nnot-an-address,Bonn\n"
		.getBytes(StandardCharsets.UTF_8);

	private final Map<Endpoint, Consumer<ExperitureClient>> calls = new EnumMap<>(Endpoint.class);

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private final Exchanges exchanges = new Exchanges(this.emulator);

	private final ExperitureClient client = Clients.of(this.emulator).build();

	@BeforeEach
	void prepare() {
		this.emulator.fixtures()
			.template("tpl_1", "tpl_1", "email", true)
			.audience(AUDIENCE, "Everybody", (profile) -> true, "email")
			.record("profiles", Map.of("email", "jane@example.com"));
		recordsAndProfiles();
		imports();
		metadataListsAndAudiences();
		campaigns();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	@Test
	void testsEveryCall() {
		assertThat(this.calls).containsOnlyKeys(Endpoint.values());
	}

	@ParameterizedTest
	@EnumSource
	void callsEndpointAndMatchesContract(Endpoint endpoint) {
		call(endpoint, this.client);
		assertKeptTheContract(endpoint);
	}

	@ParameterizedTest
	@EnumSource
	void toleratesUnknownFieldsAndValues(Endpoint endpoint) {
		this.emulator.settings().unknownFields(true).unknownEnumValues(true);
		call(endpoint, this.client);
		assertKeptTheContract(endpoint);
	}

	@ParameterizedTest
	@EnumSource
	void exposesResponseOfEveryCall(Endpoint endpoint) {
		List<String> sent = Collections.synchronizedList(new ArrayList<>());
		this.emulator.wireMock().addMockServiceRequestListener((request, response) -> {
			if (request.getUrl().startsWith(this.emulator.baseUrl().getPath())) {
				sent.add(response.getHeaders().getHeader("x-correlation-id").firstValue());
			}
		});
		List<ApiResponse<?>> responses = new ArrayList<>();
		call(endpoint, with(CallOptions.builder().onResponse(responses::add).build()));
		assertThat(responses).extracting(ApiResponse::correlationId).containsExactlyElementsOf(sent);
		assertThat(responses).allSatisfy((response) -> {
			assertThat(response.status()).isBetween(200, 299);
			assertThat(response.call().serverCorrelationId()).isEqualTo(response.correlationId());
			assertThat(response.json().path("success").asBoolean()).isTrue();
		});
		assertThat(responses).extracting((response) -> response.call().endpoint()).contains(endpoint.id());
	}

	private ExperitureClient with(CallOptions options) {
		ExperitureClient view = mock();
		given(view.records()).willReturn(this.client.records().with(options));
		given(view.profiles()).willReturn(this.client.profiles().with(options));
		given(view.imports()).willReturn(this.client.imports().with(options));
		given(view.metadata()).willReturn(this.client.metadata().with(options));
		given(view.lists()).willReturn(this.client.lists().with(options));
		given(view.audiences()).willReturn(this.client.audiences().with(options));
		given(view.campaigns()).willReturn(this.client.campaigns().with(options));
		return view;
	}

	@ParameterizedTest
	@EnumSource(names = { "RECORDS_APPEND_BATCH", "RECORDS_UPSERT_BATCH" })
	void batchMatchesContractWithAnyResponse(Endpoint endpoint) {
		for (BatchResponseMode reading : BatchResponseMode.values()) {
			this.emulator.settings().batchResponseMode(reading);
			call(endpoint, this.client);
		}
		assertKeptTheContract(endpoint);
	}

	@ParameterizedTest
	@EnumSource
	void namesMissingScope(Endpoint endpoint) {
		this.emulator.faults().on(endpoint).inject(Fault.error(403, "CDP_ETL.AUTH.FORBIDDEN"));
		assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> call(endpoint, this.client))
			.satisfies((failure) -> {
				assertThat(failure.requiredScope()).isEqualTo(endpoint.scope());
				assertThat(failure.call().endpoint()).isEqualTo(endpoint.id());
			});
	}

	@ParameterizedTest
	@EnumSource
	void failsWithTypedExceptionForInvalidResponses(Endpoint endpoint) {
		for (Fault fault : List.of(Fault.body(200, "text/html", "<html>hello</html>"),
				Fault.body(200, "application/json", "{\"success\":false}"),
				Fault.body(200, "application/json", "{\"succ"), Fault.error(404, "CDP_ETL.NOT_FOUND"),
				Fault.error(422, "CDP_ETL.VALIDATION.REQUEST_SCHEMA"), Fault.huge(20_000_000))) {
			this.emulator.reset();
			this.emulator.fixtures()
				.audience(AUDIENCE, "Everybody", (profile) -> true, "email")
				.template("tpl_1", "tpl_1", "email", true);
			this.emulator.faults().on(endpoint).inject(fault);
			assertThat(catchThrowable(() -> call(endpoint, this.client))).as("%s, %s", endpoint, fault)
				.isInstanceOfSatisfying(ExperitureException.class,
						(failure) -> assertThat(failure.call().endpoint()).isEqualTo(endpoint.id()));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "RECORDS_APPEND", "IMPORTS_CREATE", "METADATA_GET_OBJECT", "LISTS_GET", "AUDIENCES_PREVIEW",
			"CAMPAIGNS_CREATE" })
	void rejectsResponseWithoutData(Endpoint endpoint) {
		this.emulator.faults().on(endpoint).inject(Fault.body(200, "application/json", "{\"success\":true}"));
		assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> call(endpoint, this.client));
	}

	private void call(Endpoint endpoint, ExperitureClient caller) {
		this.calls.get(endpoint).accept(caller);
	}

	private void assertKeptTheContract(Endpoint endpoint) {
		assertThat(this.emulator.requestCount(endpoint)).isPositive();
		assertThat(this.exchanges.count()).isEqualTo(this.emulator.requestCount());
		assertThat(this.exchanges.violations()).isEmpty();
	}

	private void recordsAndProfiles() {
		Map<String, String> order = Map.of("order_id", "o-1");
		Map<String, String> profile = Map.of("email", "jane@example.com", "city", "Bonn");
		on(Endpoint.RECORDS_APPEND, (api) -> api.records().append("orders", order));
		on(Endpoint.RECORDS_UPSERT, (api) -> api.records().upsert("profiles", profile, "email"));
		on(Endpoint.RECORDS_APPEND_BATCH, (api) -> api.records().appendBatch("orders", List.of(order, order)));
		on(Endpoint.RECORDS_UPSERT_BATCH, (api) -> api.records().upsertBatch("profiles", List.of(profile), "email"));
		on(Endpoint.RECORDS_GET_JOB,
				(api) -> api.records().getJob("orders", api.records().appendBatch("orders", List.of(order)).jobId()));
		on(Endpoint.PROFILES_UPSERT, (api) -> api.profiles().upsert(profile, "email"));
	}

	private void imports() {
		on(Endpoint.IMPORTS_CREATE, (api) -> create(api));
		on(Endpoint.IMPORTS_SUBMIT_MAPPING, (api) -> map(api));
		on(Endpoint.IMPORTS_START, (api) -> api.imports().start(map(api)));
		on(Endpoint.IMPORTS_GET, (api) -> api.imports().get(create(api).jobId()));
		on(Endpoint.IMPORTS_GET_ERRORS, (api) -> {
			String id = map(api);
			api.imports().start(id);
			// With an unknown state the client does not detect the end; the job ends
			// nevertheless.
			for (int poll = 0; poll < 5 && !api.imports().get(id).state().isTerminal(); poll++) {
				assertThat(this.emulator.requestCount(Endpoint.IMPORTS_GET)).isEqualTo(poll + 1);
			}
			assertThat(api.imports().getErrors(id)).hasSize(1);
		});
	}

	private static CreatedImport create(ExperitureClient api) {
		return api.imports()
			.create(ImportRequest.builder("profiles", "people.csv", FILE.length)
				.createList("Imported " + UUID.randomUUID())
				.build());
	}

	private static String map(ExperitureClient api) {
		CreatedImport created = create(api);
		try {
			HttpResponse<Void> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(created.uploadUrl()))
					.header("Content-Type", "text/csv")
					.PUT(HttpRequest.BodyPublishers.ofByteArray(FILE))
					.build(), HttpResponse.BodyHandlers.discarding());
			assertThat(response.statusCode()).isBetween(200, 299);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		api.imports().submitMapping(created.jobId(), ImportMapping.ofSameNames(List.of("email", "city")));
		return created.jobId();
	}

	private void metadataListsAndAudiences() {
		on(Endpoint.METADATA_LIST_OBJECTS, (api) -> assertThat(api.metadata().listObjects()).isNotEmpty());
		on(Endpoint.METADATA_GET_OBJECT, (api) -> api.metadata().getObject("profiles"));
		on(Endpoint.LISTS_CREATE, (api) -> list(api));
		on(Endpoint.LISTS_LIST, (api) -> {
			list(api);
			assertThat(api.lists().list(1)).isNotEmpty();
		});
		on(Endpoint.LISTS_GET, (api) -> api.lists().get(list(api)));
		on(Endpoint.LISTS_LIST_MEMBERS, (api) -> {
			String id = list(api);
			api.lists().upsertMembers(id, List.of("a@example.com", "b@example.com"));
			assertThat(api.lists().listMembers(id, 1)).hasSize(2);
		});
		on(Endpoint.LISTS_UPDATE, (api) -> api.lists().update(list(api), ListUpdate.ofDescription("New")));
		on(Endpoint.LISTS_DELETE, (api) -> api.lists().delete(list(api)));
		on(Endpoint.LISTS_UPSERT_MEMBERS, (api) -> api.lists().upsertMembers(list(api), List.of(" A@Example.com ")));
		on(Endpoint.LISTS_REMOVE_MEMBERS, (api) -> api.lists().removeMembers(list(api), List.of("a@example.com")));
		on(Endpoint.AUDIENCES_PREVIEW, (api) -> api.audiences().preview(AUDIENCE, 10));
	}

	private static String list(ExperitureClient api) {
		return api.lists().create("List " + UUID.randomUUID()).id();
	}

	private void campaigns() {
		on(Endpoint.CAMPAIGNS_CREATE, (api) -> campaign(api));
		on(Endpoint.CAMPAIGNS_LIST, (api) -> {
			campaign(api);
			assertThat(api.campaigns().list()).isNotEmpty();
		});
		on(Endpoint.CAMPAIGNS_GET, (api) -> api.campaigns().get(campaign(api)));
		on(Endpoint.CAMPAIGNS_UPDATE,
				(api) -> api.campaigns().update(campaign(api), CampaignUpdate.builder().name("New name").build()));
		on(Endpoint.CAMPAIGNS_DELETE, (api) -> api.campaigns().delete(campaign(api)));
		on(Endpoint.CAMPAIGNS_ARCHIVE, (api) -> api.campaigns().archive(campaign(api)));
		on(Endpoint.CAMPAIGNS_CLONE, (api) -> api.campaigns().clone(campaign(api)));
		on(Endpoint.CAMPAIGNS_SET_AUDIENCE, (api) -> api.campaigns()
			.setAudience(campaign(api), CampaignAudience.of(AudienceRef.audience(AUDIENCE))));
		on(Endpoint.CAMPAIGNS_SET_CONTENT,
				(api) -> api.campaigns().setContent(campaign(api), CampaignContent.ofTemplate("tpl_1")));
		on(Endpoint.CAMPAIGNS_SET_SCHEDULE, (api) -> api.campaigns()
			.setSchedule(campaign(api), CampaignSchedule.at(Instant.parse("2030-04-21T15:30:00Z"))));
		on(Endpoint.CAMPAIGNS_PREFLIGHT, (api) -> api.campaigns().preflight(campaign(api)));
		on(Endpoint.CAMPAIGNS_SCHEDULE, (api) -> api.campaigns().schedule(ready(api)));
		on(Endpoint.CAMPAIGNS_SEND, (api) -> api.campaigns().send(ready(api)));
		on(Endpoint.CAMPAIGNS_GET_SUMMARY, (api) -> api.campaigns().getSummary(ready(api)));
		on(Endpoint.CAMPAIGNS_GET_STATUS, (api) -> api.campaigns().getStatus(campaign(api)));
		on(Endpoint.CAMPAIGNS_GET_METRICS, (api) -> {
			String id = ready(api);
			api.campaigns().send(id);
			api.campaigns().getMetrics(id);
		});
	}

	private static String campaign(ExperitureClient api) {
		return api.campaigns().create(CampaignDraft.builder("Spring", Channel.EMAIL).build()).id();
	}

	private static String ready(ExperitureClient api) {
		return api.campaigns()
			.create(CampaignDraft.builder("Spring", Channel.EMAIL)
				.audience(CampaignAudience.of(AudienceRef.audience(AUDIENCE)))
				.content(CampaignContent.ofTemplate("tpl_1"))
				.schedule(CampaignSchedule.at(Instant.parse("2030-04-21T15:30:00Z")))
				.build())
			.id();
	}

	private void on(Endpoint endpoint, Consumer<ExperitureClient> call) {
		this.calls.put(endpoint, call);
	}

}
