package com.experiture.client.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * The format of correlation ids. The documentation does not specify one; the client
 * restricts it as a precaution, because an id is sent as a header and must not be able to
 * end it.
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
