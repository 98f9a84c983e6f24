package com.experiture.client.internal.text;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Which addresses credentials and data may be sent to.
 */
public final class SecureUris {

	private SecureUris() {
	}

	/**
	 * Return why an address must not be used.
	 * @param address an absolute URL
	 * @return the reason, or {@code null} where the address is fine
	 */
	public static @Nullable String problem(URI address) {
		String problem = transportProblem(address);
		return (problem == null && (address.getRawQuery() != null || address.getRawFragment() != null))
				? "contains a query or a fragment" : problem;
	}

	/**
	 * Return why nothing must be sent to an address, whatever its path and query are.
	 * @param address an absolute URL
	 * @return the reason, or {@code null} where the address is fine
	 */
	public static @Nullable String transportProblem(URI address) {
		String scheme = (address.getScheme() != null) ? address.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!address.isAbsolute() || address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
			return "is no absolute https URL";
		}
		if (address.getUserInfo() != null) {
			return "contains user information";
		}
		return (scheme.equals("http") && !isLoopback(address.getHost()))
				? "is plain http; credentials and data are only sent over https, except to a loopback address" : null;
	}

	// By name, without asking a resolver: what a name resolves to can change.
	private static boolean isLoopback(String host) {
		return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]")
				|| host.equals("[0:0:0:0:0:0:0:1]");
	}

}
