package com.experiture.client.contract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExperitureContract} and {@link ContractCheck}: which texts are read,
 * and the printed report.
 */
class ExperitureContractTests {

	private static final Path OWN = Path.of("..", "docs", "openapi.yaml");

	@Test
	void readsYamlAndJson() throws Exception {
		assertThat(ExperitureContract.check(OWN).findings()).isEmpty();
		String yaml = Files.readString(OWN);
		assertThat(ExperitureContract.check(yaml).findings()).isEmpty();
		assertThat(ExperitureContract.check("\ufeff" + yaml).findings()).isEmpty();
		String json = ContractForms.own().toPrettyString();
		assertThat(ExperitureContract.check(json).findings()).isEmpty();
		assertThat(ExperitureContract.check(json.replace("  ", "\t")).findings()).isEmpty();
		assertThat(ExperitureContract.check(json.getBytes(StandardCharsets.UTF_8)).findings()).isEmpty();
		assertThat(ExperitureContract.check(("\ufeff" + json).getBytes(StandardCharsets.UTF_16BE)).findings())
			.isEmpty();
	}

	@Test
	void readsScalarsOfYamlLikeJson() {
		assertThat(DocumentReader.read("a: on\nb: 2026-04-21\nc: 12:30\nd: true\n200: 017\ne: 1.5\nf: ~\n"))
			.hasToString(
					"{\"a\":\"on\",\"b\":\"2026-04-21\",\"c\":\"12:30\",\"d\":true,\"200\":\"017\",\"e\":1.5,\"f\":null}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			""                                          | empty
			<html><body>Log in</body></html>            | HTML
			{"openapi":"3.0.3"                          | line 1
			{"openapi":"3.0.3"}                         | no paths
			{"openapi":"3.0.3","paths":[]}              | no paths
			{"openapi":"2.5","paths":{}}                | OpenAPI 2.5 is not supported
			{"swagger":"2.0","paths":{}}                | Swagger 2.0
			{"success":false,"error":{"code":"A.B"}}    | error A.B
			{"paths":{}}                                | no field 'openapi'
			[1, 2]                                      | not an object
			Not found                                   | not an object
			a: [                                        | line 1
			a: !!java.net.URL [x]                       | neither JSON nor YAML
			""")
	void explainsWhyDocumentCannotBeCompared(String document, String reason) {
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> ExperitureContract.check(document))
			.withMessageContaining(reason);
	}

	@Test
	void namesMissingLibrary() {
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> DocumentReader.yaml("a: 1", new FilteredClassLoader("org.yaml.snakeyaml")))
			.withMessageContaining("org.yaml:snakeyaml");
	}

	@Test
	void rejectsDocumentsThatAreNestedTooDeeply() {
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> ExperitureContract.check("[".repeat(100_000)));
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> ExperitureContract.check("{\"a\":".repeat(100_000)));
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> ExperitureContract.check("openapi: 3.0.0\npaths: &a\n  b: *a\n"));
	}

	@Test
	void rejectsMultiplyingAliases() {
		StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
		for (int i = 1; i < 12; i++) {
			yaml.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
		}
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> ExperitureContract.check(yaml.toString()))
			.withMessageContaining("aliases");
	}

	@Test
	void commandReturnsExitStatus(@TempDir Path folder) throws Exception {
		StringBuilder output = new StringBuilder();
		assertThat(ContractCheck.run(OWN.toString(), ContractCheck::file, output)).isZero();
		assertThat(output.toString()).startsWith("OpenAPI document 'Experiture Public API' v1").contains("No drift");

		Path changed = folder.resolve("openapi.yaml");
		Files.writeString(changed, Files.readString(OWN).replace("  /lists:\n", "  /contact-lists:\n"));
		output.setLength(0);
		assertThat(ContractCheck.run(changed.toString(), ContractCheck::file, output)).isEqualTo(1);
		assertThat(output.toString()).contains("missing call: lists.create POST /lists", "new call: GET /contact-lists",
				"ListsClient.create (ContactList)");

		output.setLength(0);
		assertThat(ContractCheck.run(folder.resolve("none").toString(), ContractCheck::file, output)).isEqualTo(2);
		assertThat(output.toString()).contains("none", "cannot be read");

		output.setLength(0);
		assertThat(ContractCheck.run("\0", ContractCheck::file, output)).isEqualTo(2);
	}

}
