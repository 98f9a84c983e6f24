package com.experiture.boot.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;

/**
 * Rejects durations without a unit, and keeps values out of binding failures: any text
 * can be a misplaced secret.
 */
class StrictBinding implements ConfigurationPropertiesBindHandlerAdvisor {

	// ConnectionCheck and ExperitureSettings report all of them together.
	private static final String UNRESOLVED = "${}";

	/** Leaves unresolved texts to the checks of the settings. */
	static final BindHandler UNRESOLVED_TEXTS = new AbstractBindHandler() {

		@Override
		public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Exception error) throws Exception {
			return isText(target) ? UNRESOLVED : super.onFailure(name, target, context, error);
		}

	};

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("experiture");

	private final Environment environment;

	StrictBinding(Environment environment) {
		this.environment = environment;
	}

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new StrictBindHandler(bindHandler);
	}

	private final class StrictBindHandler extends AbstractBindHandler {

		private boolean active;

		private StrictBindHandler(BindHandler parent) {
			super(parent);
		}

		@Override
		public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
				BindContext context) {
			if (name.equals(ROOT)) {
				this.active = target.getType().resolve(Object.class) == ExperitureProperties.class;
			}
			return super.onStart(name, target, context);
		}

		@Override
		public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			if (isChecked(name) && result instanceof Duration time && !time.isZero() && hasNoUnit(context)) {
				throw failure(context, new Problem(name.toString(), "has no unit, which would mean milliseconds",
						"a time with its unit, such as 30s or 500ms"));
			}
			return super.onSuccess(name, target, context, result);
		}

		@Override
		public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Exception error) throws Exception {
			if (!isChecked(name) || isReported(error)) {
				return super.onFailure(name, target, context, error);
			}
			if (isText(target)) {
				return UNRESOLVED;
			}
			throw failure(context, new Problem(name.toString(), "cannot be read", expected(target.getType())));
		}

		private boolean isChecked(ConfigurationPropertyName name) {
			return this.active && (ROOT.equals(name) || ROOT.isAncestorOf(name));
		}

		private static boolean isReported(@Nullable Throwable error) {
			return error instanceof ExperitureConfigurationException || (error != null && isReported(error.getCause()));
		}

		private boolean hasNoUnit(BindContext context) {
			ConfigurationProperty property = context.getConfigurationProperty();
			return property != null
					&& StrictBinding.this.environment.resolvePlaceholders(String.valueOf(property.getValue()))
						.strip()
						.matches("[+-]?\\d+");
		}

	}

	private static boolean isText(Bindable<?> target) {
		return target.getType().resolve(Object.class) == String.class;
	}

	private ExperitureConfigurationException failure(BindContext context, Problem problem) {
		ConfigurationProperty property = context.getConfigurationProperty();
		String origin = (property != null) ? PropertyOrigins.text(property.getOrigin()) : null;
		return new ExperitureConfigurationException(
				List.of(new Problem(problem.subject(), problem.reason(), problem.remedy(), origin)));
	}

	private static String expected(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		if (resolved == Duration.class) {
			return "a time with its unit, such as 30s";
		}
		if (resolved == DataSize.class) {
			return "a size with its unit, such as 16MB";
		}
		if (resolved == Boolean.class || resolved == boolean.class) {
			return "true or false";
		}
		if (resolved.isEnum()) {
			return "one of " + constants(resolved);
		}
		if (Map.class.isAssignableFrom(resolved)) {
			Class<?> key = type.asMap().getGeneric(0).resolve(Object.class);
			return "properties below " + (key.isEnum() ? "one of " + constants(key) : "a name of your choice");
		}
		return Number.class.isAssignableFrom(resolved) || resolved.isPrimitive() ? "a whole number"
				: "the properties below it";
	}

	private static String constants(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.collect(Collectors.joining(", "));
	}

}
