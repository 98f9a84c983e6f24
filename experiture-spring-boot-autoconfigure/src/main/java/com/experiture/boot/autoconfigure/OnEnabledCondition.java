package com.experiture.boot.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.PlaceholderResolutionException;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;

/**
 * Matches unless {@code experiture.enabled} is {@code false}. Any other value that is not
 * {@code true}, such as a misspelt one, stops the start instead of leaving the client out
 * without a word.
 */
class OnEnabledCondition extends SpringBootCondition {

	private static final String PROPERTY = "experiture.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Experiture");
		return isEnabled(context.getEnvironment()) ? ConditionOutcome.match(message.available(PROPERTY))
				: ConditionOutcome.noMatch(message.because(PROPERTY + " is false"));
	}

	// The cause would show the value, which can be a secret at the wrong place.
	private static boolean isEnabled(Environment environment) {
		try {
			return Binder.get(environment).bind(PROPERTY, Boolean.class).orElse(true);
		}
		catch (BindException | PlaceholderResolutionException ex) {
			throw new ExperitureConfigurationException(List.of(new Problem(PROPERTY, "is neither true nor false",
					"true or false", new PropertyOrigins(environment).of(PROPERTY))));
		}
	}

}
