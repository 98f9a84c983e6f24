package com.experiture.client.contract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * Reads JSON or YAML into a tree. The size is limited, since the text can come from
 * anywhere, and nothing is fetched.
 */
final class DocumentReader {

	static final int MAX_CHARACTERS = 32_000_000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private DocumentReader() {
	}

	static JsonNode read(byte[] document) {
		if (document.length > MAX_CHARACTERS) {
			throw tooLarge();
		}
		return read(new String(document, charset(document)));
	}

	static JsonNode read(String document) {
		String text = document.startsWith("\ufeff") ? document.substring(1) : document;
		if (text.length() > MAX_CHARACTERS) {
			throw tooLarge();
		}
		if (text.isBlank()) {
			throw new UnreadableContractException("The OpenAPI document is empty");
		}
		String start = text.stripLeading();
		if (start.startsWith("<")) {
			throw new UnreadableContractException(
					"The OpenAPI document is HTML or XML. Check the address; a page for login looks like this");
		}
		return start.startsWith("{") ? json(text) : yaml(text, DocumentReader.class.getClassLoader());
	}

	// The message of the failure is left out, since it would quote the document.
	private static JsonNode json(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (JacksonException ex) {
			TokenStreamLocation place = ex.getLocation();
			throw new UnreadableContractException("The OpenAPI document is not JSON that can be read"
					+ ((place != null) ? ", at line " + place.getLineNr() + ", column " + place.getColumnNr()
							: "; it may be nested too deep"),
					ex);
		}
	}

	static JsonNode yaml(String text, @Nullable ClassLoader classLoader) {
		if (!ClassUtils.isPresent("org.yaml.snakeyaml.Yaml", classLoader)) {
			throw new UnreadableContractException(
					"YAML needs SnakeYAML, which is not on the class path. Add the dependency org.yaml:snakeyaml, "
							+ "which spring-boot-starter brings as well");
		}
		return YamlReader.read(text);
	}

	private static UnreadableContractException tooLarge() {
		return new UnreadableContractException(
				"The OpenAPI document has more than " + MAX_CHARACTERS / 1_000_000 + " million characters");
	}

	private static Charset charset(byte[] document) {
		if (document.length > 1 && document[0] == (byte) 0xFE && document[1] == (byte) 0xFF) {
			return StandardCharsets.UTF_16BE;
		}
		if (document.length > 1 && document[0] == (byte) 0xFF && document[1] == (byte) 0xFE) {
			return StandardCharsets.UTF_16LE;
		}
		return StandardCharsets.UTF_8;
	}

}
