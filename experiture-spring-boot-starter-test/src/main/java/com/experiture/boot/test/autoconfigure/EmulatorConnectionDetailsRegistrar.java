package com.experiture.boot.test.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import com.experiture.boot.autoconfigure.CredentialsSupplier;
import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.client.ExperitureClient;

/**
 * Registers the {@link EmulatorConnectionDetails} of every workspace that the application
 * has. They are primary: the application's own lead to the real service. There is no
 * default workspace in a test where the application has none.
 */
final class EmulatorConnectionDetailsRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	EmulatorConnectionDetailsRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = (ListableBeanFactory) beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		Set<String> workspaces = Binder.get(this.environment)
			.bind("experiture.workspaces", Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of)
			.keySet();
		boolean hasDefault = workspaces.isEmpty() || this.environment.containsProperty("experiture.client-id")
				|| Stream.of(ExperitureClient.class, ExperitureConnectionDetails.class, CredentialsSupplier.class)
					.anyMatch((type) -> hasUnqualifiedBean(type, workspaces));
		if (hasDefault) {
			registry.registerBeanDefinition("emulatorExperitureConnectionDetails", definition());
		}
		for (String workspace : workspaces) {
			RootBeanDefinition definition = definition();
			definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, workspace));
			registry.registerBeanDefinition("emulatorExperitureConnectionDetails-" + workspace, definition);
		}
	}

	private boolean hasUnqualifiedBean(Class<?> type, Set<String> workspaces) {
		return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false))
			.anyMatch((name) -> workspaces.stream()
				.noneMatch((workspace) -> BeanFactoryAnnotationUtils.isQualifierMatch(workspace::equals, name,
						this.beanFactory)));
	}

	private static RootBeanDefinition definition() {
		RootBeanDefinition definition = new RootBeanDefinition(EmulatorConnectionDetails.class);
		definition.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.setPrimary(true);
		return definition;
	}

}
