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
 * the system property {@code experiture.docs.write} the tables of the page are written
 * instead.
 */
class ObservabilityPageTests {

	private static final Path PAGE = Path.of("..", "docs", "observability.md");

	private static final Path DASHBOARD = Path.of("..", "docs", "grafana-dashboard.json");

	private static final String CALLS = "experiture.client.calls";

	private static final Map<String, String> KEY_VALUES = new LinkedHashMap<>();

	private static final Map<String, String> HEALTH = new LinkedHashMap<>();

	private static final Map<String, String> ENDPOINT = new LinkedHashMap<>();

	private static final List<LogLine> LOG = List.of(
			new LogLine("WARN", "com.experiture.client.calls", "<what happened> [<endpoint>, <method and path>,"
					+ " correlation id <id>, server correlation id <id>, idempotency key <key>, attempts <number>,"
					+ " may have taken effect]",
					"A logical call failed. The server's id is left out if it is the same or no response came, the key"
							+ " if the call is a read. The end says what is known of the effect: `may have taken"
							+ " effect`, `took effect`, or nothing if the call changed nothing.",
					".+ \\[[a-z.-]+, [A-Z]+ /\\S+, correlation id \\S+(, server correlation id \\S+)?"
							+ "(, idempotency key \\S+)?, attempts \\d+(, (may have taken|took) effect)?\\]"),
			new LogLine("DEBUG", "com.experiture.client.calls", "Attempt <number> of <endpoint> succeeded in <time> ms",
					"An attempt succeeded.", "Attempt \\d+ of [a-z.-]+ succeeded in \\d+ ms"),
			new LogLine("DEBUG", "com.experiture.client.calls",
					"Attempt <number> of <endpoint> failed, next in <time> ms: <what happened>",
					"An attempt failed. Without a next one the time is left out.",
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
							+ " endpoint and client. What the API does not say is left out.",
					"The API announces that \\S+ \\[.+\\] is deprecated as of \\S+ and is expected to stop responding at"
							+ " \\S+, see .+; update .+"),
			new LogLine("WARN", "com.experiture.client.observation.ClientListener", "A listener failed: <class>",
					"A `ClientListener` of the application threw something; `DEBUG` from the second time on.",
					"A listener failed: \\S+"));

	private static DrivenClient driven;

	static {
		KEY_VALUES.put("workspace", "what the application calls the workspace, `default` where it has only one");
		KEY_VALUES.put("endpoint", "the endpoint, such as `records.upsert`; see [all calls](api.md)");
		KEY_VALUES.put("family", "the API family, such as `records`");
		KEY_VALUES.put("outcome", "`success`, `error` or `cancelled`");
		KEY_VALUES.put("status", "`2xx`, the HTTP status of an error, or `none` where no answer came");
		KEY_VALUES.put("error.code", "the API's error code, `none`, or `other` where it looks like no code");
		KEY_VALUES.put("correlation.id", "the id that is sent with every attempt; spans only");
		KEY_VALUES.put("server.correlation.id",
				"the id that the API sent with its last response, or `none`; spans only");
		KEY_VALUES.put("attempts", "how many requests were sent; spans only");

		HEALTH.put("token.state", "`VALID`, `EXPIRED`, `NONE`, or `UNKNOWN` with a token provider of your own");
		HEALTH.put("token.expiresIn", "how long the token can still be used");
		HEALTH.put("token.failure", "why the last token request failed");
		HEALTH.put("token.failedAgo", "how long ago that was");
		HEALTH.put("lastSuccess", "when a call succeeded last");
		HEALTH.put("lastFailure.time", "when a call failed last");
		HEALTH.put("lastFailure.endpoint", "which call it was");
		HEALTH.put("lastFailure.status", "its HTTP status, or `none`");
		HEALTH.put("lastFailure.code", "the API's error code, or `none`");
		HEALTH.put("lastFailure.error", "the exception");
		HEALTH.put("lastFailure.correlationId", "the id to look for in the logs of both sides");
		HEALTH.put("paused", "empty where no class is paused");
		HEALTH.put("paused.{class}", "how long nothing of the class is sent, because the API asked for it");
		HEALTH.put("queue.records", "records that the writers hold, in flight or not yet sent");
		HEALTH.put("queue.capacity", "records that they may hold");
		HEALTH.put("queue.oldest", "how long the oldest of them has been there");

		String workspace = "workspaces.{workspace}.";
		ENDPOINT.put(workspace + "token.state", "as in the health");
		ENDPOINT.put(workspace + "token.age", "how long ago the token was granted");
		ENDPOINT.put(workspace + "token.expiresIn", "how long it can still be used");
		ENDPOINT.put(workspace + "token.failure", "`reason`, `passing` and `age` of the last failure, or null");
		for (String member : List.of("time", "endpoint", "status", "code", "error", "correlationId")) {
			ENDPOINT.put(workspace + "calls.lastFailure." + member, "as in the health");
		}
		ENDPOINT.put(workspace + "calls.lastSuccess", "as in the health");
		ENDPOINT.put(workspace + "calls.errors[].status",
				"the HTTP status of a kind of failure; the latest kinds first");
		ENDPOINT.put(workspace + "calls.errors[].code", "its error code");
		ENDPOINT.put(workspace + "calls.errors[].error", "its exception");
		ENDPOINT.put(workspace + "calls.errors[].count", "how often it happened");
		ENDPOINT.put(workspace + "calls.errors[].last", "when it happened last");
		ENDPOINT.put(workspace + "classes.{class}.limit",
				"requests that a period may have at the current pace, as configured or learned, rounded up; null without a limit");
		ENDPOINT.put(workspace + "classes.{class}.permits",
				"1 if a request can be sent now, else 0, as requests are spaced evenly; null without a limit");
		ENDPOINT.put(workspace + "classes.{class}.period", "the length of a period");
		ENDPOINT.put(workspace + "classes.{class}.waiting", "calls that wait for their turn");
		ENDPOINT.put(workspace + "classes.{class}.pausedFor", "how long nothing of the class is sent");
		ENDPOINT.put(workspace + "retriesLeft",
				"retries that may still fail before calls end with their first failure");
		ENDPOINT.put(workspace + "queue.records", "records that the writers hold");
		ENDPOINT.put(workspace + "queue.capacity", "records that they may hold");
		ENDPOINT.put(workspace + "queue.oldest", "how long the oldest of them has been there");
		ENDPOINT.put(workspace + "configuration.{property}",
				"the value in force of the property `experiture.{property}`, whoever gave it");
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
		if (Boolean.getBoolean("experiture.docs.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(PAGE).as("written by mvn test -Dtest=ObservabilityPageTests -Dexperiture.docs.write=true")
			.hasContent(page);
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
				"| Meter | In Prometheus | Kind | Tags beside `workspace` | What |\n|---|---|---|---|---|\n");
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
