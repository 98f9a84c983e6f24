package com.experiture.boot.autoconfigure;

import java.lang.reflect.Method;
import java.util.List;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ReactiveExperitureClient;
import com.experiture.client.call.ApiFamily;
import com.experiture.client.writer.RecordWriter;

/**
 * Registers the clients of the named workspaces, each with the name of its workspace as
 * qualifier. The definitions consist of nothing but factory methods, so that they pass
 * AOT processing.
 */
final class WorkspacesRegistrar implements ImportBeanDefinitionRegistrar {

	static final String FACTORY = "experitureClientFactory";

	private final Environment environment;

	private final ConfigurableListableBeanFactory beanFactory;

	WorkspacesRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		Workspaces workspaces = Workspaces.of(this.environment, this.beanFactory);
		workspaces.enabled().forEach((workspace) -> new Registration(workspaces, workspace, registry).run());
	}

	private final class Registration {

		private final Workspaces workspaces;

		private final String workspace;

		private final WorkspaceBeans beans;

		private final BeanDefinitionRegistry registry;

		private Registration(Workspaces workspaces, String workspace, BeanDefinitionRegistry registry) {
			this.workspaces = workspaces;
			this.workspace = workspace;
			this.beans = new WorkspaceBeans(WorkspacesRegistrar.this.beanFactory, workspaces);
			this.registry = registry;
		}

		private void run() {
			RootBeanDefinition definition = definition(ExperitureClient.class, FACTORY, "create");
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, this.workspace);
			definition.setDestroyMethodName("close");
			String client = register("experitureClient", ExperitureClient.class, definition);
			RootBeanDefinition writer = definition(RecordWriter.class, FACTORY, "writer");
			writer.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference(client));
			writer.setDestroyMethodName("close");
			registerMember(register("experitureRecordWriter", RecordWriter.class, writer), RecordWriter.class,
					"reactive");
			String reactive = registerMember(client, ExperitureClient.class, "reactive");
			for (ApiFamily family : ApiFamily.values()) {
				if (family != ApiFamily.OTHER) {
					registerMember(client, ExperitureClient.class, family.id());
					registerMember(reactive, ReactiveExperitureClient.class, family.id());
				}
			}
		}

		private String registerMember(String owner, Class<?> ownerType, String member) {
			Method method = ReflectionUtils.findMethod(ownerType, member);
			Assert.state(method != null, () -> ownerType.getSimpleName() + " has no method " + member);
			Class<?> type = method.getReturnType();
			return register("experiture" + type.getSimpleName(), type, definition(type, owner, member));
		}

		private RootBeanDefinition definition(Class<?> type, String factoryBean, String factoryMethod) {
			RootBeanDefinition definition = new RootBeanDefinition();
			definition.setTargetType(type);
			definition.setFactoryBeanName(factoryBean);
			definition.setFactoryMethodName(factoryMethod);
			definition.setLazyInit(type != ExperitureClient.class);
			definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, this.workspace));
			// What is injected without a qualifier is the application's own or the
			// default's.
			definition.setDefaultCandidate(!this.workspaces.hasDefault()
					&& this.beans.names(type, ExperitureClient.DEFAULT_WORKSPACE).isEmpty());
			return definition;
		}

		private String register(String name, Class<?> type, RootBeanDefinition definition) {
			List<String> own = this.beans.names(type, this.workspace);
			if (!own.isEmpty()) {
				return own.get(0);
			}
			String qualifiedName = name + "." + this.workspace;
			this.registry.registerBeanDefinition(qualifiedName, definition);
			return qualifiedName;
		}

	}

}
