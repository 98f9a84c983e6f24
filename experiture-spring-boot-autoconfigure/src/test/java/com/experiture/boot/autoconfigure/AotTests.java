package com.experiture.boot.autoconfigure;

import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import com.experiture.client.ExperitureClient;
import com.experiture.client.ExperitureClients;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for ahead-of-time processing.
 */
@CompileWithForkedClassLoader
class AotTests {

	@Test
	void createsClientOfDefaultWorkspace() {
		process(Map.of("experiture.client-id", "id", "experiture.token-uri", "https://auth.example.com/token"),
				Map.of("experiture.client-id", "id", "experiture.client-secret", "s3cr3t", "experiture.token-uri",
						"https://auth.example.com/token"),
				(context) -> {
					assertThat(context.getBean(ExperitureClient.class).workspace()).isEqualTo("default");
					assertThat(context.getBean(RecordsClient.class))
						.isSameAs(context.getBean(ExperitureClient.class).records());
				});
	}

	@Test
	void readsSettingsOfWorkspacesOnStart() {
		process(Map.of("experiture.workspaces.eu.client-id", "build", "experiture.workspaces.us.client-id", "build"),
				Map.of("experiture.workspaces.eu.client-id", "id", "experiture.workspaces.us.client-id", "id",
						"experiture.client-secret", "s3cr3t", "experiture.token-uri", "https://auth.example.com/token"),
				(context) -> {
					ExperitureClients clients = context.getBean(ExperitureClients.class);
					assertThat(clients.workspaces()).containsExactlyInAnyOrder("eu", "us");
					assertThat(BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
							ExperitureClient.class, "eu"))
						.isSameAs(clients.get("eu"));
					assertThat(BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
							ReactiveRecordsClient.class, "us"))
						.isSameAs(clients.get("us").reactive().records());
				});
	}

	private static void process(Map<String, Object> build, Map<String, Object> start,
			Consumer<GenericApplicationContext> test) {
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.getEnvironment().getPropertySources().addFirst(new MapPropertySource("build", build));
		source.register(WebClientAutoConfiguration.class, ExperitureAutoConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		generation.writeGeneratedContent();
		assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(ExperitureProperties.class, "setClientSecret"))
			.accepts(generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(ExperitureProperties.RateLimit.class, "setPermits"))
			.accepts(generation.getRuntimeHints());
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("start", start));
			initializer(compiled.getInstance(ApplicationContextInitializer.class)).initialize(context);
			try (context) {
				context.refresh();
				test.accept(context);
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(
			ApplicationContextInitializer<?> initializer) {
		return (ApplicationContextInitializer<GenericApplicationContext>) initializer;
	}

}
