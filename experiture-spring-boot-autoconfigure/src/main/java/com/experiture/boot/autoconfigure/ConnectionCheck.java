package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.auth.InvalidCredentialsException;
import com.experiture.client.connection.SecureUris;

/**
 * Checks the addresses and credentials of a connection and collects all problems.
 */
final class ConnectionCheck {

	private static final String TOKEN_URI_REMEDY = "the token URL that the Experiture console shows for the client";

	private static final String CLIENT_ID_REMEDY = "the id of the OAuth2 client that the Experiture console shows";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*}");

	// Only the name is shown, since the rest of the value can be part of a secret.
	private static final Pattern NAME_OF_PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][\\w.-]*)[:}]");

	private final List<Problem> missing = new ArrayList<>();

	private final List<Problem> wrong = new ArrayList<>();

	/**
	 * Check the properties of a workspace.
	 */
	static ConnectionCheck of(String prefix, ExperitureProperties properties, boolean withCredentials) {
		ConnectionCheck check = new ConnectionCheck();
		check.address(prefix + ".base-url", properties.getBaseUrl(),
				"the https URL of the API, or omit it for the public one");
		check.address(prefix + ".token-uri", properties.getTokenUri(), TOKEN_URI_REMEDY);
		if (withCredentials) {
			check.credential(prefix + ".client-id", properties.getClientId(), CLIENT_ID_REMEDY);
			check.credential(prefix + ".client-secret", properties.getClientSecret(),
					"a reference to the secret, such as ${EXPERITURE_CLIENT_SECRET}");
		}
		return check;
	}

	/**
	 * Check connection details.
	 * @throws ExperitureConfigurationException if they are missing or wrong
	 */
	static void check(String beanName, ExperitureConnectionDetails details) {
		ConnectionCheck check = new ConnectionCheck();
		check.address("getBaseUrl()", details.getBaseUrl(), "the https URL of the API");
		check.address("getTokenUri()", details.getTokenUri(), TOKEN_URI_REMEDY);
		check.credential("getClientId()", details.getClientId(), CLIENT_ID_REMEDY);
		check.credential("getClientSecret()", details.getClientSecret(), "the secret of the OAuth2 client");
		if (!check.problems().isEmpty()) {
			throw new ExperitureConfigurationException(beanName, check.problems());
		}
	}

	/**
	 * Return a description of an unresolved placeholder in a value, without its default
	 * value, or {@code null} if there is none.
	 */
	static @Nullable String placeholder(String value) {
		if (!PLACEHOLDER.matcher(value).find()) {
			return null;
		}
		Matcher name = NAME_OF_PLACEHOLDER.matcher(value);
		return name.find() ? "the unresolved placeholder ${" + name.group(1) + "}" : "an unresolved placeholder";
	}

	/**
	 * Return the settings that are missing.
	 */
	List<Problem> missing() {
		return this.missing;
	}

	/**
	 * Throw an exception if settings are missing or wrong.
	 */
	void throwIfInvalid() {
		throwIfAny(problems());
	}

	/**
	 * Throw an exception if settings are wrong.
	 */
	void throwIfWrong() {
		throwIfAny(this.wrong);
	}

	private static void throwIfAny(List<Problem> problems) {
		if (!problems.isEmpty()) {
			throw new ExperitureConfigurationException(problems);
		}
	}

	private List<Problem> problems() {
		return Stream.concat(this.wrong.stream(), this.missing.stream()).toList();
	}

	private void address(String subject, @Nullable String value, String remedy) {
		if (present(subject, value, remedy)) {
			String reason = addressProblem(String.valueOf(value));
			if (reason != null) {
				this.wrong.add(new Problem(subject, reason, remedy));
			}
		}
	}

	private static @Nullable String addressProblem(String value) {
		String characters = InvalidCredentialsException.problem(value);
		if (characters != null) {
			return characters;
		}
		try {
			return SecureUris.problem(new URI(value));
		}
		catch (URISyntaxException ex) {
			return "is not a valid URL (" + ex.getReason() + " at index " + ex.getIndex() + ")";
		}
	}

	private void credential(String subject, @Nullable String value, String remedy) {
		if (present(subject, value, remedy)) {
			String reason = InvalidCredentialsException.problem(String.valueOf(value));
			if (reason != null) {
				this.wrong.add(new Problem(subject, reason, remedy
						+ ", without line breaks and surrounding spaces; spring.config.import=configtree: removes"
						+ " the last line break of a file"));
			}
		}
	}

	private boolean present(String subject, @Nullable String value, String remedy) {
		String placeholder = (value != null) ? placeholder(value) : null;
		if (placeholder != null) {
			this.missing.add(new Problem(subject, "contains " + placeholder, remedy));
			return false;
		}
		if (StringUtils.hasText(value)) {
			return true;
		}
		this.missing.add(new Problem(subject, "is missing", remedy));
		return false;
	}

}
