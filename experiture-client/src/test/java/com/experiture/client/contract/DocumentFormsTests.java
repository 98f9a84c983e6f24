package com.experiture.client.contract;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests forms that generators give to OpenAPI documents: other forms with the same
 * meaning are not drift.
 */
class DocumentFormsTests {

	private static final JsonMapper mapper = new JsonMapper();

	private final ObjectNode document = (ObjectNode) ContractForms.own();

	@ParameterizedTest
	@ValueSource(strings = { "/public/{version}", "/v{version}", "/workspaces/{id}" })
	void variableBeforePathsIsNoDrift(String prefix) {
		this.document.putArray("servers").addObject().put("url", "https://api.experiture.ai");
		ObjectNode paths = paths();
		for (String path : List.copyOf(paths.propertyNames())) {
			paths.set(prefix + path, paths.remove(path));
		}
		String name = prefix.replaceAll(".*\\{|}.*", "");
		paths.forEach((item) -> ((ObjectNode) item).set("parameters",
				json("[{'name':'" + name + "','in':'path','required':true,'schema':{'type':'string'}}]")));
		assertThat(findings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{'url':'https://api.experiture.ai/public/{v}','variables':{'v':{'default':'v2'}}}]",
			"[{'url':'https://{host}/{base}','variables':{'base':{'default':'public/v2'},'host':{'default':'a.b'}}}]",
			"[{'url':'/public/v2'}]", "[{'url':'https://{host}/public/v2'}]" })
	void findsOtherVersionInEveryServer(String servers) {
		this.document.set("servers", json(servers));
		assertThat(kinds()).containsExactly(FindingKind.CHANGED_BASE_PATH);
		this.document.remove("servers");
		paths().forEach((item) -> ((ObjectNode) item).set("servers", json(servers)));
		assertThat(kinds()).containsExactly(FindingKind.CHANGED_BASE_PATH);
	}

	@Test
	void findsOtherVersionOfOneCall() {
		((ObjectNode) paths().path("/lists").path("get")).set("servers", json("[{'url':'https://a.b/public/v2'}]"));
		assertThat(kinds()).containsExactly(FindingKind.CHANGED_BASE_PATH);
	}

	@Test
	void readOnlyAndWriteOnlyFieldsAreNoDrift() {
		ObjectNode create = schema("CreateListRequest");
		((ObjectNode) create.path("properties")).set("id", json("{'type':'string','readOnly':true}"));
		create.set("required", json("['name','id']"));
		assertThat(findings()).isEmpty();
	}

	@Test
	void readsExclusiveLimitsInBothForms() {
		ObjectNode limit = (ObjectNode) schema("PreviewRequest").path("properties").path("limit");
		limit.put("minimum", 0).put("exclusiveMinimum", true);
		assertThat(findings()).isEmpty();
		limit.remove(List.of("minimum", "exclusiveMinimum", "maximum"));
		limit.put("exclusiveMinimum", 0).put("exclusiveMaximum", 1001);
		assertThat(findings()).isEmpty();
		limit.put("exclusiveMaximum", 500);
		assertThat(kinds()).containsExactly(FindingKind.CHANGED_LIMIT);
	}

	@Test
	void findsNewLimits() {
		ObjectNode properties = (ObjectNode) schema("CreateListRequest").path("properties");
		((ObjectNode) properties.path("description")).put("minLength", 10);
		assertThat(kinds()).containsExactly(FindingKind.CHANGED_LIMIT);
		((ObjectNode) properties.path("description")).put("minLength", 1);
		assertThat(findings()).isEmpty();
		((ObjectNode) properties.path("name")).put("pattern", "^[a-z]+$");
		assertThat(kinds()).containsExactly(FindingKind.CHANGED_LIMIT);
	}

	@Test
	void largestIntegerOfJavaScriptIsNoLimit() {
		((ObjectNode) schema("CreateImportRequest").path("properties").path("fileSize")).put("maximum",
				9007199254740991L);
		assertThat(findings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "1e999999999", "-1e400", "1.5" })
	void unusualLimitIsDrift(String limit) {
		((ObjectNode) schema("CreateListRequest").path("properties").path("name")).put("maxLength", 4711);
		String text = this.document.toString().replace("4711", limit);
		assertThat(ContractCheck.run("", (source) -> ExperitureContract.check(text), new StringBuilder()))
			.isEqualTo(ContractCheck.DRIFT);
	}

	@Test
	void failureOfComparisonIsNoDrift() {
		assertThat(ContractCheck.run("", (source) -> {
			throw new IllegalStateException("x");
		}, new StringBuilder())).isEqualTo(ContractCheck.UNREADABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'type':'null','title':'x'}", "{'type':['null']}", "{'nullable':true}" })
	void nullAlternativeHidesNoType(String alternative) {
		ObjectNode properties = (ObjectNode) schema("CampaignSummary").path("properties");
		properties.set("name", json("{'anyOf':[{'type':'integer'}," + alternative + "]}"));
		assertThat(findings()).isNotEmpty();
		properties.set("name", json("{'anyOf':[{'type':'string'}," + alternative + "]}"));
		assertThat(findings()).isEmpty();
	}

	@Test
	void pathWithReferenceHasOwnCalls() {
		ObjectNode lists = (ObjectNode) paths().path("/lists");
		JsonNode get = lists.remove("get");
		((ObjectNode) this.document.path("components")).putObject("pathItems").putObject("Lists").set("get", get);
		lists.put("$ref", "#/components/pathItems/Lists");
		assertThat(findings()).isEmpty();
	}

	private ObjectNode paths() {
		return (ObjectNode) this.document.path("paths");
	}

	private ObjectNode schema(String name) {
		return (ObjectNode) this.document.path("components").path("schemas").path(name);
	}

	private List<Finding> findings() {
		return ExperitureContract.check(this.document.toString()).findings();
	}

	private List<FindingKind> kinds() {
		return findings().stream().map(Finding::kind).toList();
	}

	private static JsonNode json(String text) {
		return mapper.readTree(text.replace('\'', '"'));
	}

}
