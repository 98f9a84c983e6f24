package com.experiture.client;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.experiture.client.ClientSettings.TokenRequest;
import com.experiture.client.auth.ClientCredentials;

/**
 * Remembers the parameters of the last token request, without the secret, so that reading
 * them does not access a vault.
 */
final class RememberedCredentials implements Supplier<ClientCredentials> {

	private final Supplier<ClientCredentials> source;

	private volatile @Nullable TokenRequest last;

	RememberedCredentials(Supplier<ClientCredentials> source, @Nullable ClientCredentials known) {
		this.source = source;
		this.last = (known != null) ? TokenRequest.with(known) : null;
	}

	@Override
	public ClientCredentials get() {
		ClientCredentials now = this.source.get();
		// The token request rejects a source that returns null.
		this.last = (now != null) ? TokenRequest.with(now) : this.last;
		return now;
	}

	@Nullable TokenRequest last() {
		return this.last;
	}

}
