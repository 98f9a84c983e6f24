package com.experiture.client.connection;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Checks whether credentials and data can be sent to a URI.
 */
public final class SecureUris {

	private SecureUris() {
	}

	/**
	 * Return why a URI of the configuration is not valid.
	 * @param uri an absolute URI
	 * @return the reason, or {@code null} if the URI is valid
	 */
	public static @Nullable String problem(URI uri) {
		String problem = transportProblem(uri);
		return (problem == null && (uri.getRawQuery() != null || uri.getRawFragment() != null))
				? "contains a query or a fragment" : problem;
	}

	/**
	 * Return why nothing can be sent to a URI, independent of its path and query.
	 * @param uri an absolute URI
	 * @return the reason, or {@code null} if the URI is valid
	 */
	public static @Nullable String transportProblem(URI uri) {
		String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!uri.isAbsolute() || uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
			return "is not an absolute https URL";
		}
		if (uri.getUserInfo() != null) {
			return "contains user information";
		}
		return (scheme.equals("http") && !isLoopback(uri.getHost()))
				? "is plain http; credentials and data are only sent over https, except to a loopback address" : null;
	}

	// By name and without a resolver, because a name can resolve to another address
	// later.
	private static boolean isLoopback(String host) {
		return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]")
				|| host.equals("[0:0:0:0:0:0:0:1]");
	}

}
