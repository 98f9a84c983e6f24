package com.experiture.client.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.text.ServerText;

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
 * @param details the {@code details} of the error as they came, or {@code null} if there
 * are none. That they exist is documented, and that they vary by the type of error. They
 * may quote a record, so they are no part of {@link #toString()} and of messages
 * @param additionalProperties fields of the error that this version does not know, and
 * the JSON of those that are no text, such as a {@code remediation} that is a list of
 * links; like {@code details}, not part of any text
 * @param envelopeProperties fields beside the error that this version does not know, and
 * the error itself if it is no JSON object; like {@code details}, not part of any text
 */
public record ApiError(int status, @Nullable String code, @Nullable String message, @Nullable String path,
		@Nullable String remediation, @Nullable Duration retryAfter, @Nullable JsonNode details,
		Map<String, JsonNode> additionalProperties, Map<String, JsonNode> envelopeProperties) implements Serializable {

	private static final Pattern IN_RECORD = Pattern.compile("/?records?\\W{1,2}\\w");

	/**
	 * Create an error.
	 */
	public ApiError {
		details = (details != null) ? details.deepCopy() : null;
		additionalProperties = copy(additionalProperties);
		envelopeProperties = copy(envelopeProperties);
	}

	/**
	 * Create an error without JSON of its own.
	 * @param status the HTTP status
	 * @param code the API's error code, or {@code null} if there is none
	 * @param message the API's message
	 * @param path the position of the offending value
	 * @param remediation what the API advises
	 * @param retryAfter how long the API asks to wait
	 */
	public ApiError(int status, @Nullable String code, @Nullable String message, @Nullable String path,
			@Nullable String remediation, @Nullable Duration retryAfter) {
		this(status, code, message, path, remediation, retryAfter, null, Map.of(), Map.of());
	}

	/**
	 * Return the {@code details} of the error.
	 * @return a copy of what came, or {@code null} if there are none
	 */
	@Override
	public @Nullable JsonNode details() {
		return (this.details != null) ? this.details.deepCopy() : null;
	}

	/**
	 * Return the fields of the error that this version does not know, or that are no
	 * text.
	 * @return an unmodifiable copy of what came, empty if there are none
	 */
	@Override
	public Map<String, JsonNode> additionalProperties() {
		return copy(this.additionalProperties);
	}

	/**
	 * Return the fields beside the error that this version does not know.
	 * @return an unmodifiable copy of what came, empty if there are none
	 */
	@Override
	public Map<String, JsonNode> envelopeProperties() {
		return copy(this.envelopeProperties);
	}

	private static Map<String, JsonNode> copy(Map<String, JsonNode> members) {
		Map<String, JsonNode> copy = new LinkedHashMap<>();
		members.forEach((name, json) -> copy.put(name, json.deepCopy()));
		return Collections.unmodifiableMap(copy);
	}

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

	/**
	 * Return whether the same request may succeed a moment later.
	 * @return whether to try again
	 */
	public boolean isTransient() {
		return ApiErrors.isTransient(this);
	}

	/**
	 * Return whether the API says that it did not carry the request out. Only what the
	 * API documents, and what HTTP defines as a refusal, counts: a gateway, a crash or a
	 * timeout says nothing about what happened behind it, whatever code it carries.
	 * @return whether the request had no effect
	 */
	public boolean isRefusal() {
		return ApiErrors.isRefusal(this);
	}

	/**
	 * Return whether the API rejected the access token.
	 * @return whether another token may help
	 */
	public boolean isTokenRejected() {
		return ApiErrors.isTokenRejected(this);
	}

	/**
	 * Return whether the API refused the request for its rate.
	 * @return whether the limit of the endpoint class is exhausted
	 */
	public boolean isRateLimited() {
		return ApiErrors.isRateLimited(this);
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
