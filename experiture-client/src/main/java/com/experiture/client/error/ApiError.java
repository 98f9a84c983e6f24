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
 * The error in a response of the API. Texts of the server are stored without the
 * offending value and without anything that looks like an e-mail address.
 *
 * @param status the HTTP status
 * @param code the API's error code, such as {@code CDP_ETL.NOT_FOUND}, or {@code null} if
 * the response has none
 * @param message the API's message, or an excerpt of a response that does not come from
 * the API
 * @param path the position of the offending value, such as {@code records[2].email}
 * @param remediation the API's advice
 * @param retryAfter how long the API asks the client to wait
 * @param details the {@code details} of the error as received, or {@code null} if there
 * are none. The API documents that they exist and vary by the type of error. They can
 * quote a record, so {@link #toString()} and exception messages do not contain them
 * @param additionalProperties fields of the error that this version does not know, and
 * the JSON of known fields that are not strings, such as a {@code remediation} that is a
 * list of links; like {@code details}, not part of any text
 * @param envelopeProperties fields next to the error that this version does not know, and
 * the error itself if it is not a JSON object; like {@code details}, not part of any text
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
	 * Create an error without details and additional fields.
	 * @param status the HTTP status
	 * @param code the API's error code, or {@code null} if there is none
	 * @param message the API's message
	 * @param path the position of the offending value
	 * @param remediation the API's advice
	 * @param retryAfter how long the API asks the client to wait
	 */
	public ApiError(int status, @Nullable String code, @Nullable String message, @Nullable String path,
			@Nullable String remediation, @Nullable Duration retryAfter) {
		this(status, code, message, path, remediation, retryAfter, null, Map.of(), Map.of());
	}

	/**
	 * Return the {@code details} of the error.
	 * @return a copy of the JSON as received, or {@code null} if there are none
	 */
	@Override
	public @Nullable JsonNode details() {
		return (this.details != null) ? this.details.deepCopy() : null;
	}

	/**
	 * Return the fields of the error that this version does not know or that are not
	 * strings.
	 * @return an unmodifiable copy, empty if there are none
	 */
	@Override
	public Map<String, JsonNode> additionalProperties() {
		return copy(this.additionalProperties);
	}

	/**
	 * Return the fields next to the error that this version does not know.
	 * @return an unmodifiable copy, empty if there are none
	 */
	@Override
	public Map<String, JsonNode> envelopeProperties() {
		return copy(this.envelopeProperties);
	}

	private static Map<String, JsonNode> copy(Map<String, JsonNode> properties) {
		Map<String, JsonNode> copy = new LinkedHashMap<>();
		properties.forEach((name, json) -> copy.put(name, json.deepCopy()));
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
	 * Return whether the API rejects the {@code Idempotency-Key} rather than the content,
	 * usually because the key was used for another request before. The form of this error
	 * is not documented, so any mention of the key counts, except as the field of a
	 * record.
	 * @return whether the key is the cause
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
	 * Return whether the same request may succeed later.
	 * @return whether to try again
	 */
	public boolean isTransient() {
		return ApiErrors.isTransient(this);
	}

	/**
	 * Return whether the API did not carry out the request. Only documented errors and
	 * statuses that HTTP defines as a rejection count. A response of a gateway, a server
	 * error and a timeout do not show whether the request was carried out, whatever error
	 * code they contain.
	 * @return whether the request had no effect
	 */
	public boolean isRejection() {
		return ApiErrors.isRejection(this);
	}

	/**
	 * Return whether the API rejected the access token.
	 * @return whether the request may succeed with another token
	 */
	public boolean isTokenRejected() {
		return ApiErrors.isTokenRejected(this);
	}

	/**
	 * Return whether the API rejected the request because of its rate limit.
	 * @return whether the limit of the endpoint class is exceeded
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
