package com.experiture.client.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates {@code docs/contract.md} from {@code facts.txt}: everything that the API's
 * documentation states, with the tests that show it. The tests must exist, and the facts
 * must agree with {@code docs/openapi.yaml}. With the system property {@code
 * docs.write} the page is written.
 */
class ContractPageTests {

	private static final Path PAGE = Path.of("..", "docs", "contract.md");

	private static final List<Line> LINES = read();

	@Test
	void pageIsCurrent() throws IOException {
		String page = page();
		if (System.getProperty("docs.write") != null) {
			Files.writeString(PAGE, page);
		}
		assertThat(PAGE).as("written by mvn test -Dtest=ContractPageTests -Ddocs.write=true").hasContent(page);
	}

	@Test
	void everyFactHasExistingTest() throws IOException {
		Map<String, String> sources = sources();
		assertThat(LINES.stream().filter((line) -> line.tests().isEmpty()).map(Line::text)).isEmpty();
		assertThat(LINES.stream().flatMap((line) -> line.tests().stream()).filter((test) -> !isTest(sources, test)))
			.as("tests that do not exist")
			.isEmpty();
	}

	@Test
	void everyCallHasTest() {
		assertThat(LINES.stream().filter(Line::isCall).map(Line::text))
			.containsExactlyElementsOf(Stream.of(Endpoint.values()).map(Endpoint::id).toList());
	}

	@Test
	void everyFactIsUnique() {
		assertThat(LINES).extracting(Line::text).doesNotHaveDuplicates();
	}

	@Test
	void factsHaveStandingOfOpenApiDocument() {
		ContractDocument document = ExperitureContract.known();
		Set<String> standings = new TreeSet<>();
		for (Line line : LINES) {
			for (String place : line.places()) {
				String[] parts = place.split(" ");
				endpoints(parts[0]).forEach((endpoint) -> standings
					.add(line.standing() + " " + Standings.of(document, endpoint, parts[1])));
			}
		}
		assertThat(standings).containsExactlyInAnyOrder("D documented", "E documented", "E example");
	}

	@Test
	void everythingDocumentedInOpenApiDocumentIsFact() {
		ContractDocument document = ExperitureContract.known();
		List<String> facts = new ArrayList<>();
		List<String> examples = new ArrayList<>();
		for (Line line : LINES) {
			for (String place : line.places()) {
				String[] parts = place.split(" ");
				endpoints(parts[0]).forEach((endpoint) -> {
					facts.add(endpoint + " " + parts[1]);
					if (line.standing().equals("E")) {
						examples.add(endpoint + " " + parts[1]);
					}
				});
			}
		}
		Set<String> unclaimed = new TreeSet<>();
		Standings.all(document).forEach((place, standing) -> {
			List<String> claims = standing.equals("example") ? examples : facts;
			if (!standing.equals("assumed") && claims.stream().noneMatch((claim) -> contains(claim, place))) {
				unclaimed.add(standing + " " + place);
			}
		});
		assertThat(unclaimed).isEmpty();
	}

	private static boolean contains(String claim, String place) {
		return place.startsWith(claim)
				&& (place.length() == claim.length() || ".[".indexOf(place.charAt(claim.length())) >= 0);
	}

	private static List<Endpoint> endpoints(String name) {
		return Stream.of(Endpoint.values())
			.filter((endpoint) -> name.equals("*") || endpoint.id().equals(name))
			.toList();
	}

	private static String page() {
		StringBuilder page = new StringBuilder(
				"""
						# Contract

						This page lists the facts that the API's documentation states, in the words of this project, with the tests that show
						that the client and the emulator conform to them. *Documented* facts are stated with all names, types and values. Facts
						that are *shown in an example* have exact names and types, but other values can exist. [Assumptions](assumptions.md)
						describes what the documentation leaves open. `ContractPageTests` generates this page from `facts.txt`. The test fails if
						a listed test does not exist, or if [openapi.yaml](openapi.yaml) contains anything documented that is missing here.
						""");
		String section = "";
		for (Line line : LINES) {
			if (!line.section().equals(section)) {
				section = line.section();
				page.append("\n## ").append(section).append("\n\n");
				page.append(line.isCall() ? "| Call | Scope | Shown by |\n|---|---|---|\n"
						: "| Fact | Standing | Shown by |\n|---|---|---|\n");
			}
			String tests = line.tests().stream().map((test) -> "`" + test + "`").collect(Collectors.joining(", "));
			if (line.isCall()) {
				Endpoint endpoint = endpoints(line.text()).get(0);
				page.append("| `%s %s` | %s | %s |\n".formatted(endpoint.method(), endpoint.path(),
						(endpoint.scope() != null) ? "`" + endpoint.scope() + "`" : "not documented", tests));
			}
			else {
				page.append("| %s | %s | %s |\n".formatted(line.text(),
						line.standing().equals("D") ? "documented" : "shown in an example", tests));
			}
		}
		return page.toString();
	}

