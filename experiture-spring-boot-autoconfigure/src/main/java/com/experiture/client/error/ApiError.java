package com.experiture.client.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the API said of a failure. Texts of the server are kept without the offending
 * value and without anything that looks like an e-mail address.
 *
 * @param status the HTTP status
 * @param code the API's error code, such as {@code CDP_ETL.NOT_FOUND}, or {@code null}
 * where the answer had none
 * @param message the API's message, or an excerpt of an answer that is not the API's
 * @param path the position of the offending value, such as {@code records[2].email}
 * @param remediation what the API advises
 * @param retryAfter how long the API asks to wait
 */
public record ApiError(int status, @Nullable String code, @Nullable String message, @Nullable String path,
		@Nullable String remediation, @Nullable Duration retryAfter) implements Serializable {

	private static final Pattern IN_RECORD = Pattern.compile("/?records?\\W{1,2}\\w");

	/**
	 * Return whether the code ends with the given segments. Only the last segments of
	 * some codes are documented.
	 * @param suffix the segments, such as {@code NOT_DRAFT}
	 * @return whether the code ends with them
	 */
	public boolean hasCode(String suffix) {
		return this.code != null && (this.code.equals(suffix) || this.code.endsWith("." + suffix));
	}

	/**
	 * Return whether the API objects to the {@code Idempotency-Key} rather than to the
	 * content: usually the key was used for another request before. How the API says so
	 * is not documented, so any mention counts, except as the field of a record.
	 * @return whether the key is at fault
	 */
	public boolean concernsIdempotencyKey() {
		boolean inRecord = this.path != null && IN_RECORD.matcher(this.path).lookingAt();
		return mentionsKey(this.code) || (!inRecord
				&& (mentionsKey(this.path) || mentionsKey(this.message) || mentionsKey(this.remediation)));
	}

	private static boolean mentionsKey(@Nullable String text) {
		return text != null && text.toLowerCase(Locale.ROOT).contains("idempoten");
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder().append(this.status);
		append(text, " ", ServerText.code(this.code));
		append(text, " at ", ServerText.text(this.path));
		append(text, ": ", ServerText.text(this.message));
		append(text, " - ", ServerText.text(this.remediation));
		return text.toString();
	}

	private static void append(StringBuilder text, String separator, @Nullable String part) {
		if (part != null && !part.isBlank()) {
			text.append(separator).append(part);
		}
	}

}
