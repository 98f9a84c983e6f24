package com.experiture.boot.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import com.experiture.boot.autoconfigure.CredentialsSupplier.Credentials;

/**
 * Adapts {@link ExperitureProperties} to {@link ExperitureConnectionDetails}.
 */
class PropertiesExperitureConnectionDetails implements ExperitureConnectionDetails {

	private final Supplier<ExperitureProperties> properties;

	private final @Nullable CredentialsSupplier credentials;

	/**
	 * Create connection details.
	 * @param source returns the current properties
	 * @param credentials replaces the client ID and the secret
	 */
	PropertiesExperitureConnectionDetails(Supplier<ExperitureProperties> source,
			@Nullable CredentialsSupplier credentials) {
		this.properties = source;
		this.credentials = credentials;
	}

	@Override
	public String getBaseUrl() {
		return this.properties.get().getBaseUrl();
	}

	@Override
	public String getTokenUri() {
		return required(this.properties.get().getTokenUri());
	}

	@Override
	public String getClientId() {
		return getCredentials().clientId();
	}

	@Override
	public String getClientSecret() {
		return getCredentials().clientSecret();
	}

	boolean hasCredentialsSupplier() {
		return this.credentials != null;
	}

	/**
	 * Return the client ID and its secret, read together.
	 */
	Credentials getCredentials() {
		if (this.credentials != null) {
			return this.credentials.get();
		}
		ExperitureProperties properties = this.properties.get();
		return new Credentials(required(properties.getClientId()), required(properties.getClientSecret()));
	}

	private static String required(@Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw new IllegalStateException("A required property has been removed while the application runs");
		}
		return value;
	}

}
