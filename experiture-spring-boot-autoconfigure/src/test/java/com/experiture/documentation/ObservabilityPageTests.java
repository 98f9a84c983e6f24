package com.experiture.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.observation.CallObservationDocumentation;
import com.experiture.client.observation.CallObservationDocumentation.HighCardinalityKeyNames;
import com.experiture.client.observation.CallObservationDocumentation.LowCardinalityKeyNames;
import com.experiture.client.observation.micrometer.ClientMeter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/observability.md} and the dashboard against what a client shows. With
 * the system property {@code docs.write} the tables of the page are written instead.
 */
class ObservabilityPageTests {

	private static final Path PAGE = Path.of("..", "docs", "observability.md");

	private static final Path DASHBOARD = Path.of("..", "docs", "grafana-dashboard.json");

	private static final String CALLS = "experiture.client.calls";

	private static final Map<String, String> KEY_VALUES = new LinkedHashMap<>();

	private static final Map<String, String> HEALTH = new LinkedHashMap<>();

	private static final Map<String, String> ENDPOINT = new LinkedHashMap<>();

	private static final List<LogLine> LOG = List.of(new LogLine("WARN", "com.experiture.client.calls",
			"<what happened> [<endpoint>, <method and path>,"
					+ " correlation id <id>, server correlation id <id>, idempotency key <key>, attempts <number>,"
					+ " may have taken effect]",
			"A logical call failed. The server's id is omitted if it is the same or there was no response, the key"
					+ " if the call is a read. The end states the known effect: `may have taken"
					+ " effect`, `took effect`, or nothing if the call changed nothing.",
			".+ \\[[a-z.-]+, [A-Z]+ /\\S+, correlation id \\S+(, server correlation id \\S+)?"
					+ "(, idempotency key \\S+)?, attempts \\d+(, (may have taken|took) effect)?\\]"),
			new LogLine("DEBUG", "com.experiture.client.calls", "Attempt <number> of <endpoint> succeeded in <time> ms",
					"An attempt succeeded.", "Attempt \\d+ of [a-z.-]+ succeeded in \\d+ ms"),
			new LogLine("DEBUG", "com.experiture.client.calls",
					"Attempt <number> of <endpoint> failed, next in <time> ms: <what happened>",
					"An attempt failed. The time is omitted if there is no next attempt.",
					"Attempt \\d+ of [a-z.-]+ failed(, next in \\d+ ms)?: .+"),
			new LogLine("DEBUG", "com.experiture.client.calls",
					"<endpoint> waits, its class <class> is paused for <time> ms",
					"A call waits for the end of a pause.", "[a-z.-]+ waits, its class [a-z-]+ is paused for \\d+ ms"),
			new LogLine("DEBUG", "com.experiture.client.internal.auth.ClientCredentialsTokenProvider",
					"No access token: <what happened>", "A token request failed.", "No access token: .+"),
			new LogLine("WARN", "com.experiture.client.calls",
					"The API announces that <endpoint> [<method and path>, workspace <name>] is deprecated as of <time>"
							+ " and is expected to stop responding at <time>, see <links>; update this client, or call"
							+ " the successor with ApiRequest.to(method, path, ..)",
					"A response had the header `Deprecation` or `Sunset`, see [below](#deprecated-endpoints). Once per"
							+ " endpoint and client. Parts that the API does not send are omitted.",
					"The API announces that \\S+ \\[.+\\] is deprecated as of \\S+ and is expected to stop responding at"
							+ " \\S+, see .+; update .+"),
			new LogLine("WARN", "com.experiture.client.observation.ClientListener", "A listener failed: <class>",
					"A `ClientListener` of the application threw an exception; `DEBUG` from the second time on.",
					"A listener failed: \\S+"));

	private static DrivenClient driven;

