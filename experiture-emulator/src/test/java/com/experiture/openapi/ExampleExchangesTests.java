package com.experiture.openapi;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the examples of {@code docs/openapi.yaml} against its schemas.
 * {@link OpenApiDocumentTests} checks the other rules.
 */
class ExampleExchangesTests {

	private static final OpenApiDocument DOCUMENT = OpenApiDocument.ofRepository();

	private static final OpenApiContract CONTRACT = OpenApiContract.load();

	static List<OpenApiOperation> operations() {
		return DOCUMENT.operations();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void examplesAreValid(OpenApiOperation operation) {
		List<Exchange> exchanges = new ExampleExchanges(DOCUMENT).of(operation);
		assertThat(exchanges).isNotEmpty()
			.allSatisfy((exchange) -> assertThat(exchange.violations(CONTRACT)).as(exchange.toString()).isEmpty());
	}

}
