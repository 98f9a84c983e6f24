package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import com.experiture.boot.autoconfigure.CredentialsSupplier.Credentials;
import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.auth.Addresses;

/**
 * Adapts {@link ExperitureProperties} to {@link ExperitureConnectionDetails}.
 */
final class PropertiesExperitureConnectionDetails implements ExperitureConnectionDetails {

	private static final String BASE_URL_REMEDY = "the https URL of the API, or leave it out for the public one";

	private static final String TOKEN_URI_REMEDY = "the token URL that the Experiture console shows for the client";

	private final Supplier<ExperitureProperties> properties;

	private final @Nullable CredentialsSupplier credentials;

	/**
	 * Create connection details.
	 * @param prefix where the properties are
	 * @param source returns the properties as they are now
	 * @param credentials replaces the id and the secret
	 */
	PropertiesExperitureConnectionDetails(String prefix, Supplier<ExperitureProperties> source,
			@Nullable CredentialsSupplier credentials) {
		this.properties = source;
		this.credentials = credentials;
		ExperitureProperties properties = source.get();
		List<Problem> problems = new ArrayList<>();
		checkAddress(problems, prefix + ".base-url", properties.getBaseUrl(), BASE_URL_REMEDY);
		checkAddress(problems, prefix + ".token-uri", properties.getTokenUri(), TOKEN_URI_REMEDY);
		if (credentials == null) {
			checkPresent(problems, prefix + ".client-id", properties.getClientId(),
					"the id of the OAuth2 client that the Experiture console shows");
			checkPresent(problems, prefix + ".client-secret", properties.getClientSecret(),
					"a reference to the secret, such as ${EXPERITURE_CLIENT_SECRET}");
		}
		if (!problems.isEmpty()) {
			throw new ExperitureConfigurationException(problems);
		}
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

	/**
	 * Return id and secret, which belong together.
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
			throw new IllegalStateException("A required property was emptied while the application runs");
		}
		return value;
	}

	private static void checkAddress(List<Problem> problems, String property, @Nullable String value, String remedy) {
		if (checkPresent(problems, property, value, remedy)) {
			String reason = addressProblem(required(value));
			if (reason != null) {
				problems.add(new Problem(property, reason, remedy));
			}
		}
	}

	private static @Nullable String addressProblem(String value) {
		try {
			return Addresses.problem(new URI(value));
		}
		catch (URISyntaxException ex) {
			return "is no valid URL (" + ex.getReason() + " at index " + ex.getIndex() + ")";
		}
	}

	private static boolean checkPresent(List<Problem> problems, String property, @Nullable String value,
			String remedy) {
		if (value != null && value.startsWith("${")) {
			problems.add(new Problem(property, "is the unresolved placeholder " + value, remedy));
			return false;
		}
		if (StringUtils.hasText(value)) {
			return true;
		}
		problems.add(new Problem(property, "is missing", remedy));
		return false;
	}

}
