package com.experiture.boot.autoconfigure;

import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Detects whether clients may be replaced, so that their settings are not required: by
 * mocks and spies of a test or by beans of the application.
 */
final class ClientReplacements {

	// Registered by Spring's test support if a test overrides any bean. A spy can only be
	// recognized after the bean has been created.
	private static final String BEAN_OVERRIDES = "org.springframework.test.context.bean.override.internalBeanOverrideRegistry";

	private final ConfigurableListableBeanFactory beanFactory;

	ClientReplacements(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return whether a test overrides beans.
	 */
	boolean byTest() {
		return this.beanFactory.containsSingleton(BEAN_OVERRIDES);
	}

	/**
	 * Return whether the application defines a client.
	 */
	boolean byApplication() {
		return ClientBeansRegistrar.types()
			.flatMap((type) -> Stream.of(this.beanFactory.getBeanNamesForType(type, true, false)))
			.anyMatch((name) -> !isAutoConfigured(name));
	}

	private boolean isAutoConfigured(String name) {
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getBeanDefinition(name);
		return name.startsWith("experiture") && definition.getFactoryMethodName() != null;
	}

}
