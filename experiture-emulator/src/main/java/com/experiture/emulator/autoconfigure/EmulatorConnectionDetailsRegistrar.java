package com.experiture.emulator.autoconfigure;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import com.experiture.boot.autoconfigure.Workspaces;

/**
 * Registers {@link EmulatorConnectionDetails} for each workspace of the application. They
 * are primary, since connection details of the application connect to the real service.
 */
final class EmulatorConnectionDetailsRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final ConfigurableListableBeanFactory beanFactory;

	EmulatorConnectionDetailsRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		Workspaces workspaces = Workspaces.of(this.environment, this.beanFactory);
		if (workspaces.hasDefault()) {
			registry.registerBeanDefinition("emulatorExperitureConnectionDetails", definition());
		}
		for (String workspace : workspaces.enabled()) {
			RootBeanDefinition definition = definition();
			definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, workspace));
			registry.registerBeanDefinition("emulatorExperitureConnectionDetails-" + workspace, definition);
		}
	}

	private static RootBeanDefinition definition() {
		RootBeanDefinition definition = new RootBeanDefinition(EmulatorConnectionDetails.class);
		definition.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.setPrimary(true);
		return definition;
	}

}
