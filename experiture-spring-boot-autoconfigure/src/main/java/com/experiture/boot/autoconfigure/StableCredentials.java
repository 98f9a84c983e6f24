package com.experiture.boot.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.experiture.client.auth.ClientCredentials;

/**
 * Keeps the last complete credentials while the properties are rebound. During that time
 * they are empty, or the client ID has changed and the secret has not: a token request
 * with those would fail.
 */
final class StableCredentials implements Supplier<ClientCredentials> {

	// A binding never takes as long. After this time, only the ID has changed.
	private static final long LONGEST_CHANGE = Duration.ofSeconds(10).toNanos();

	private final Supplier<@Nullable ClientCredentials> source;

	private @Nullable ClientCredentials last;

	private @Nullable Long changingSince;

	/**
	 * Create a supplier.
	 * @param source returns the current credentials, or {@code null} if they are
	 * incomplete
	 */
	StableCredentials(Supplier<@Nullable ClientCredentials> source) {
		this.source = source;
	}

	@Override
	public synchronized ClientCredentials get() {
		ClientCredentials known = this.last;
		ClientCredentials now = this.source.get();
		if (known == null && now == null) {
			throw new IllegalStateException("The credentials are incomplete");
		}
		if (now == null || (known != null && isChanging(known, now))) {
			return (known != null) ? known : get();
		}
		this.changingSince = null;
		this.last = now;
		return now;
	}

	private boolean isChanging(ClientCredentials known, ClientCredentials now) {
		if (now.clientId().equals(known.clientId()) || !now.clientSecret().equals(known.clientSecret())) {
			return false;
		}
		long time = System.nanoTime();
		Long since = (this.changingSince != null) ? this.changingSince : time;
		this.changingSince = since;
		return time - since < LONGEST_CHANGE;
	}

}
