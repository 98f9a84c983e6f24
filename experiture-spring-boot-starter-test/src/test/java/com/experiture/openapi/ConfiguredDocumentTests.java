package com.experiture.openapi;

import java.util.Arrays;
import java.util.List;

import com.experiture.client.http.Endpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of calls, and the examples of {@code docs/openapi.yaml}, against the
 * configured document. With one that the API serves, a failure tells what is new there or
 * was assumed wrongly here.
 */
class ConfiguredDocumentTests {

	private static final OpenApiDocument REPOSITORY = OpenApiDocument.ofRepository();

	private static final OpenApiDocument CONFIGURED = OpenApiDocument.configured();

	private static final OpenApiContract CONTRACT = OpenApiContract.load();

	static List<OpenApiOperation> configuredOperations() {
		return CONFIGURED.operations();
	}

	static List<OpenApiOperation> repositoryOperations() {
		return REPOSITORY.operations();
	}

	@ParameterizedTest
	@EnumSource(Endpoint.class)
	void rowHasExactlyOneOperation(Endpoint endpoint) {
		assertThat(configuredOperations()).filteredOn((operation) -> isSame(operation, endpoint))
			.singleElement()
			.satisfies((operation) -> {
				if (endpoint.scope() != null) {
					assertThat(operation.scopes()).isEqualTo(List.of(endpoint.scope()));
				}
			});
	}

	@ParameterizedTest
	@MethodSource("configuredOperations")
	void operationHasExactlyOneRow(OpenApiOperation operation) {
		assertThat(Arrays.stream(Endpoint.values()).filter((endpoint) -> isSame(operation, endpoint))).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("repositoryOperations")
	void examplesAreValid(OpenApiOperation operation) {
		List<Exchange> exchanges = new ExampleExchanges(REPOSITORY).of(operation);
		assertThat(exchanges).isNotEmpty()
			.allSatisfy((exchange) -> assertThat(exchange.violations(CONTRACT)).as(exchange.toString()).isEmpty());
	}

	private static boolean isSame(OpenApiOperation operation, Endpoint endpoint) {
		return operation.method().equals(endpoint.method().name())
				&& OpenApiOperation.nameless(operation.path()).equals(OpenApiOperation.nameless(endpoint.path()));
	}

}
