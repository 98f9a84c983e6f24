package com.experiture.client.internal.pipeline;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

import com.experiture.client.internal.rules.InvalidField;

/**
 * The URI of an operation below one base URL. A variable fills exactly one path segment:
 * all characters but unreserved ones are percent-encoded. Values that could lead to
 * another call are rejected (assumed; no documented id needs them).
 */
final class UriTemplate {

	// No query, no fragment, no "..": the path cannot leave the base URL.
	private static final Pattern LITERALS = Pattern
		.compile("(?!.*(/\\.{1,2}(/|$)|//))([A-Za-z0-9._~:@/-]|\\{[^{}/]+})*");

	private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

	private final List<String> literals = new ArrayList<>();

	private final List<String> names = new ArrayList<>();

	UriTemplate(URI baseUrl, String path) {
		InvalidField.unless(path.startsWith("/") && LITERALS.matcher(path).matches(), "path",
				"must begin with '/' and hold nothing but path characters and variables in braces");
		Matcher matcher = VARIABLE.matcher(path);
		String literal = baseUrl.toString().replaceAll("/+$", "");
		int end = 0;
		while (matcher.find()) {
			this.literals.add(literal + path.substring(end, matcher.start()));
			this.names.add(matcher.group(1));
			literal = "";
			end = matcher.end();
		}
		this.literals.add(literal + path.substring(end));
	}

	URI expand(List<@Nullable String> variables, Map<String, String> query) {
		if (variables.size() != this.names.size()) {
			throw new InvalidField("path",
					"needs " + this.names.size() + " variables " + this.names + ", got " + variables.size());
		}
		StringBuilder uri = new StringBuilder(this.literals.get(0));
		for (int i = 0; i < this.names.size(); i++) {
			uri.append(segment(this.names.get(i), variables.get(i))).append(this.literals.get(i + 1));
		}
		char separator = '?';
		for (Map.Entry<String, String> parameter : query.entrySet()) {
			uri.append(separator).append(encode(parameter.getKey())).append('=').append(encode(parameter.getValue()));
			separator = '&';
		}
		return URI.create(uri.toString());
	}

	private static String segment(String name, @Nullable String value) {
		InvalidField.unless(value != null && !value.isBlank(), name, "must not be empty");
		boolean leavesSegment = value.equals(".") || value.equals("..")
				|| value.chars().anyMatch((c) -> c == '/' || c == '\\' || Character.isISOControl(c));
		InvalidField.unless(!leavesSegment, name,
				"must be a single path segment: no '/', no '\\', no control character, not '.' or '..'");
		return encode(value);
	}

	private static String encode(String value) {
		return isUnreserved(value) ? value : UriUtils.encode(value, StandardCharsets.UTF_8);
	}

	// Nearly every name and id is unreserved; encoding would copy it twice.
	private static boolean isUnreserved(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			boolean unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
					|| c == '_' || c == '.' || c == '~';
			if (!unreserved) {
				return false;
			}
		}
		return true;
	}

}
