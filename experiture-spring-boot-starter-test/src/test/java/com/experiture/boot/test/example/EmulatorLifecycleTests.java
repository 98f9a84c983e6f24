package com.experiture.boot.test.example;

import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContextManager;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.test.autoconfigure.AutoConfigureExperitureEmulator;
import com.experiture.client.ExperitureClient;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.error.RateLimitedException;
import com.experiture.client.records.ReactiveRecordsClient;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the lifecycle of the emulator of a test. Calls the test context itself, so
 * that the order is deterministic.
 */
class EmulatorLifecycleTests {

	private TestContextManager manager = new TestContextManager(First.class);

	@AfterEach
	void closeContext() {
		this.manager.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
	}

	@Test
	void sharesEmulatorBetweenTestClassesWithSameContext() throws Exception {
		First first = prepared(First.class);
		assertThat(prepared(Second.class).emulator).isSameAs(first.emulator);
	}

	@Test
	void stopsEmulatorWithContext() throws Exception {
		URI address = prepared(First.class).emulator.baseUrl();
		new Socket(address.getHost(), address.getPort()).close();
		closeContext();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket(address.getHost(), address.getPort()));
	}

	@Test
	void resetsEmulatorBeforeAndAfterEachTest() throws Exception {
		First test = prepared(First.class);
		assertThat(test.emulator.records("orders")).as("written while the application started").hasSize(1);
		this.manager.beforeTestMethod(test, method());
		assertThat(test.emulator.records("orders")).isEmpty();
		test.feed.write("o-1");
		assertThat(test.emulator.records("orders")).hasSize(1);
		this.manager.afterTestMethod(test, method(), null);
		assertThat(test.emulator.records("orders")).isEmpty();
	}

	@Test
	void endsPauseAfterTest() throws Exception {
		First test = prepared(First.class);
		ReactiveRecordsClient impatient = test.client.reactive()
			.records()
			.with(CallOptions.builder().timeout(Duration.ofSeconds(10)).build());
		this.manager.beforeTestMethod(test, method());
		test.emulator.faults().on(EndpointClass.SINGLE_WRITE).times(1).rateLimit("30");
		assertThatExceptionOfType(RateLimitedException.class)
			.isThrownBy(() -> impatient.append("orders", Map.of("order_id", "o-1")).block());
		this.manager.afterTestMethod(test, method(), null);
		this.manager.beforeTestMethod(test, method());
		impatient.append("orders", Map.of("order_id", "o-2")).block();
		assertThat(test.emulator.requestCount(Endpoint.RECORDS_APPEND)).isEqualTo(1);
	}

	@Test
	void keepsEmulatorStateIfResetIsDisabled() throws Exception {
		WithoutReset test = prepared(WithoutReset.class);
		this.manager.beforeTestMethod(test, method());
		this.manager.afterTestMethod(test, method(), null);
		assertThat(test.emulator.record("orders", "order_id", "startup")).isPresent();
	}

	@Test
	void doesNotResetEmulatorOutsideTheContext() throws Exception {
		OwnEmulator test = prepared(OwnEmulator.class);
		test.emulator.insert("orders", Map.of("order_id", "o-1"));
		this.manager.beforeTestMethod(test, method());
		assertThat(test.emulator.records("orders")).hasSize(1);
	}

	private <T extends Base> T prepared(Class<T> type) throws Exception {
		T test = type.getDeclaredConstructor().newInstance();
		this.manager = new TestContextManager(type);
		this.manager.prepareTestInstance(test);
		return test;
	}

	private static Method method() throws NoSuchMethodException {
		return Base.class.getDeclaredMethod("test");
	}

	abstract static class Base {

		@Autowired
		ExperitureEmulator emulator;

		@Autowired
		ExampleFeed feed;

		@Autowired
		ExperitureClient client;

		void test() {
		}

	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE)
	@AutoConfigureExperitureEmulator
	static class First extends Base {

	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE)
	@AutoConfigureExperitureEmulator
	static class Second extends Base {

	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE)
	@AutoConfigureExperitureEmulator(reset = false)
	static class WithoutReset extends Base {

	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE,
			properties = { "experiture.token-uri=https://auth.example.com/token", "experiture.client-id=id",
					"experiture.client-secret=secret", "experiture.retry.max-attempts=1" },
			classes = { ExampleFeed.class, ExperitureAutoConfiguration.class, OwnEmulator.Configuration.class })
	static class OwnEmulator extends Base {

		@TestConfiguration(proxyBeanMethods = false)
		static class Configuration {

			@Bean
			ExperitureEmulator ownEmulator() {
				return ExperitureEmulator.start();
			}

		}

	}

}
