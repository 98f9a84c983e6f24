package com.experiture.client.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/api.md} against {@link Endpoint}. With the system property
 * {@code experiture.docs.write} the page is written instead.
 */
class ApiReferenceTests {

	private static final Path PAGE = Path.of("..", "docs", "api.md");

	@Test
	void pageIsCurrent() throws IOException {
		String page = page();
		if (Boolean.getBoolean("experiture.docs.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(PAGE).as("written by mvn test -Dtest=ApiReferenceTests -Dexperiture.docs.write=true")
			.hasContent(page);
	}

	private static String page() {
		StringBuilder page = new StringBuilder(
				"""
						# All calls

						Made from the table `Endpoint` by the build. Each method is on the blocking client of the name below and on its
						reactive twin (`ReactiveRecordsClient`, ...). Scopes marked – are not documented. The classes are limited
						independently of each other; writes carry an idempotency key. The last column says when a call is repeated after
						a failure that leaves its effect unknown; what the API refuses with a 429, and connections that could not be
						established, are retried for all calls. See [resilience](resilience.md).

						| Call | Method and path | Scope | Class | Repeated when ambiguous |
						|---|---|---|---|---|
						""");
		for (Endpoint endpoint : Endpoint.values()) {
			page.append("| `")
				.append(client(endpoint))
				.append("` | `")
				.append(endpoint.method())
				.append(' ')
				.append(endpoint.path())
				.append("` | ")
				.append((endpoint.scope() != null) ? "`" + endpoint.scope() + "`" : "–")
				.append(" | ")
				.append(endpoint.endpointClass().id())
				.append(" | ")
				.append(endpoint.endpointClass().retryRule())
				.append(" |\n");
		}
		return page.toString();
	}

	private static String client(Endpoint endpoint) {
		String[] words = endpoint.name().toLowerCase(Locale.ROOT).split("_");
		StringBuilder name = new StringBuilder(StringUtils.capitalize(words[0])).append("Client.").append(words[1]);
		for (int i = 2; i < words.length; i++) {
			name.append(StringUtils.capitalize(words[i]));
		}
		return name.toString();
	}

}
