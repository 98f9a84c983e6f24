package com.experiture.client.internal.exchange;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.observation.EndpointDeprecation;

import static org.assertj.core.api.Assertions.assertThat;

class DeprecationHeadersTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			@1688169599                          | 2023-06-30T23:59:59Z
			@1688169599;x=1                      | 2023-06-30T23:59:59Z
			@-1                                  | 1969-12-31T23:59:59Z
			Fri, 30 Jun 2023 23:59:59 GMT        | 2023-06-30T23:59:59Z
			Sat, 31 Dec 2018 23:59:59 GMT        | 2018-12-31T23:59:59Z
			Sunday, 06-Nov-94 08:49:37 GMT       | 1994-11-06T08:49:37Z
			Sun Nov  6 08:49:37 1994             | 1994-11-06T08:49:37Z
			2023-06-30T23:59:59Z                 | 2023-06-30T23:59:59Z
			2023-06-30T23:59:59+02:00            | 2023-06-30T21:59:59Z
			2023-06-30                           | 2023-06-30T00:00:00Z
			""")
	void readsTimes(String header, Instant time) {
		EndpointDeprecation both = DeprecationHeaders.read(header, header, List.of());
		assertThat(both).isEqualTo(new EndpointDeprecation(true, time, time, Map.of(), null));
		assertThat(DeprecationHeaders.read(null, header, List.of()))
			.isEqualTo(new EndpointDeprecation(false, null, time, Map.of(), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "True", "?1", " true ", "true;x" })
	void readsDeprecationWithoutTime(String header) {
		assertThat(DeprecationHeaders.read(header, null, List.of()))
			.isEqualTo(new EndpointDeprecation(true, null, null, Map.of(), null));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "false", "?0" })
	void returnsNullWithoutAnnouncement(String header) {
		assertThat(DeprecationHeaders.read(header, header, List.of("<https://example.com>; rel=sunset"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "@", "@x", "@99999999999999999999", "@9223372036854775807", "Sun, 31 Foo 2018",
			";", "version=\"v1\"", "31 Dec 2018 23:59:59 \u001b[31mGMT", "2023-13-45", "@1,@2" })
	void keepsMalformedTimeAsShortText(String header) {
		EndpointDeprecation read = DeprecationHeaders.read(header, "x".repeat(100_000), List.of());
		assertThat(read.deprecatedAt()).isNull();
		assertThat(read.sunsetAt()).isNull();
		assertThat(read.unreadable()).contains("Sunset: x").hasSizeLessThan(450).doesNotContain("\u001b");
	}

	@Test
	void hidesConfidentialPartOfUnreadableText() {
		assertThat(DeprecationHeaders.read("jane.doe@example.com", null, List.of()).unreadable())
			.doesNotContain("jane.doe");
	}

	@Test
	void readsLinks() {
		EndpointDeprecation read = DeprecationHeaders.read("true", null,
				List.of("<https://example.com/other>; rel=\"next\", <https://example.com/why>; rel=\"deprecation\";"
						+ " type=\"text/html\"", "</public/v2/lists>;rel=successor-version",
						"<https://example.com/a?token=secret>; REL=\"sunset Deprecation\""));
		assertThat(read.links()).containsOnlyKeys("deprecation", "successor-version", "sunset")
			.containsEntry("deprecation", "https://example.com/why")
			.containsEntry("successor-version", "/public/v2/lists");
		assertThat(read.links().get("sunset")).startsWith("https://example.com/a").doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<", "<>", "nonsense", "<https://example.com>", "<https://example.com>; rel",
			"<https://example.com>; rel=", "<https://example.com; rel=sunset", "<<<<>>>>; rel=sunset" })
	void ignoresMalformedLink(String link) {
		assertThat(DeprecationHeaders.read("true", null, List.of(link)).deprecated()).isTrue();
	}

	@Test
	void readsLimitedPartOfLinks() {
		String endless = "<" + "a".repeat(2000) + "<".repeat(100_000);
		EndpointDeprecation read = DeprecationHeaders.read("true", null, Collections.nCopies(1000, endless));
		assertThat(read.links()).isEmpty();
	}

}
