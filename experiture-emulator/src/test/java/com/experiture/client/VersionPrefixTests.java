package com.experiture.client;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Endpoint;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.error.NotFoundException;
import com.experiture.client.imports.ImportOptions;
import com.experiture.client.lists.ListsClient;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for base URLs of other versions of the API.
 */
class VersionPrefixTests {

	@ParameterizedTest
	@CsvSource({ "/public/v2,''", "/public/v2,/", "/public/v2,//", "'',''", "'',/", "/v3,''",
			"/gateway/experiture/public/v2-beta.1,/" })
	void sendsCallsBelowBaseUrl(String prefix, String end, @TempDir Path directory) throws Exception {
		try (ExperitureEmulator emulator = ExperitureEmulator.builder().basePath(prefix).start();
				ExperitureClient client = Clients.of(emulator).baseUrl(URI.create(emulator.baseUrl() + end)).build()) {
			Exchanges exchanges = new Exchanges(emulator);
			assertThat(emulator.baseUrl().getPath()).isEqualTo(prefix);
			client.records().upsert("profiles", Map.of("email", "ada@example.com"), "email");
			client.lists().create("VIP", null);
			assertThat(client.lists().list(1)).hasSize(1);
			String id = client.campaigns().create(CampaignDraft.builder("Spring", Channel.EMAIL).build()).id();
			assertThat(client.campaigns().getSummary(id).links().self())
				.contains(prefix + "/campaigns/" + id + "/summary");
			client.imports()
				.importFile(Files.writeString(directory.resolve("a.csv"), "email\nbob@example.com\n"),
						ImportOptions.builder("profiles").matchKey("email").build());
			client.call(ApiRequest.to(Endpoint.LISTS_LIST).query("page", 1).returning(JsonNode.class));
			assertThat(emulator.records("profiles")).hasSize(2);
			assertThat(emulator.requests())
				.allSatisfy((request) -> assertThat(request.path()).startsWith(prefix + "/").doesNotContain("//"))
				.noneSatisfy((request) -> assertThat(request.endpoint()).isNull());
			assertThat(exchanges.violations())
				.allSatisfy((violation) -> assertThat(violation).contains("/oauth2/token"));
		}
	}

	@Test
	void doesNotServeOtherVersion() {
		try (ExperitureEmulator emulator = ExperitureEmulator.builder().basePath("/public/v2").start();
				ExperitureClient client = Clients.of(emulator)
					.baseUrl(emulator.baseUrl().resolve("/public/v1"))
					.build()) {
			assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> client.lists().get("lst_1"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/" })
	void propertySetsPrefix(String end) {
		try (ExperitureEmulator emulator = ExperitureEmulator.builder().basePath("/public/v2").start()) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ExperitureAutoConfiguration.class))
				.withPropertyValues("experiture.base-url=" + emulator.baseUrl() + end,
						"experiture.token-uri=" + emulator.tokenUri(), "experiture.client-id=" + emulator.clientId(),
						"experiture.client-secret=" + emulator.clientSecret())
				.run((context) -> {
					context.getBean(ListsClient.class).create("VIP", null);
					assertThat(emulator.requests(Endpoint.LISTS_CREATE)).singleElement()
						.satisfies((request) -> assertThat(request.path()).isEqualTo("/public/v2/lists"));
				});
		}
	}

	@Test
	void rejectsPrefixThatIsNoPath() {
		for (String prefix : List.of("/", "public/v2", "/public/v2/", "/a?b", "https://example.com")) {
			assertThatIllegalArgumentException().isThrownBy(() -> ExperitureEmulator.builder().basePath(prefix));
		}
	}

}