	static {
		KEY_VALUES.put("workspace", "the name of the workspace, `default` if there is only one");
		KEY_VALUES.put("endpoint", "the endpoint, such as `records.upsert`; see the [API reference](api.md)");
		KEY_VALUES.put("family", "the API family, such as `records`");
		KEY_VALUES.put("outcome", "`success`, `error` or `cancelled`");
		KEY_VALUES.put("status", "`2xx`, the HTTP status of an error, or `none` if there was no response");
		KEY_VALUES.put("error.code", "the API's error code, `none`, or `other` if it does not look like an error code");
		KEY_VALUES.put("correlation.id", "the id that is sent with every attempt; spans only");
		KEY_VALUES.put("server.correlation.id",
				"the id that the API sent with its last response, or `none`; spans only");
		KEY_VALUES.put("attempts", "the number of requests that were sent; spans only");

		HEALTH.put("token.state", "`VALID`, `EXPIRED`, `NONE`, or `UNKNOWN` with a token provider of your own");
		HEALTH.put("token.expiresIn", "the time for which the token can still be used");
		HEALTH.put("token.failure", "the reason for the failure of the last token request");
		HEALTH.put("token.failedAgo", "the time since that failure");
		HEALTH.put("lastSuccess", "the time of the last successful call");
		HEALTH.put("lastFailure.time", "the time of the last failed call");
		HEALTH.put("lastFailure.endpoint", "its endpoint");
		HEALTH.put("lastFailure.status", "its HTTP status, or `none`");
		HEALTH.put("lastFailure.code", "the API's error code, or `none`");
		HEALTH.put("lastFailure.error", "its exception");
		HEALTH.put("lastFailure.correlationId", "its correlation id, in the logs of both sides");
		HEALTH.put("paused", "empty if no endpoint class is paused");
		HEALTH.put("paused.{class}", "the remaining time of the pause that the API asked for");
		HEALTH.put("queue.records", "records in the writers, in flight or not yet sent");
		HEALTH.put("queue.capacity", "maximum number of records in the writers");
		HEALTH.put("queue.oldest", "age of the oldest record in the writers");

		String workspace = "workspaces.{workspace}.";
		ENDPOINT.put(workspace + "token.state", "as in the health details");
		ENDPOINT.put(workspace + "token.age", "the age of the token");
		ENDPOINT.put(workspace + "token.expiresIn", "the time for which it can still be used");
		ENDPOINT.put(workspace + "token.failure",
				"`reason`, `transientFailure` and `age` of the last failure, or null");
		for (String member : List.of("time", "endpoint", "status", "code", "error", "correlationId")) {
			ENDPOINT.put(workspace + "calls.lastFailure." + member, "as in the health details");
		}
		ENDPOINT.put(workspace + "calls.lastSuccess", "as in the health details");
		ENDPOINT.put(workspace + "calls.errors[].status",
				"the HTTP status of a kind of failure, the latest kinds first");
		ENDPOINT.put(workspace + "calls.errors[].code", "its error code");
		ENDPOINT.put(workspace + "calls.errors[].error", "its exception");
		ENDPOINT.put(workspace + "calls.errors[].count", "its number of occurrences");
		ENDPOINT.put(workspace + "calls.errors[].last", "the time of its last occurrence");
		ENDPOINT.put(workspace + "endpointClasses.{class}.limit",
				"requests per period at the current pace, configured or adaptive, rounded up; null without a limit");
		ENDPOINT.put(workspace + "endpointClasses.{class}.permits",
				"1 if a request can be sent now, otherwise 0, because requests are evenly spaced; null without a limit");
		ENDPOINT.put(workspace + "endpointClasses.{class}.period", "the length of a period");
		ENDPOINT.put(workspace + "endpointClasses.{class}.waiting", "calls that wait for a permit");
		ENDPOINT.put(workspace + "endpointClasses.{class}.pausedFor", "the remaining time of the pause of the class");
		ENDPOINT.put(workspace + "retriesLeft",
				"retries that can still fail before calls end with their first failure");
		ENDPOINT.put(workspace + "queue.records", "as in the health details");
		ENDPOINT.put(workspace + "queue.capacity", "as in the health details");
		ENDPOINT.put(workspace + "queue.oldest", "as in the health details");
		ENDPOINT.put(workspace + "configuration.{property}",
				"the effective value of the property `experiture.{property}`");
	}

