package com.experiture.boot.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.auth.Addresses;

/**
 * Checks what a connection needs, all at once, whoever says it.
 */
final class ConnectionCheck {

	private static final String TOKEN_URI_REMEDY = "the token URL that the Experiture console shows for the client";

	private static final String CLIENT_ID_REMEDY = "the id of the OAuth2 client that the Experiture console shows";

	private final List<Problem> problems = new ArrayList<>();

	static void check(String prefix, ExperitureProperties properties, boolean withCredentials) {
		ConnectionCheck check = new ConnectionCheck();
		check.address(prefix + ".base-url", properties.getBaseUrl(),
				"the https URL of the API, or leave it out for the public one");
		check.address(prefix + ".token-uri", properties.getTokenUri(), TOKEN_URI_REMEDY);
		if (withCredentials) {
			check.present(prefix + ".client-id", properties.getClientId(), CLIENT_ID_REMEDY);
			check.present(prefix + ".client-secret", properties.getClientSecret(),
					"a reference to the secret, such as ${EXPERITURE_CLIENT_SECRET}");
		}
		if (!check.problems.isEmpty()) {
			throw new ExperitureConfigurationException(check.problems);
		}
	}

	static void check(String beanName, ExperitureConnectionDetails details) {
		ConnectionCheck check = new ConnectionCheck();
		check.address("getBaseUrl()", details.getBaseUrl(), "the https URL of the API");
		check.address("getTokenUri()", details.getTokenUri(), TOKEN_URI_REMEDY);
		check.present("getClientId()", details.getClientId(), CLIENT_ID_REMEDY);
		check.present("getClientSecret()", details.getClientSecret(), "the secret of the OAuth2 client");
		if (!check.problems.isEmpty()) {
			throw new ExperitureConfigurationException(beanName, check.problems);
		}
	}

	private void address(String subject, @Nullable String value, String remedy) {
		if (present(subject, value, remedy)) {
			String reason = addressProblem(String.valueOf(value));
			if (reason != null) {
				this.problems.add(new Problem(subject, reason, remedy));
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

	private boolean present(String subject, @Nullable String value, String remedy) {
		if (value != null && value.startsWith("${")) {
			this.problems.add(new Problem(subject, "is the unresolved placeholder " + value, remedy));
			return false;
		}
		if (StringUtils.hasText(value)) {
			return true;
		}
		this.problems.add(new Problem(subject, "is missing", remedy));
		return false;
	}

}
