package com.experiture.client;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application without Micrometer's meters has none of the jars that only they need. A
 * filtered class loader would not show what is missing: it leaves the client's classes to
 * its parent, which finds everything.
 */
class WithoutMetricsTests {

	private static final Pattern METRICS = Pattern.compile("micrometer-(core|registry-prometheus|tracing).*"
			+ "|resilience4j-(micrometer|bulkhead|circuitbreaker|timelimiter).*|HdrHistogram.*");

	@Test
	void runtimeHintsAreTheSame() throws Exception {
		assertThat(getWithoutMetrics(Hints.class)).isEqualTo(new Hints().get());
	}

	@Test
	void applicationIsProcessedAheadOfTimeAndStarts() throws Exception {
		assertThat(getWithoutMetrics(Application.class)).asInstanceOf(InstanceOfAssertFactories.iterable(String.class))
			.contains("experitureClient", "experitureHealthContributor", "experitureEndpoint")
			.doesNotContain("experitureMetricsClientCustomizer");
	}

	private static Object getWithoutMetrics(Class<? extends Supplier<?>> type) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = withoutMetrics()) {
			Thread.currentThread().setContextClassLoader(loader);
			assertThat(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", loader)).isFalse();
			return ((Supplier<?>) loader.loadClass(type.getName()).getConstructor().newInstance()).get();
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URLClassLoader withoutMetrics() {
		URL[] classPath = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
			.map(Path::of)
			.filter((entry) -> !METRICS.matcher(entry.getFileName().toString()).matches())
			.map(WithoutMetricsTests::url)
			.toArray(URL[]::new);
		return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
	}

	private static URL url(Path entry) {
		try {
			return entry.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The names of the types with hints but those of the meters, as this class's loader
	 * sees them.
	 */
	public static final class Hints implements Supplier<Set<String>> {

		@Override
		public Set<String> get() {
			RuntimeHints hints = new RuntimeHints();
			new ExperitureRuntimeHints().registerHints(hints, Hints.class.getClassLoader());
			Set<String> types = new TreeSet<>();
			hints.reflection().typeHints().forEach((hint) -> types.add(hint.getType().getName()));
			types.removeIf((name) -> name.contains(".micrometer."));
			return types;
		}

	}

	/**
	 * The names of the beans of an application, with everything that is on the class
	 * path.
	 */
	public static final class Application implements Supplier<List<String>> {

		@Override
		public List<String> get() {
			new ApplicationContextAotGenerator().processAheadOfTime(context(), new TestGenerationContext());
			try (GenericApplicationContext context = context()) {
				context.refresh();
				return List.of(context.getBeanDefinitionNames());
			}
		}

		private static GenericApplicationContext context() {
			AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
			TestPropertyValues
				.of("experiture.client-id=id", "experiture.client-secret=s3cr3t",
						"experiture.token-uri=https://auth.example.com/token",
						"management.endpoints.web.exposure.include=experiture")
				.applyTo(context);
			context.register(EverythingConfiguration.class);
			return context;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EverythingConfiguration {

	}

}
