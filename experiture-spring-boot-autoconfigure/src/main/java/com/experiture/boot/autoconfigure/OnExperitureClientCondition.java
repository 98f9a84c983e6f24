package com.experiture.boot.autoconfigure;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

import com.experiture.client.ExperitureClient;

/**
 * Matches if there is a client of any workspace.
 */
final class OnExperitureClientCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "Beans can only be registered with a bean factory");
		String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, ExperitureClient.class, true,
				false);
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnExperitureClient.class);
		return (names.length > 0) ? ConditionOutcome.match(message.found("client", "clients").items((Object[]) names))
				: ConditionOutcome.noMatch(message.didNotFind("client").atAll());
	}

}
