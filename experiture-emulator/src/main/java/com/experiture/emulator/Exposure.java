package com.experiture.emulator;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Where the emulator can be reached.
 *
 * @param outside whether from other machines and through one port only, as in a
 * container; else from this machine, with uploads at an origin of their own
 * @param externalUrl the origin that clients see, or {@code null} for the one that each
 * request itself names, which is right behind any mapping of ports
 */
record Exposure(boolean outside, @Nullable URI externalUrl) {

	static Exposure loopback() {
		return new Exposure(false, null);
	}

	String bindAddress() {
		return this.outside ? "0.0.0.0" : "127.0.0.1";
	}

	String origin(@Nullable String hostHeader) {
		return (this.externalUrl != null) ? this.externalUrl.toString() : "http://" + hostHeader;
	}

}
