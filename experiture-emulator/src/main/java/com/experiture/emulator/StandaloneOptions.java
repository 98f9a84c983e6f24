package com.experiture.emulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The options of a standalone emulator.
 *
 * @param port the port
 * @param clientId the id of the API client
 * @param clientSecret its secret
 * @param externalUrl the origin that clients see, or {@code null} for the one in the
 * {@code Host} header of each request
 * @param fixtures the file with the fixtures, if there are any
 */
record StandaloneOptions(int port, String clientId, String clientSecret, @Nullable URI externalUrl,
		@Nullable Path fixtures) {

	static final int DEFAULT_PORT = 8080;

	private static final String PREFIX = "EXPERITURE_EMULATOR_";

	static final Set<String> NAMES = Set.of("port", "client-id", "client-secret", "external-url", "fixtures");

	/**
	 * Read the options.
	 * @param environment the environment variables
	 * @param args the arguments, which override the environment
	 * @return the options
	 * @throws IllegalArgumentException if an option is unknown or invalid; the message
	 * contains its name, but not its value
	 */
	static StandaloneOptions read(Map<String, String> environment, String... args) {
		Map<String, String> values = new LinkedHashMap<>();
		NAMES.forEach((name) -> {
			String value = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
			if (value != null && !value.isBlank()) {
				values.put(name, value.strip());
			}
		});
		for (String arg : args) {
			int equals = arg.indexOf('=');
			String name = (arg.startsWith("--") && equals > 0) ? arg.substring(2, equals) : "";
			if (!NAMES.contains(name)) {
				throw new IllegalArgumentException("Arguments are --name=value with one of the names "
						+ NAMES.stream().sorted().toList() + ", or the single word health");
			}
			values.put(name, arg.substring(equals + 1));
		}
		return new StandaloneOptions(port(values.get("port")), values.getOrDefault("client-id", "emulator-client"),
				values.getOrDefault("client-secret", "emulator-secret"), externalUrl(values.get("external-url")),
				values.containsKey("fixtures") ? Path.of(values.get("fixtures")) : null);
	}

	private static int port(@Nullable String text) {
		if (text == null) {
			return DEFAULT_PORT;
		}
		if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
			return Integer.parseInt(text);
		}
		throw new IllegalArgumentException("port must be a number from 0 to 65535");
	}

	private static @Nullable URI externalUrl(@Nullable String text) {
		if (text == null) {
			return null;
		}
		if (text.matches("https?://[^/?#\\s@]+/?")) {
			return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
		}
		throw new IllegalArgumentException("external-url must be an origin, such as https://cdp.example.com");
	}

	@Override
	public String toString() {
		return "StandaloneOptions[port=" + this.port + "]";
	}

}
