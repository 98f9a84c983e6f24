package com.experiture.emulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * Formats the messages of failed assertions.
 */
final class AssertionMessages {

	private static final int MOST_LINES = 5;

	private static final int LONGEST = 200;

	private AssertionMessages() {
	}

	static Endpoint endpoint(String call) {
		return Stream.of(Endpoint.values())
			.filter((endpoint) -> endpoint.id().equals(call))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No call '" + call + "', there are "
					+ Stream.of(Endpoint.values()).map(Endpoint::id).collect(Collectors.joining(", "))));
	}

	static boolean same(@Nullable Object held, Object wanted) {
		if (held instanceof Number one && wanted instanceof Number two) {
			return new BigDecimal(one.toString()).compareTo(new BigDecimal(two.toString())) == 0;
		}
		return wanted.equals(held) || (held instanceof String text && text.equals(wanted.toString()));
	}

	static String values(Map<String, ?> values) {
		String text = values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " = " + quoted(entry.getValue()))
			.collect(Collectors.joining(", "));
		return text.isEmpty() ? "(none of these fields)" : shortened(text);
	}

	static String counted(long count, String what) {
		return count + " " + what + ((count == 1) ? "" : "s");
	}

	static String are(long count) {
		return (count == 1) ? "is 1" : "are " + count;
	}

	static String were(long count) {
		return (count == 1) ? "was 1" : "were " + count;
	}

	static String lines(List<String> texts) {
		String separator = System.lineSeparator() + "  ";
		String lines = texts.stream()
			.limit(MOST_LINES)
			.map(AssertionMessages::shortened)
			.collect(Collectors.joining(separator));
		String more = (texts.size() > MOST_LINES) ? separator + "... and " + (texts.size() - MOST_LINES) + " more" : "";
		return texts.isEmpty() ? "" : ":" + separator + lines + more;
	}

	static String names(List<String> names) {
		String more = (names.size() > MOST_LINES) ? " and " + (names.size() - MOST_LINES) + " more" : "";
		return names.isEmpty() ? "none"
				: names.stream()
					.limit(MOST_LINES)
					.map((name) -> "'" + shortened(name) + "'")
					.collect(Collectors.joining(", ")) + more;
	}

	private static String quoted(Object value) {
		return (value instanceof Number || value instanceof Boolean) ? value.toString() : "\"" + value + "\"";
	}

	private static String shortened(String text) {
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) + "..." : text;
	}

}
