package com.experiture.boot.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.client.ExperitureClient;

/**
 * Which workspaces the application has: those under {@code experiture.workspaces}, and
 * the default one unless nothing but named ones is configured.
 *
 * @param named the names of the named ones
 * @param hasDefault whether there is a default one as well
 */
record Workspaces(List<String> named, boolean hasDefault) {

	private static final String PREFIX = "experiture.workspaces";

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	static Workspaces of(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		List<String> named = named(environment);
		WorkspaceBeans beans = new WorkspaceBeans(beanFactory, named);
		boolean hasDefault = named.isEmpty() || environment.containsProperty("experiture.client-id")
				|| List.of(ExperitureClient.class, ExperitureConnectionDetails.class, CredentialsSupplier.class)
					.stream()
					.anyMatch((type) -> !beans.names(type, ExperitureClient.DEFAULT_WORKSPACE).isEmpty());
		return new Workspaces(named, hasDefault);
	}

	static String prefix(String workspace) {
		return workspace.equals(ExperitureClient.DEFAULT_WORKSPACE) ? "experiture" : PREFIX + "." + workspace;
	}

	private static List<String> named(Environment environment) {
		Binder binder = Binder.get(environment);
		List<String> found = new ArrayList<>(
				binder.bind(PREFIX, Bindable.mapOf(String.class, Object.class)).orElseGet(Map::of).keySet());
		// A variable of the environment has lost the hyphens of the name that it sets.
		found.sort(Comparator.comparing((String name) -> !name.contains("-")));
		List<String> names = new ArrayList<>();
		for (String name : found) {
			check(name);
			boolean known = names.stream().anyMatch((other) -> other.replace("-", "").equals(name));
			if (!known && binder.bind(PREFIX + "." + name + ".enabled", Boolean.class).orElse(true)) {
				names.add(name);
			}
		}
		return names.stream().sorted().toList();
	}

	private static void check(String name) {
		if (!NAME.matcher(name).matches() || name.equals(ExperitureClient.DEFAULT_WORKSPACE)) {
			throw new ExperitureConfigurationException(
					List.of(new Problem(PREFIX + "." + name, "is no name of a workspace",
							"a name of lower-case letters, digits and single hyphens between them; the workspace '"
									+ ExperitureClient.DEFAULT_WORKSPACE
									+ "' is configured directly under experiture")));
		}
	}

}