	private static boolean isTest(Map<String, String> sources, String test) {
		int dot = test.indexOf('.');
		String source = sources.get(test.substring(0, dot));
		if (source == null) {
			return false;
		}
		Matcher method = Pattern.compile("\n\tvoid " + Pattern.quote(test.substring(dot + 1)) + "\\(").matcher(source);
		if (!method.find()) {
			return false;
		}
		String before = source.substring(0, method.start());
		String annotations = before.substring(Math.max(before.lastIndexOf("\n\t}\n"), before.indexOf("class ")));
		return Pattern.compile("\n\t@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b").matcher(annotations).find();
	}

	private static Map<String, String> sources() throws IOException {
		Map<String, String> sources = new HashMap<>();
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			for (Path module : modules.map((folder) -> folder.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.toList()) {
				try (Stream<Path> files = Files.walk(module)) {
					for (Path file : files.filter((file) -> file.toString().endsWith("Tests.java")).toList()) {
						sources.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file),
								String::concat);
					}
				}
			}
		}
		return sources;
	}

	private static List<Line> read() {
		List<Line> lines = new ArrayList<>();
		String section = "";
		try (InputStream input = ContractPageTests.class.getResourceAsStream("/facts.txt")) {
			for (String line : new String(input.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
				if (line.startsWith("## ")) {
					section = line.substring(3);
				}
				else if (!line.isBlank() && !line.startsWith("#")) {
					String[] cells = line.split(" \\| ");
					assertThat(cells[0]).as(line).isIn("D", "E", "call");
					lines.add(new Line(section, cells[0], cells[1], split(cells, 2, ", "), split(cells, 3, "; ")));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return lines;
	}

	private static List<String> split(String[] cells, int index, String separator) {
		return (cells.length > index) ? Arrays.stream(cells[index].split(separator)).map(String::strip).toList()
				: List.of();
	}

	private record Line(String section, String standing, String text, List<String> tests, List<String> places) {

		boolean isCall() {
			return this.standing.equals("call");
		}

	}

	/**
	 * The standings of its places in {@code docs/openapi.yaml}.
	 */
	private static final class Standings {

		private final Map<String, String> standings = new LinkedHashMap<>();

		private final ContractDocument document;

		private Standings(ContractDocument document) {
			this.document = document;
		}

		static String of(ContractDocument document, Endpoint endpoint, String location) {
			Map<String, String> standings = all(document);
			String place = endpoint + " " + location;
			// Parameters are listed one by one.
			String found = location.equals("query") ? "documented" : standings.get(place);
			assertThat(found).as(place).isNotNull();
			return found;
		}

		static Map<String, String> all(ContractDocument document) {
			Standings standings = new Standings(document);
			for (Endpoint endpoint : Endpoint.values()) {
				ContractOperation operation = document.operations()
					.stream()
					.filter((candidate) -> candidate.isCallOf(endpoint))
					.findFirst()
					.orElseThrow();
				standings.add(endpoint, operation);
			}
			return standings.standings;
		}

		private void add(Endpoint endpoint, ContractOperation operation) {
			String standing = operation.standing();
			operation.parameters("query")
				.forEach((name, parameter) -> put(endpoint + " query." + name,
						parameter.path("x-standing").asString(standing)));
			JsonNode request = ContractOperation.jsonSchema(operation.requestBody());
			if (request != null) {
				add(endpoint + " request", Shape.of(this.document, request), standing);
			}
			JsonNode response = ContractOperation.jsonSchema(operation.response());
			if (response != null) {
				Shape envelope = Shape.of(this.document, response);
				for (String name : envelope.propertyNames()) {
					add(endpoint + " response." + name, envelope.property(name), name.equals("data")
							? operation.response().path("x-standing").asString(standing) : "documented");
				}
			}
		}

		private void add(String place, @Nullable Shape shape, String otherwise) {
			if (shape == null) {
				return;
			}
			String standing = shape.standing(otherwise);
			put(place, standing);
			for (String name : shape.propertyNames()) {
				add(place + "." + name, shape.property(name), standing);
			}
			add(place + "[]", shape.items(), standing);
		}

		private void put(String place, String standing) {
			this.standings.put(place, standing.equals("partly") ? "documented" : standing);
		}

	}

}
