package com.experiture.client.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.experiture.client.ExperitureClient;
import com.experiture.client.error.ExperitureException;

/**
 * Compares an OpenAPI document with the calls, models and assumptions of this client. Use
 * it with the document that the API serves, to find out early what is new, what has
 * changed and which assumptions hold.
 * <p>
 * Documents of OpenAPI 3.0 and 3.1 are read, in JSON or YAML. The version may be in the
 * servers or in the paths, variables of paths may have other names, and schemas can have
 * the envelope or omit it. Nothing is fetched: references to other documents are not
 * followed and are listed in the report.
 * <p>
 * Needs {@code org.yaml:snakeyaml}, which {@code spring-boot-starter} includes, on the
 * class path.
 */
public final class ExperitureContract {

	private ExperitureContract() {
	}

	/**
	 * Compare a document.
	 * @param document JSON or YAML, at most 32 million characters
	 * @return the report
	 * @throws UnreadableContractException if it is not an OpenAPI 3 document, or if
	 * SnakeYAML is missing
	 */
	public static ContractReport check(String document) {
		return check(new ContractDocument(DocumentReader.read(document)));
	}

	/**
	 * Compare a document.
	 * @param document JSON or YAML in UTF-8, at most 32 million bytes
	 * @return the report
	 * @throws UnreadableContractException if it is not an OpenAPI 3 document, or if
	 * SnakeYAML is missing
	 */
	public static ContractReport check(byte[] document) {
		return check(new ContractDocument(DocumentReader.read(document)));
	}

	/**
	 * Compare a document in a file.
	 * @param file JSON or YAML in UTF-8, at most 32 million bytes
	 * @return the report
	 * @throws UnreadableContractException if the file cannot be read, if it is not an
	 * OpenAPI 3 document, or if SnakeYAML is missing
	 */
	public static ContractReport check(Path file) {
		try (InputStream input = Files.newInputStream(file)) {
			return check(input.readNBytes(DocumentReader.MAX_CHARACTERS + 1));
		}
		catch (IOException ex) {
			throw new UnreadableContractException("The OpenAPI document " + file + " cannot be read: " + ex, ex);
		}
	}

	/**
	 * Compare the document that the API serves now, at the URL of
	 * {@link com.experiture.client.ExperitureClientBuilder#openApiUrl}.
	 * @param client fetches it with its access token, retries and limits
	 * @return the report
	 * @throws UnreadableContractException if the document cannot be fetched, if it is not
	 * an OpenAPI 3 document, or if SnakeYAML is missing
	 */
	public static ContractReport check(ExperitureClient client) {
		try {
			return check(client.openApiDocument());
		}
		catch (ExperitureException ex) {
			throw new UnreadableContractException(
					"The OpenAPI document of the API cannot be fetched: " + ex.getMessage(), ex);
		}
	}

	private static ContractReport check(ContractDocument document) {
		return new Comparison(known(), document).report();
	}

	/**
	 * Read {@code docs/openapi.yaml}, which is a part of this library.
	 */
	static ContractDocument known() {
		try (InputStream input = ExperitureContract.class.getResourceAsStream("openapi.yaml")) {
			if (input == null) {
				throw new IllegalStateException("openapi.yaml is missing in the Experiture client");
			}
			return new ContractDocument(DocumentReader.read(input.readAllBytes()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