	@BeforeAll
	static void drive() {
		driven = DrivenClient.drive();
	}

	@Test
	void pageIsCurrent() throws IOException {
		String before = Files.readString(PAGE);
		String page = before;
		page = section(page, "observation", observation());
		page = section(page, "meters", meters());
		page = section(page, "logs", logs());
		page = section(page, "health", table("Detail", HEALTH));
		page = section(page, "endpoint", table("Field", ENDPOINT));
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(PAGE).as("written by mvn test -Dtest=ObservabilityPageTests -Ddocs.write=true").hasContent(page);
	}

	@Test
	void everyMeterExistsWithItsTagsAndNoOther() {
		for (ClientMeter meter : ClientMeter.values()) {
			assertThat(driven.meters).containsKey(meter.meterName());
			assertThat(driven.meters.get(meter.meterName())).as(meter.meterName())
				.containsExactlyInAnyOrderElementsOf(
						Stream.concat(Stream.of("workspace"), meter.tagKeys().stream()).toList());
		}
		List<String> observed = List.of(CALLS, CALLS + ".active", CALLS + ".attempt.failed");
		assertThat(driven.meterNames().stream().filter((name) -> name.startsWith("experiture.")))
			.containsExactlyInAnyOrderElementsOf(
					Stream.concat(Arrays.stream(ClientMeter.values()).map(ClientMeter::meterName), observed.stream())
						.toList());
		assertThat(driven.meters.get(CALLS)).containsExactlyInAnyOrderElementsOf(
				Stream.concat(Arrays.stream(LowCardinalityKeyNames.values()).map(KeyName::asString), Stream.of("error"))
					.toList());
	}

	@Test
	void everyKeyValueIsDescribed() {
		assertThat(KEY_VALUES).containsOnlyKeys(Stream
			.concat(Arrays.stream(LowCardinalityKeyNames.values()), Arrays.stream(HighCardinalityKeyNames.values()))
			.map(KeyName::asString)
			.toList());
	}

	@Test
	void everyDetailOfTheHealthIsDescribed() {
		assertThat(driven.healthDetails).containsExactlyElementsOf(new TreeSet<>(HEALTH.keySet()));
	}

	@Test
	void everyFieldOfTheEndpointIsDescribed() {
		assertThat(driven.endpointFields).containsExactlyElementsOf(new TreeSet<>(ENDPOINT.keySet()));
	}

	@Test
	void everyLineOfTheLogIsDescribed() {
		assertThat(driven.log).isNotEmpty()
			.allSatisfy((line) -> assertThat(LOG).as(line).anyMatch((described) -> described.matches(line)));
		assertThat(LOG)
			.allSatisfy((described) -> assertThat(driven.log).as(described.text()).anyMatch(described::matches));
	}

	@Test
	void everyQueryOfTheDashboardNamesMetersAndLabelsThatExist() throws IOException {
		List<String> queries = new ArrayList<>();
		JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
		dashboard.path("panels")
			.forEach((panel) -> panel.path("targets").forEach((target) -> queries.add(target.path("expr").asString())));
		dashboard.path("templating")
			.path("list")
			.forEach((variable) -> queries.add(variable.path("query").path("query").asString("")));
		queries.removeIf(String::isEmpty);
		assertThat(queries).hasSizeGreaterThan(20).allSatisfy(ObservabilityPageTests::assertExists);
	}

	@Test
	void everyMeterIsOnTheDashboard() throws IOException {
		String dashboard = Files.readString(DASHBOARD);
		assertThat(ClientMeter.values())
			.allSatisfy((meter) -> assertThat(dashboard).contains(driven.prometheusNames.get(meter.meterName())));
	}

