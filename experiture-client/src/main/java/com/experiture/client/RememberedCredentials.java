package com.experiture.client;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.experiture.client.ClientSettings.TokenRequest;
import com.experiture.client.auth.ClientCredentials;

/**
 * Remembers what the last token request was made with, all but the secret: whoever looks
 * at it must not cause a look into a vault.
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
		// A source that returns null is for the token request to refuse.
		this.last = (now != null) ? TokenRequest.with(now) : this.last;
		return now;
	}

	@Nullable TokenRequest last() {
		return this.last;
	}

}
