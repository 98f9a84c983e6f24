package com.experiture.application;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.client.records.RecordsClient;
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

	@Test
	void noThreadOfTheClientKeepsTheClassLoaderOfARestartedApplication() throws Exception {
		ClassLoader restarted = new URLClassLoader(new URL[0], ApplicationTypesTests.class.getClassLoader());
		Thread launcher = new Thread(() -> {
			ConfigurableApplicationContext context = start(WebApplicationType.NONE, false);
			try (context) {
				context.getBean(RecordsClient.class).append("orders", Map.of("order_id", "1"));
			}
		}, "restartedMain");
		launcher.setContextClassLoader(restarted);
		launcher.start();
		launcher.join(Duration.ofMinutes(1).toMillis());
		assertThat(launcher.isAlive()).isFalse();
		assertThat(emulator.count("orders")).isOne();
		for (Thread thread : threads()) {
			if (thread.getContextClassLoader() == restarted) {
				thread.join(Duration.ofSeconds(10).toMillis());
				assertThat(thread.isAlive()).as(thread.getName()).isFalse();
			}
		}
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, boolean virtualThreads) {
		return new SpringApplicationBuilder(Application.class).web(type)
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

}
