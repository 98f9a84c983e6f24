package com.experiture.client.internal.text;

import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLException;

import io.netty.handler.proxy.ProxyConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The reason and the remedy for a failure of the network. The reason that TLS or a proxy
 * reports is in the causes of the exception, and the causes of a failed token request are
 * not logged.
 */
public final class NetworkProblem {

	private static final int MAX_CAUSES = 20;

	private final String reason;

	private final String remedy;

	private NetworkProblem(String reason, String remedy) {
		this.reason = reason;
		this.remedy = remedy;
	}

	/**
	 * Return what happened.
	 * @return the reason, without anything confidential
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return what to check.
	 * @return the remedy
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * Return the problem that caused a failure.
	 * @param failure the failure
	 * @return the reason and what to check
	 */
	public static NetworkProblem of(Throwable failure) {
		String name = failure.getClass().getSimpleName();
		Throwable proxy = innermost(failure, ProxyConnectException.class);
		if (proxy != null) {
			return ofProxy(name, String.valueOf(proxy.getMessage()));
		}
		if (innermost(failure, UnresolvedAddressException.class) != null) {
			return new NetworkProblem(name + ": the host name of the proxy cannot be resolved",
					"the system property https.proxyHost");
		}
		Throwable tls = innermost(failure, SSLException.class, GeneralSecurityException.class);
		if (tls != null) {
			return new NetworkProblem(ofTls(name, failure, tls),
					"the certificates of both sides, experiture.ssl.bundle, the TLS versions, and the clock");
		}
		return new NetworkProblem(name, "the network and the proxy");
	}

	// The outer exception names what failed, the innermost one the reason, such as an
	// expired certificate.
	private static String ofTls(String name, Throwable failure, Throwable innermost) {
		String outer = String.valueOf(failure.getMessage());
		String inner = String.valueOf(innermost.getMessage());
		String reason = name + ": " + ServerText.text(outer);
		return outer.contains(inner) ? reason
				: reason + ", " + innermost.getClass().getSimpleName() + ": " + ServerText.text(inner);
	}

	// Netty's message starts with the type of the proxy and both addresses.
	private static NetworkProblem ofProxy(String name, String message) {
		String detail = message.substring(message.lastIndexOf(", ") + 1).strip();
		String reason = name + ": the proxy did not establish a connection (" + ServerText.text(detail) + ")";
		return new NetworkProblem(reason,
				message.contains("407")
						? "the system properties https.proxyUser and https.proxyPassword, or http.proxyUser and"
								+ " http.proxyPassword with http.proxyHost"
						: "the proxy, and whether it allows connections to this host");
	}

	// The innermost cause is the most specific one.
	private static @Nullable Throwable innermost(Throwable failure, Class<?>... types) {
		Throwable found = null;
		for (Throwable cause : causes(failure)) {
			for (Class<?> type : types) {
				found = type.isInstance(cause) ? cause : found;
			}
		}
		return found;
	}

	// Causes can form a cycle.
	private static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		Throwable current = failure;
		while (current != null && causes.size() < MAX_CAUSES) {
			causes.add(current);
			current = current.getCause();
		}
		return causes;
	}

}
