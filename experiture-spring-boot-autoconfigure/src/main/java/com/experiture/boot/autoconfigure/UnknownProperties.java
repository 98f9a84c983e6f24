package com.experiture.boot.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.NativeDetector;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;

/**
 * Detects unknown properties below {@code experiture}, such as misspelt ones: with a
 * misplaced {@code base-url}, the client would silently use the public API. A property
 * that is similar to a known one fails the start. Any other is logged, since it can
 * belong to the application, and so are environment variables, which can belong to
 * another program.
 */
final class UnknownProperties {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("experiture");

	private final Environment environment;

	private final Set<ConfigurationPropertyName> read = new HashSet<>();

	private final Set<String> readWithoutSeparators = new HashSet<>();

	private UnknownProperties(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Check the properties of an application.
	 * @throws ExperitureConfigurationException if a property is probably misspelt
	 */
	static void check(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		new UnknownProperties(environment).check(beanFactory);
	}

	private void check(ConfigurableListableBeanFactory beanFactory) {
		Binder.get(this.environment, new AbstractBindHandler() {

			@Override
			public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
					BindContext context) {
				UnknownProperties.this.read.add(name);
				return target;
			}

			@Override
			public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Exception error) {
				// Reported when the properties are bound
				return null;
			}

		}).bind(ROOT, Bindable.of(ExperitureProperties.class));
		this.read.forEach((name) -> this.readWithoutSeparators.add(KnownProperties.withoutSeparators(name.toString())));
		Map<ConfigurationPropertyName, ConfigurationPropertySource> unknown = unknown();
		if (!unknown.isEmpty()) {
			report(unknown, KnownProperties.of(beanFactory, this.read));
		}
	}

	private Map<ConfigurationPropertyName, ConfigurationPropertySource> unknown() {
		Map<ConfigurationPropertyName, ConfigurationPropertySource> unknown = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter(ROOT::isAncestorOf)
					.filter((name) -> !this.read.contains(name))
					.filter((name) -> !isEnvironment(source)
							|| !this.readWithoutSeparators.contains(KnownProperties.withoutSeparators(name.toString())))
					.forEach((name) -> unknown.putIfAbsent(name, source));
			}
		}
		return unknown;
	}

	private void report(Map<ConfigurationPropertyName, ConfigurationPropertySource> unknown, KnownProperties known) {
		String references = references();
		List<Problem> problems = new ArrayList<>();
		unknown.forEach((name, source) -> {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (known.isRead(name, isEnvironment(source)) || isReferenced(references, name, property)) {
				return;
			}
			String similar = known.similar(name);
			String origin = (property != null) ? PropertyOrigins.text(property.getOrigin()) : null;
			Problem problem = new Problem(name.toString(),
					"is unknown" + ((similar != null) ? ", did you mean " + similar + "?" : ""),
					(similar != null)
							? "use " + similar + " instead; a property of the application needs another prefix"
							: "remove it; a property of the application should have another prefix",
					origin);
			boolean foreign = isEnvironment(source);
			boolean mistake = similar != null && known.isMistake(name, similar) && !known.isShared();
			if (mistake && !foreign && !NativeDetector.inNativeImage()) {
				problems.add(problem);
			}
			else if (similar != null || !(foreign || known.isShared())) {
				logger.warn("The property " + problem + "; it is ignored. To correct it, " + problem.remedy());
			}
		});
		if (!problems.isEmpty()) {
			throw new ExperitureConfigurationException(problems);
		}
	}

	// A property that is only referenced by placeholders can have any name.
	private String references() {
		StringBuilder references = new StringBuilder();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream().filter(ROOT::isAncestorOf).forEach((name) -> {
					ConfigurationProperty property = source.getConfigurationProperty(name);
					if (property != null && String.valueOf(property.getValue()).contains("${")) {
						references.append(property.getValue()).append('\n');
					}
				});
			}
		}
		return references.toString();
	}

	private static boolean isReferenced(String references, ConfigurationPropertyName name,
			@Nullable ConfigurationProperty property) {
		String variable = (property != null && property.getOrigin() instanceof PropertySourceOrigin origin)
				? origin.getPropertyName() : name.toString();
		return references.contains("${" + variable + "}") || references.contains("${" + variable + ":")
				|| references.contains("${" + name + "}") || references.contains("${" + name + ":");
	}

	private static boolean isEnvironment(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& PropertyOrigins.isEnvironment(underlying.getName());
	}

}
