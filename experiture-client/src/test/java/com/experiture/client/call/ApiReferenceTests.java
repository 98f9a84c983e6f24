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
 * {@code docs.write} the page is written instead.
 */
class ApiReferenceTests {

	private static final Path PAGE = Path.of("..", "docs", "api.md");

	@Test
	void apiReferenceIsCurrent() throws IOException {
		String page = page();
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(PAGE).as("written by mvn test -Dtest=ApiReferenceTests -Ddocs.write=true").hasContent(page);
	}

	private static String page() {
		StringBuilder page = new StringBuilder(
				"""
						# API reference

						This table lists all calls of the client. Each method is available on the blocking client that the table names
						and on its reactive counterpart (`ReactiveRecordsClient`, ...). Scopes marked – are not documented. Each endpoint
						class has its own rate limit. Writes send an idempotency key. The last column shows whether a call is retried
						after an ambiguous failure, which leaves its effect unknown. All calls are retried after a 429 and if no
						connection could be established, see [resilience](resilience.md). The build generates this page from `Endpoint`.

						| Call | Method and path | Scope | Endpoint class | Retried after an ambiguous failure |
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
