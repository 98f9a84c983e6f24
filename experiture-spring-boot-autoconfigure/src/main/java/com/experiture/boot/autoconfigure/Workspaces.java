package com.experiture.boot.autoconfigure;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.ExperitureClient;

/**
 * The workspaces of the application: those under {@code experiture.workspaces}, and the
 * default workspace unless only named ones are configured. For auto-configurations that
 * register beans for each workspace.
 *
 * @param configured the names of the named workspaces, in alphabetical order
 * @param enabled the names of those that are enabled
 * @param hasDefault whether there is a default workspace
 */
public record Workspaces(Set<String> configured, Set<String> enabled, boolean hasDefault) {

	private static final String PREFIX = "experiture.workspaces";

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	/**
	 * Find the workspaces.
	 * @param environment contains the properties
	 * @param beanFactory contains the bean definitions so far
	 * @return the workspaces
	 */
	public static Workspaces of(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		Set<String> configured = configured(environment);
		Set<String> enabled = new TreeSet<>(configured);
		enabled.removeIf((name) -> !isEnabled(Binder.get(environment), PREFIX + "." + name + ".enabled"));
		WorkspaceBeans beans = new WorkspaceBeans(beanFactory, configured);
		boolean hasDefault = configured.isEmpty() || environment.containsProperty("experiture.client-id")
				|| List.of(ExperitureClient.class, ExperitureConnectionDetails.class, CredentialsSupplier.class)
					.stream()
					.anyMatch((type) -> !beans.names(type, ExperitureClient.DEFAULT_WORKSPACE).isEmpty());
		return new Workspaces(configured, Collections.unmodifiableSet(enabled), hasDefault);
	}

	static String prefix(String workspace) {
		return workspace.equals(ExperitureClient.DEFAULT_WORKSPACE) ? "experiture" : PREFIX + "." + workspace;
	}

	// Environment variables have no hyphens: EUWEST_CLIENTSECRET lacks them, and
	// EU_WEST_CLIENT_SECRET looks like a property of 'eu'. Both are bound to 'eu-west' if
	// another property source has that workspace.
	private static Set<String> configured(Environment environment) {
		Binder binder = Binder.get(environment);
		Set<String> found = new TreeSet<>(
				Comparator.comparing((String name) -> !name.contains("-")).thenComparing(Comparator.naturalOrder()));
		found.addAll(names(environment));
		Set<String> names = new LinkedHashSet<>();
		for (String name : found) {
			check(name);
			boolean sameWithoutHyphens = names.stream().anyMatch((other) -> other.replace("-", "").equals(name));
			boolean partOfAnother = names.stream().anyMatch((other) -> other.startsWith(name + "-"));
			if (!sameWithoutHyphens && !(partOfAnother && hasNoProperties(binder, name))) {
				names.add(name);
			}
		}
		return Collections.unmodifiableSet(new TreeSet<>(names));
	}

	private static boolean isEnabled(Binder binder, String property) {
		try {
			return binder.bind(property, Boolean.class).orElse(true);
		}
		catch (BindException ex) {
			throw new ExperitureConfigurationException(
					List.of(new Problem(property, "cannot be read", "true or false")));
		}
	}

	// Does not resolve placeholders: the failure of an unresolved one contains the value.
	private static Set<String> names(Environment environment) {
		try {
			return new Binder(ConfigurationPropertySources.get(environment))
				.bind(PREFIX, Bindable.mapOf(String.class, Object.class))
				.orElseGet(Map::of)
				.keySet();
		}
		catch (BindException ex) {
			throw new ExperitureConfigurationException(List.of(new Problem(PREFIX, "cannot be read",
					"the names of workspaces, each with its properties below it")));
		}
	}

	private static boolean hasNoProperties(Binder binder, String name) {
		try {
			return !binder.bind(PREFIX + "." + name, ExperitureProperties.class).isBound();
		}
		catch (BindException ex) {
			// Reported when the properties are bound
			return false;
		}
	}

	private static void check(String name) {
		if (!NAME.matcher(name).matches() || name.equals(ExperitureClient.DEFAULT_WORKSPACE)) {
			throw new ExperitureConfigurationException(
					List.of(new Problem(PREFIX + "." + name, "is not a valid workspace name",
							"a name of lower-case letters, digits and single hyphens between them; the workspace '"
									+ ExperitureClient.DEFAULT_WORKSPACE
									+ "' is configured directly under experiture")));
		}
	}

}
