package com.experiture.client.internal.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;
import com.experiture.client.observation.EndpointDeprecation;

/**
 * Reads the headers {@code Deprecation}, {@code Sunset} and {@code Link}. A server can
 * send anything there, so nothing fails and only a bounded part is read.
 */
final class DeprecationHeaders {

	private static final int LONGEST_TIME = 100;

	private static final int LONGEST_LINKS = 8192;

	private static final Pattern LINK = Pattern.compile("<([^<>]{1,2048})>([^<]{0,1024})");

	private static final Pattern RELATIONS = Pattern.compile(";\\s{0,8}rel\\s{0,8}=\\s{0,8}(\"[^\"]*\"|[^\\s;,]+)",
			Pattern.CASE_INSENSITIVE);

	private static final List<String> KNOWN_RELATIONS = List.of("deprecation", "sunset", "successor-version");

	// The date formats of RFC 9110, without the day of the week, which senders get wrong,
	// and ISO 8601.
	private static final List<Function<String, Instant>> TIMES = List.of(
			(text) -> Instant.ofEpochSecond(Long.parseLong(text.substring(text.startsWith("@") ? 1 : text.length()))),
			(text) -> OffsetDateTime.parse(behindComma(text), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
			(text) -> LocalDateTime.parse(behindComma(text), formatter("dd-MMM-", " HH:mm:ss 'GMT'"))
				.toInstant(ZoneOffset.UTC),
			(text) -> LocalDateTime
				.parse(text.substring(text.indexOf(' ') + 1).replaceAll(" +", " "),
						DateTimeFormatter.ofPattern("MMM d HH:mm:ss uuuu", Locale.ROOT))
				.toInstant(ZoneOffset.UTC),
			(text) -> OffsetDateTime.parse(text).toInstant(),
			(text) -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

	private DeprecationHeaders() {
	}

	/**
	 * Read the headers.
	 * @param deprecation the header {@code Deprecation}, if there is one
	 * @param sunset the header {@code Sunset}, if there is one
	 * @param links the headers {@code Link}
	 * @return the announcement, or {@code null} if there is none
	 */
	static @Nullable EndpointDeprecation read(@Nullable String deprecation, @Nullable String sunset,
			List<String> links) {
		String announced = value(deprecation);
		String ends = value(sunset);
		if (announced == null && ends == null) {
			return null;
		}
		Instant deprecatedAt = time(announced);
		Instant sunsetAt = time(ends);
		boolean readable = announced == null || deprecatedAt != null || isTrue(announced);
		String unreadable = Stream
			.of(readable ? null : "Deprecation: " + ServerText.text(announced),
					(ends == null || sunsetAt != null) ? null : "Sunset: " + ServerText.text(ends))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
		return new EndpointDeprecation(announced != null, deprecatedAt, sunsetAt, links(links),
				unreadable.isEmpty() ? null : unreadable);
	}

	// A structured field can have parameters, which have no meaning here.
	private static @Nullable String value(@Nullable String header) {
		if (header == null) {
			return null;
		}
		String value = header.strip();
		int parameters = value.indexOf(';');
		value = (parameters >= 0 && parameters < LONGEST_TIME) ? value.substring(0, parameters).strip() : value;
		boolean none = value.isEmpty() || value.equalsIgnoreCase("false") || value.equals("?0");
		return none ? null : value;
	}

	private static boolean isTrue(String value) {
		return value.equalsIgnoreCase("true") || value.equals("?1");
	}

	private static @Nullable Instant time(@Nullable String value) {
		if (value == null || value.length() > LONGEST_TIME) {
			return null;
		}
		for (Function<String, Instant> format : TIMES) {
			try {
				return format.apply(value);
			}
			catch (DateTimeException | NumberFormatException | ArithmeticException ex) {
				// It has another format.
			}
		}
		return null;
	}

	private static String behindComma(String text) {
		return text.substring(text.indexOf(',') + 1).strip();
	}

	private static DateTimeFormatter formatter(String before, String behind) {
		return new DateTimeFormatterBuilder().parseCaseInsensitive()
			.appendPattern(before)
			.appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
			.appendPattern(behind)
			.toFormatter(Locale.ROOT);
	}

	private static Map<String, String> links(List<String> headers) {
		Map<String, String> links = new LinkedHashMap<>();
		int left = LONGEST_LINKS;
		for (String header : headers) {
			Matcher link = LINK.matcher(header.substring(0, Math.min(header.length(), left)));
			left -= Math.min(header.length(), left);
			while (link.find()) {
				Matcher relations = RELATIONS.matcher(link.group(2));
				String address = ServerText.text(link.group(1));
				if (relations.find() && address != null) {
					addLinks(links, relations.group(1), address);
				}
			}
		}
		return links;
	}

	private static void addLinks(Map<String, String> links, String relations, String address) {
		for (String relation : relations.replace("\"", "").toLowerCase(Locale.ROOT).split("\\s+")) {
			if (KNOWN_RELATIONS.contains(relation)) {
				links.putIfAbsent(relation, address);
			}
		}
	}

}
