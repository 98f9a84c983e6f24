package com.experiture.boot.autoconfigure;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

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
import org.springframework.util.StringUtils;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ReactiveExperitureClient;
import com.experiture.client.call.ApiFamily;
import com.experiture.client.writer.RecordWriter;

/**
 * Registers the beans of every workspace: its client, the clients of the API families and
 * its record writer, each blocking and reactive. A bean of the application replaces the
 * one of the same type. The beans of a named workspace have its name as qualifier.
 * <p>
 * A definition consists of a factory method only, so that it passes AOT processing.
 */
final class ClientBeansRegistrar implements ImportBeanDefinitionRegistrar {

	static final String CLIENT_FACTORY = "experitureClientFactory";

	static final String WRITER_FACTORY = "experitureRecordWriterFactory";

	// An owner comes before what it provides.
	private static final List<Provided> PROVIDED = provided();

	private final Environment environment;

	private final ConfigurableListableBeanFactory beanFactory;

	ClientBeansRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	/**
	 * Return the types of the beans that every workspace has.
	 */
	static Stream<Class<?>> types() {
		return Stream.concat(Stream.of(ExperitureClient.class, RecordWriter.class),
				PROVIDED.stream().map(Provided::type));
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		Workspaces workspaces = Workspaces.of(this.environment, this.beanFactory);
		WorkspaceBeans beans = new WorkspaceBeans(this.beanFactory, workspaces.configured());
		for (String workspace : workspaces.enabled()) {
			new Registration(workspace, workspaces, beans, registry).run();
		}
		new Registration(ExperitureClient.DEFAULT_WORKSPACE, workspaces, beans, registry).run();
	}

	private static List<Provided> provided() {
		List<Provided> provided = new ArrayList<>();
		provided.add(Provided.by(RecordWriter.class, "reactive"));
		provided.add(Provided.by(ExperitureClient.class, "reactive"));
		for (ApiFamily family : ApiFamily.values()) {
			if (family != ApiFamily.OTHER) {
				provided.add(Provided.by(ExperitureClient.class, family.id()));
				provided.add(Provided.by(ReactiveExperitureClient.class, family.id()));
			}
		}
		return List.copyOf(provided);
	}

	/**
	 * A bean that a method of another bean returns.
	 */
	private record Provided(Class<?> owner, String method, Class<?> type) {

		static Provided by(Class<?> owner, String name) {
			Method method = ReflectionUtils.findMethod(owner, name);
			Assert.state(method != null, () -> owner.getSimpleName() + " has no method " + name);
			return new Provided(owner, name, method.getReturnType());
		}

	}

	private static final class Registration {

		private final String workspace;

		private final boolean isDefault;

		private final boolean hasDefault;

		private final WorkspaceBeans beans;

		private final BeanDefinitionRegistry registry;

		// By type; without the types that have several beans or none
		private final Map<Class<?>, String> names = new HashMap<>();

		private Registration(String workspace, Workspaces workspaces, WorkspaceBeans beans,
				BeanDefinitionRegistry registry) {
			this.workspace = workspace;
			this.isDefault = workspace.equals(ExperitureClient.DEFAULT_WORKSPACE);
			this.hasDefault = workspaces.hasDefault();
			this.beans = beans;
			this.registry = registry;
		}

		private void run() {
			register(ExperitureClient.class, (!this.isDefault || this.hasDefault) ? client() : null);
			register(RecordWriter.class, writer(this.names.get(ExperitureClient.class)));
			for (Provided provided : PROVIDED) {
				String owner = this.names.get(provided.owner());
				register(provided.type(),
						(owner != null) ? definition(provided.type(), owner, provided.method()) : null);
			}
		}

		private RootBeanDefinition client() {
			RootBeanDefinition definition = definition(ExperitureClient.class, CLIENT_FACTORY, "create");
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, this.workspace);
			definition.setDestroyMethodName("close");
			return definition;
		}

		private @Nullable RootBeanDefinition writer(@Nullable String client) {
			if (client == null) {
				return null;
			}
			RootBeanDefinition definition = definition(RecordWriter.class, WRITER_FACTORY, "create");
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference(client));
			definition.setDestroyMethodName("close");
			return definition;
		}

		private RootBeanDefinition definition(Class<?> type, String factoryBean, String factoryMethod) {
			RootBeanDefinition definition = new RootBeanDefinition();
			definition.setTargetType(type);
			definition.setFactoryBeanName(factoryBean);
			definition.setFactoryMethodName(factoryMethod);
			// An application that starts creates only what it injects.
			definition.setLazyInit(type != ExperitureClient.class);
			if (!this.isDefault) {
				definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, this.workspace));
				// An injection point without a qualifier gets the application's own bean
				// or that of the default workspace.
				definition.setDefaultCandidate(
						!this.hasDefault && this.beans.names(type, ExperitureClient.DEFAULT_WORKSPACE).isEmpty());
			}
			return definition;
		}

		private void register(Class<?> type, @Nullable RootBeanDefinition definition) {
			List<String> own = this.isDefault ? this.beans.candidates(type) : this.beans.names(type, this.workspace);
			String name = this.beans.single(own);
			if (own.isEmpty() && definition != null) {
				name = name(type);
				this.registry.registerBeanDefinition(name, definition);
			}
			if (name != null) {
				this.names.put(type, name);
			}
		}

		private String name(Class<?> type) {
			String name = type.getSimpleName();
			String prefixed = name.startsWith("Experiture") ? StringUtils.uncapitalize(name) : "experiture" + name;
			return this.isDefault ? prefixed : prefixed + "." + this.workspace;
		}

	}

}
