package com.experiture.boot.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StreamUtils;

/**
 * The known properties below {@code experiture}: those in the configuration metadata of
 * any module, and those of the application's {@code @ConfigurationProperties} classes.
 */
final class KnownProperties {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final String ROOT = "experiture.";

	private static final String WORKSPACES = "experiture.workspaces.";

	// Prefixes that are often mistaken for a group of the client's properties
	private static final Set<String> GROUPS = Set.of("client", "api", "http", "oauth2", "oauth", "auth", "security",
			"connection", "server", "rest", "web-client", "webclient", "workspace");

	// All names with one of these prefixes are known.
	private final Set<String> prefixes = new HashSet<>();

	private final Set<String> names = new HashSet<>();

	// In kebab case, without 'experiture.'
	private final Set<String> candidates = new TreeSet<>();

	private boolean shared;

	private KnownProperties() {
	}

	/**
	 * Collect the known properties.
	 * @param beanFactory contains the application's configuration properties
	 * @param read the properties that the client reads
	 */
	static KnownProperties of(ConfigurableListableBeanFactory beanFactory, Set<ConfigurationPropertyName> read) {
		KnownProperties known = new KnownProperties();
		read.forEach((name) -> known.candidates.add(relative(name)));
		known.readMetadata(beanFactory.getBeanClassLoader());
		for (String bean : beanFactory.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			ConfigurationProperties bound = beanFactory.findAnnotationOnBean(bean, ConfigurationProperties.class);
			if (bound != null && bound.prefix().startsWith(ROOT)) {
				known.prefixes.add(uniform(bound.prefix()));
			}
			known.shared |= bound != null && ROOT.equals(bound.prefix() + ".")
					&& beanFactory.getType(bean) != ExperitureProperties.class;
		}
		known.candidates.remove("");
		return known;
	}

	private void readMetadata(@Nullable ClassLoader classLoader) {
		ClassLoader used = (classLoader != null) ? classLoader : KnownProperties.class.getClassLoader();
		try {
			for (URL resource : Collections.list(used.getResources(METADATA))) {
				String json;
				try (var input = resource.openStream()) {
					json = StreamUtils.copyToString(input, StandardCharsets.UTF_8);
				}
				if (json.contains('"' + ROOT)) {
					add(new JsonMapper().readTree(json));
				}
			}
		}
		catch (IOException | JacksonException ex) {
			throw new IllegalStateException("The configuration metadata on the class path cannot be read", ex);
		}
	}

	private void add(JsonNode metadata) {
		List<String> properties = names(metadata.path("properties")).toList();
		for (JsonNode property : metadata.path("properties").values()) {
			String name = property.path("name").asString("");
			if (name.startsWith(ROOT)) {
				this.names.add(uniform(name));
				this.candidates.add(name.substring(ROOT.length()));
				// The keys of a map are free, unless the client reads them.
				String type = property.path("type").asString("");
				if ((type.startsWith("java.util.") || type.endsWith("[]")) && !name.startsWith(WORKSPACES)
						&& !property.path("sourceType").asString("").equals(ExperitureProperties.class.getName())) {
					this.prefixes.add(uniform(name));
				}
			}
		}
		// A group without properties belongs to a module that is not on the class path.
		names(metadata.path("groups")).filter((group) -> group.startsWith(ROOT))
			.filter((group) -> properties.stream().noneMatch((property) -> property.startsWith(group + ".")))
			.forEach((group) -> this.prefixes.add(uniform(group)));
	}

	private static Stream<String> names(JsonNode nodes) {
		return nodes.valueStream().map((node) -> node.path("name").asString(""));
	}

	/**
	 * Return whether a property is known.
	 * @param name its name
	 * @param inEnvironment whether it is an environment variable, which has no hyphens
	 * and no dots
	 */
	boolean isRead(ConfigurationPropertyName name, boolean inEnvironment) {
		if (inEnvironment) {
			String text = withoutSeparators(name.toString());
			return this.names.stream().anyMatch((known) -> withoutSeparators(known).equals(text))
					|| this.prefixes.stream().anyMatch((prefix) -> text.startsWith(withoutSeparators(prefix)));
		}
		String text = uniform(name.toString());
		return this.names.contains(text) || this.prefixes.stream()
			.anyMatch(
					(prefix) -> text.equals(prefix) || text.startsWith(prefix + ".") || text.startsWith(prefix + "["));
	}

	/**
	 * Return the known property that is most similar.
	 * @return its name, or {@code null} if none is similar
	 */
	@Nullable String similar(ConfigurationPropertyName name) {
		String relative = relative(name);
		String text = withoutSeparators(relative);
		int tolerance = Math.max(1, Math.min(3, text.length() / 4));
		String prefix = name.toString().substring(0, name.toString().length() - relative.length());
		return this.candidates.stream()
			.filter((candidate) -> EditDistance.between(text, withoutSeparators(candidate)) <= tolerance)
			.min(Comparator.comparingInt((candidate) -> EditDistance.between(text, withoutSeparators(candidate))))
			.or(() -> misplaced(relative))
			.map((candidate) -> prefix + candidate)
			.orElse(null);
	}

	/**
	 * Return whether a class of the application is bound to {@code experiture} itself, so
	 * that it can read any property.
	 */
	boolean isShared() {
		return this.shared;
	}

	/**
	 * Return whether a property is certainly a mistake: it differs from a known one in a
	 * few letters, or has the name of one in another group of the client. Other
	 * properties can belong to the application, such as
	 * {@code experiture.export.batch-size}.
	 */
	boolean isMistake(ConfigurationPropertyName name, String similar) {
		String relative = relative(name);
		if (similar.startsWith(WORKSPACES) != name.toString().startsWith(WORKSPACES)
				|| similar.equals("experiture.workspaces")) {
			return false;
		}
		int dot = relative.indexOf('.');
		boolean misplaced = !withoutSeparators(last(relative)).equals(withoutSeparators(relative))
				&& EditDistance.between(withoutSeparators(relative), withoutSeparators(relative(similar))) > 3;
		String group = (dot > 0) ? relative.substring(0, dot) : "";
		return !misplaced || GROUPS.contains(group)
				|| this.candidates.stream().anyMatch((candidate) -> candidate.startsWith(group + "."));
	}

	private static String relative(String property) {
		return relative(ConfigurationPropertyName.of(property));
	}

	// A name of one word is too common to be a mistake.
	private Optional<String> misplaced(String relative) {
		String last = withoutSeparators(last(relative));
		return this.candidates.stream()
			.filter((candidate) -> last(candidate).contains("-"))
			.filter((candidate) -> EditDistance.between(last, withoutSeparators(last(candidate))) <= 1)
			.findFirst();
	}

	private static String last(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	private static String relative(ConfigurationPropertyName name) {
		boolean ofWorkspace = name.toString().startsWith(WORKSPACES) && name.getNumberOfElements() > 3;
		int depth = ofWorkspace ? 3 : 1;
		return (name.getNumberOfElements() > depth) ? name.subName(depth).toString() : "";
	}

	private static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Return a name as environment variables are compared: in lower case, without dots
	 * and hyphens.
	 */
	static String withoutSeparators(String name) {
		return name.chars()
			.filter(Character::isLetterOrDigit)
			.mapToObj((c) -> String.valueOf((char) c))
			.collect(Collectors.joining())
			.toLowerCase(Locale.ROOT);
	}

}
