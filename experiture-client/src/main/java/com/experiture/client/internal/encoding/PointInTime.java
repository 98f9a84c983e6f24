package com.experiture.client.internal.encoding;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the {@code @JsonFormat} of a point in time keeps the zone, unless it is
 * only a day.
 */
final class PointInTime {

	private static final String TIME = "aBhHkKmsSAnN";

	private static final String ZONE = "VzOXxZ";

	private PointInTime() {
	}

	/**
	 * Return what is wrong with a format.
	 * @param format the format
	 * @param ownZone whether the values have a zone or an offset of their own
	 * @param defaultZone the zone that is used without one in the format, if any
	 * @return the reason, or {@code null} if values of the format can be sent
	 */
	static @Nullable String problem(JsonFormat.Value format, boolean ownZone, @Nullable TimeZone defaultZone) {
		if (!format.hasPattern() || format.getShape().isNumeric()) {
			return null;
		}
		String pattern = format.getPattern();
		String letters = withoutLiterals(pattern);
		if (!ownZone && !format.hasTimeZone() && (defaultZone == null || !contains(letters, TIME))) {
			return "is a point in time whose @JsonFormat has a pattern without a timezone, so that the day would depend"
					+ " on the zone; add timezone to the @JsonFormat, or use LocalDate for a day";
		}
		if (!contains(letters, TIME) || contains(letters, ZONE)) {
			return null;
		}
		TimeZone zone = format.hasTimeZone() ? format.getTimeZone() : ownZone ? null : defaultZone;
		if (pattern.endsWith("'Z'") && zone != null && isUtc(zone.toZoneId())) {
			return null;
		}
		return "is a point in time whose @JsonFormat leaves out the zone, and the API rejects a date-time without one;"
				+ " remove the pattern, or end it with XXX";
	}

	private static boolean isUtc(ZoneId zone) {
		return zone.normalized().equals(ZoneOffset.UTC) || (zone.getRules().isFixedOffset()
				&& zone.getRules().getOffset(java.time.Instant.EPOCH).equals(ZoneOffset.UTC));
	}

	private static boolean contains(String pattern, String letters) {
		return pattern.chars().anyMatch((c) -> letters.indexOf(c) >= 0);
	}

	private static String withoutLiterals(String pattern) {
		StringBuilder letters = new StringBuilder();
		boolean literal = false;
		for (char c : pattern.toCharArray()) {
			if (c == '\'') {
				literal = !literal;
			}
			else if (!literal) {
				letters.append(c);
			}
		}
		return letters.toString();
	}

}
