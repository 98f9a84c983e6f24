package com.experiture.boot.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.PlaceholderResolutionException;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;
import com.experiture.boot.autoconfigure.ExperitureConfigurations.ClientsConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConfigurations.ConnectionDetailsConfiguration;
import com.experiture.boot.autoconfigure.ExperitureConfigurations.FactoriesConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the Experiture client, the
 * clients of the API families and the record writer. Sends no request while the
 * application starts.
 */
@AutoConfiguration(after = { ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class })
@Conditional(ExperitureAutoConfiguration.OnEnabledCondition.class)
@EnableConfigurationProperties(ExperitureProperties.class)
@Import({ FactoriesConfiguration.class, ConnectionDetailsConfiguration.class, ClientsConfiguration.class })
public class ExperitureAutoConfiguration {

	/**
	 * Matches unless {@code experiture.enabled} is {@code false}. A value that is neither
	 * {@code true} nor {@code false}, such as a misspelt one, fails the start instead of
	 * silently disabling the client.
	 */
	static class OnEnabledCondition extends SpringBootCondition {

		private static final String PROPERTY = "experiture.enabled";

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Experiture");
			return isEnabled(context.getEnvironment()) ? ConditionOutcome.match(message.available(PROPERTY))
					: ConditionOutcome.noMatch(message.because(PROPERTY + " is false"));
		}

		// The cause contains the value, which can be a misplaced secret.
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

}
