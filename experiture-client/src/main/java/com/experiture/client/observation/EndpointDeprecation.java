package com.experiture.client.observation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * The deprecation of an endpoint as announced with the headers {@code Deprecation} (RFC
 * 9745 and its drafts), {@code Sunset} (RFC 8594) and {@code Link}. The API does not
 * document these headers; they are the ones that HTTP defines.
 *
 * @param deprecated whether the response had the header {@code Deprecation}
 * @param deprecatedAt when the endpoint was or will be deprecated; {@code null} if the
 * header has no time
 * @param sunsetAt when the endpoint is expected to stop responding; {@code null} if the
 * API does not announce it
 * @param links links by their relation: {@code deprecation} and {@code sunset} link to
 * explanations, {@code successor-version} to the endpoint to use instead. At most 203
 * characters each, on one line, without a query
 * @param unreadable the headers whose time cannot be parsed, cleaned and at most 203
 * characters each; {@code null} if there are none
 */
public record EndpointDeprecation(boolean deprecated, @Nullable Instant deprecatedAt, @Nullable Instant sunsetAt,
		Map<String, String> links, @Nullable String unreadable) {

	/**
	 * Create an announcement.
	 */
	public EndpointDeprecation {
		links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
	}

	@Override
	public String toString() {
		return Description.of("EndpointDeprecation")
			.flag("deprecated", this.deprecated)
			.time("deprecatedAt", this.deprecatedAt)
			.time("sunsetAt", this.sunsetAt)
			.size("links", this.links.keySet())
			.flag("unreadable", this.unreadable != null)
			.toString();
	}

}
