package com.experiture.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds the origin of a property, such as a file and line.
 */
final class PropertyOrigins {

	private final Environment environment;

	PropertyOrigins(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Return where a property is set.
	 * @param property its name; a property of a named workspace can be inherited
	 * @return the origin, or {@code null} if it is unknown
	 */
	@Nullable String of(String property) {
		if (!ConfigurationPropertyName.isValid(property)) {
			return null;
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		String own = of(name);
		boolean inherits = !isSet(name) && property.startsWith("experiture.workspaces.")
				&& name.getNumberOfElements() > 3;
		return inherits ? inherited(ConfigurationPropertyName.of("experiture").append(name.subName(3))) : own;
	}

	private boolean isSet(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.getConfigurationProperty(name) != null) {
				return true;
			}
		}
		return false;
	}

	private @Nullable String inherited(ConfigurationPropertyName name) {
		if (!isSet(name)) {
			return null;
		}
		String place = of(name);
		return "from " + name + ((place != null) ? ", " + place : "");
	}

	private @Nullable String of(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found != null) {
				return text(found.getOrigin());
			}
		}
		return null;
	}

	/**
	 * Return the text of an origin, or {@code null} if it is not helpful, such as that of
	 * a map.
	 */
	static @Nullable String text(@Nullable Origin origin) {
		if (origin instanceof PropertySourceOrigin wrapper && wrapper.getOrigin() != null
				&& wrapper.getOrigin() != origin) {
			return text(wrapper.getOrigin());
		}
		Origin parent = origin;
		while (parent != null) {
			if (parent instanceof TextResourceOrigin) {
				return parent.toString();
			}
			parent = parent.getParent();
		}
		return (origin instanceof PropertySourceOrigin map
				&& (map.getPropertySource() instanceof CommandLinePropertySource
						|| map.getPropertySource()
							.getName()
							.equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
						|| isEnvironment(map.getPropertySource().getName()))) ? origin.toString() : null;
	}

	static boolean isEnvironment(String propertySource) {
		return propertySource.equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
				|| propertySource.endsWith("-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
	}

}
