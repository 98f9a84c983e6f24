package com.experiture.openapi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the rules for {@code docs/openapi.yaml}. {@link ExampleExchangesTests} validates
 * its examples.
 */
class OpenApiDocumentTests {

	private static final OpenApiDocument DOCUMENT = OpenApiDocument.ofRepository();

	static List<OpenApiOperation> operations() {
		return DOCUMENT.operations();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void operationMatchesItsEndpoint(OpenApiOperation operation) {
		assertThat(Endpoint.values()).filteredOn((endpoint) -> endpoint.id().equals(operation.id()))
			.singleElement()
			.satisfies((endpoint) -> {
				assertThat(operation.method()).isEqualTo(endpoint.method().name());
				assertThat(operation.path()).isEqualTo(endpoint.path());
				assertThat(operation.scopes())
					.isEqualTo((endpoint.scope() != null) ? List.of(endpoint.scope()) : List.of());
			});
	}

	@Test
	void everyEndpointHasOneOperation() {
		assertThat(operations()).extracting(OpenApiOperation::id)
			.containsExactlyInAnyOrderElementsOf(Stream.of(Endpoint.values()).map(Endpoint::id).toList());
	}

	@ParameterizedTest
	@MethodSource("operations")
	void operationStatesItsStanding(OpenApiOperation operation) {
		assertThat(operation.node().path("x-standing").asString("")).isIn("documented", "example", "partly", "assumed");
	}

	@Test
	void standingIsOneOfFour() {
		List<String> standings = new ArrayList<>();
		visit(DOCUMENT.root(), (node) -> node.path("x-standing").asStringOpt().ifPresent(standings::add));
		assertThat(standings).hasSizeGreaterThan(Endpoint.values().length)
			.containsOnly("documented", "example", "partly", "assumed");
	}

	@Test
	void everyExampleBelongsToExchange() {
		ExampleExchanges examples = new ExampleExchanges(DOCUMENT);
		operations().forEach(examples::of);
		List<JsonNode> unused = new ArrayList<>();
		visit(DOCUMENT.root(), (node) -> {
			if ((node.has("example") || node.has("examples")) && !examples.used().contains(node)) {
				unused.add(node);
			}
		});
		assertThat(unused).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void responsesAllowUnknownFields(OpenApiOperation operation) {
		reach(operation.node().path("responses"), (schema) -> {
			assertThat(schema.path("additionalProperties").asBoolean(true)).isTrue();
			if (schema.path("enum").isArray()) {
				assertThat(schema.path("enum").values()).allMatch(JsonNode::isBoolean);
			}
		});
	}

	private static void visit(JsonNode node, Consumer<JsonNode> visitor) {
		if (node.isObject()) {
			visitor.accept(node);
		}
		node.forEachEntry((name, child) -> {
			if (!name.equals("example") && !name.equals("examples")) {
				visit(child, visitor);
			}
		});
		if (node.isArray()) {
			node.forEach((child) -> visit(child, visitor));
		}
	}

	private static void reach(JsonNode start, Consumer<JsonNode> visitor) {
		Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		List<JsonNode> waiting = new ArrayList<>(List.of(start));
		while (!waiting.isEmpty()) {
			visit(waiting.remove(0), (node) -> {
				JsonNode target = DOCUMENT.resolve(node);
				if (target != node && seen.add(target)) {
					waiting.add(target);
				}
				visitor.accept(node);
			});
		}
		assertThat(seen).isNotEmpty();
	}

}
