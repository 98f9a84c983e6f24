package com.experiture.client.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * The form of correlation ids. It is this client's own caution: the documentation does
 * not state one, and an id goes into a header, so what could break out of one is not
 * used.
 */
public final class CorrelationIdFormat {

	private static final int MAX_LENGTH = 128;

	private CorrelationIdFormat() {
	}

	/**
	 * Return whether an id can be sent.
	 * @param id the id, or {@code null}
	 * @return whether it is printable ASCII of 1 to 128 characters
	 */
	public static boolean isValid(@Nullable String id) {
		return id != null && !id.isEmpty() && id.length() <= MAX_LENGTH
				&& id.chars().allMatch((c) -> c > ' ' && c < 127);
	}

}
