package com.experiture.emulator.internal.server;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * The port and the network interfaces that the emulator listens on.
 *
 * @param port the port of the API, 0 for any free one
 * @param allInterfaces whether other machines can reach the emulator, through one port
 * only, as in a container; if not, it listens on the loopback interface, and uploads have
 * an origin of their own
 * @param externalUrl the origin that clients see, or {@code null} for the one in the
 * {@code Host} header of each request, which is right behind any port mapping
 */
public record NetworkBinding(int port, boolean allInterfaces, @Nullable URI externalUrl) {

	public static NetworkBinding loopback(int port) {
		return new NetworkBinding(port, false, null);
	}

	String bindAddress() {
		return this.allInterfaces ? "0.0.0.0" : "127.0.0.1";
	}

	String origin(@Nullable String hostHeader) {
		return (this.externalUrl != null) ? this.externalUrl.toString() : "http://" + hostHeader;
	}

}