	private static void assertExists(String query) {
		Matcher names = Pattern.compile("\\b(?:experiture|resilience4j)_[a-z0-9_]+").matcher(query);
		List<String> found = new ArrayList<>();
		while (names.find()) {
			found.add(names.group());
			assertThat(driven.scrape).as(query).containsPattern("(?m)^" + names.group() + "[{ ]");
		}
		assertThat(found).as(query).isNotEmpty();
		Matcher labels = Pattern.compile("([a-z_]+)(?:=~|!=|!~|=)\"").matcher(query);
		while (labels.find()) {
			assertLabel(query, found, labels.group(1));
		}
		Matcher groups = Pattern.compile("by \\(([^)]*)\\)").matcher(query);
		while (groups.find()) {
			for (String label : groups.group(1).split(",\\s*")) {
				assertLabel(query, found, label);
			}
		}
	}

	private static void assertLabel(String query, List<String> names, String label) {
		assertThat(names).allSatisfy((name) -> assertThat(driven.scrape).as(query)
			.containsPattern("(?m)^" + name + "\\{[^}]*\\b" + label + "=\""));
	}

	private static String section(String page, String name, String content) {
		String begin = "<!-- " + name + " -->\n";
		int from = page.indexOf(begin) + begin.length();
		int to = page.indexOf("<!-- /" + name + " -->");
		assertThat(from).as(name).isGreaterThanOrEqualTo(begin.length()).isLessThanOrEqualTo(to);
		return page.substring(0, from) + "\n" + content + "\n" + page.substring(to);
	}

	private static String observation() {
		StringBuilder text = new StringBuilder("Observation `" + CALLS + "`, span `experiture <endpoint>`, event `"
				+ CallObservationDocumentation.Events.ATTEMPT_FAILED.getName()
				+ "` for each attempt that failed. Timer `" + driven.prometheusNames.get(CALLS)
				+ "` in Prometheus; Spring Boot adds the tag `error`, the exception's simple name or `none`.\n\n");
		return text.append(table("Key value", KEY_VALUES)).toString();
	}

	private static String meters() {
		StringBuilder table = new StringBuilder(
				"| Meter | In Prometheus | Kind | Tags in addition to `workspace` | Description |\n|---|---|---|---|---|\n");
		for (ClientMeter meter : ClientMeter.values()) {
			String tags = meter.tagKeys().isEmpty() ? "–" : "`" + String.join("`, `", meter.tagKeys()) + "`";
			table.append("| `%s` | `%s` | %s | %s | %s |\n".formatted(meter.meterName(),
					driven.prometheusNames.get(meter.meterName()), kind(meter), tags, meter.description()));
		}
		return table.toString();
	}

	private static String kind(ClientMeter meter) {
		String kind = meter.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		return (meter.unit() != null) ? kind + ", " + meter.unit() : kind;
	}

	private static String logs() {
		StringBuilder table = new StringBuilder("| Level | Logger | Line | When |\n|---|---|---|---|\n");
		LOG.forEach((line) -> table.append(
				"| `%s` | `%s` | `%s` | %s |\n".formatted(line.level(), line.logger(), line.text(), line.meaning())));
		return table.toString();
	}

	private static String table(String title, Map<String, String> rows) {
		StringBuilder table = new StringBuilder("| " + title + " | Meaning |\n|---|---|\n");
		rows.forEach((name, meaning) -> table.append("| `%s` | %s |\n".formatted(name, meaning)));
		return table.toString();
	}

	private record LogLine(String level, String logger, String text, String meaning, String pattern) {

		boolean matches(String line) {
			return line.matches("(?s)" + this.level + " " + Pattern.quote(this.logger) + " " + this.pattern)
					|| (this.text.startsWith("A listener failed")
							&& line.matches("DEBUG " + Pattern.quote(this.logger) + " " + this.pattern));
		}

	}

}
