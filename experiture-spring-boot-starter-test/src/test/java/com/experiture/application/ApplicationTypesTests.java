package com.experiture.application;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.util.ClassUtils;

import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;
import com.experiture.client.writer.RecordWriter;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Starts and closes whole applications of every type. Virtual threads are those of JDK 21
 * and later; before, the setting changes nothing.
 */
class ApplicationTypesTests {

	private static ExperitureEmulator emulator;

	@BeforeAll
	static void startEmulator() {
		emulator = ExperitureEmulator.start();
	}

	@AfterAll
	static void stopEmulator() {
		emulator.close();
	}

	@BeforeEach
	void reset() {
		emulator.reset();
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, true", "SERVLET, false", "REACTIVE, true", "REACTIVE, false", "NONE, true", "NONE, false" })
	void makesItsCallsAndClosesInTimeWithoutATrace(WebApplicationType type, boolean virtualThreads) throws Exception {
		Set<Thread> before = threads();
		Set<Thread> threads;
		ConfigurableApplicationContext context = start(type, virtualThreads);
		try {
			AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
			executor.submit(() -> context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "1")))
				.get(30, TimeUnit.SECONDS);
			context.getBean(ReactiveRecordsClient.class)
				.append("orders", Map.of("order_id", "2"))
				.block(Duration.ofSeconds(30));
			assertThat(emulator.count("orders")).isEqualTo(2);
			threads = threads();
			threads.removeAll(before);
			assertThat(threads).isNotEmpty();
		}
		finally {
			assertTimeoutPreemptively(Duration.ofSeconds(10), context::close);
		}
		for (Thread thread : threads) {
			thread.join(Duration.ofSeconds(10).toMillis());
			assertThat(thread.isAlive()).as(thread.getName()).isFalse();
		}
	}

	// Reactor's own threads are left out: whoever uses them first makes them, once for
	// the
	// whole JVM, so they can keep the first class loader of any reactive application.
	@Test
	void noThreadOfTheClientKeepsTheClassLoaderOfARestartedApplication() throws Exception {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		try (RestartedClassLoader restarted = new RestartedClassLoader()) {
			Thread launcher = new Thread(() -> {
				Class<?> application = ClassUtils.resolveClassName(Application.class.getName(), restarted);
				try (ConfigurableApplicationContext context = start(application, WebApplicationType.NONE, false)) {
					assertThat(context.getClassLoader()).isSameAs(restarted);
					assertThat(context.getBean(application).getClass()).isNotEqualTo(Application.class);
					context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "1"));
					context.getBean(RecordWriter.class).append("orders", Map.of("order_id", "2")).join();
				}
			}, "restartedMain");
			launcher.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
			launcher.setContextClassLoader(restarted);
			launcher.start();
			launcher.join(Duration.ofMinutes(1).toMillis());
			assertThat(launcher.isAlive()).isFalse();
			assertThat(failure).hasNullValue();
			assertThat(emulator.count("orders")).isEqualTo(2);
			for (Thread thread : Thread.getAllStackTraces().keySet()) {
				if (thread.getContextClassLoader() == restarted
						&& !thread.getName().matches("(parallel|boundedElastic|single)-.*")) {
					thread.join(Duration.ofSeconds(10).toMillis());
					assertThat(thread.isAlive()).as(thread.getName()).isFalse();
				}
			}
		}
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, boolean virtualThreads) {
		return start(Application.class, type, virtualThreads);
	}

	private static ConfigurableApplicationContext start(Class<?> application, WebApplicationType type,
			boolean virtualThreads) {
		return new SpringApplicationBuilder(application).web(type)
			.properties("server.port=0", "spring.threads.virtual.enabled=" + virtualThreads,
					"experiture.base-url=" + emulator.baseUrl(), "experiture.token-uri=" + emulator.tokenUri(),
					"experiture.client-id=" + emulator.clientId(),
					"experiture.client-secret=" + emulator.clientSecret())
			.run();
	}

	// Those that carry the connections, the application's or the client's own
	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().matches("(experiture|reactor-http|webflux-http).*"))
			.collect(Collectors.toSet());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * As that of Spring Boot's developer tools: it defines the application's own classes
	 * and leaves those of libraries to its parent.
	 */
	private static final class RestartedClassLoader extends URLClassLoader {

		RestartedClassLoader() {
			super(new URL[] { Application.class.getProtectionDomain().getCodeSource().getLocation() },
					ApplicationTypesTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.equals(Application.class.getName())) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

}
