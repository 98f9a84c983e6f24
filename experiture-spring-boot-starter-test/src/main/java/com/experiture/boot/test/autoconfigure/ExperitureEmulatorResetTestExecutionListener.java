package com.experiture.boot.test.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

import com.experiture.client.ExperitureClient;
import com.experiture.client.writer.RecordWriter;
import com.experiture.emulator.ExperitureEmulator;

/**
 * Resets the emulators of the test's context and the adaptive limits of its clients, and
 * drains the writers, so that a test never sees records of another test. Resets before
 * each test method, since the application can write while it starts, and after it, so
 * that requests that a fault delays end with their test.
 */
final class ExperitureEmulatorResetTestExecutionListener extends AbstractTestExecutionListener {

	private static final Log logger = LogFactory.getLog(ExperitureEmulatorResetTestExecutionListener.class);

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		reset(testContext);
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		reset(testContext);
	}

	private static void reset(TestContext testContext) {
		if (!testContext.hasApplicationContext()) {
			return;
		}
		ApplicationContext context = testContext.getApplicationContext();
		// @PropertyMapping adds the attributes to the environment, including defaults.
		if (context.getEnvironment().getProperty("experiture.test.emulator.reset", Boolean.class, false)) {
			Collection<ExperitureEmulator> emulators = context.getBeansOfType(ExperitureEmulator.class, false, false)
				.values();
			emulators.forEach(ExperitureEmulator::reset);
			if (!emulators.isEmpty()) {
				forgetLimits(context);
				drainWriters(context);
				// Removes the records that the writers have sent while they were drained.
				emulators.forEach(ExperitureEmulator::reset);
			}
		}
	}

	// Clients that have not been created are not created here.
	private static void forgetLimits(ApplicationContext context) {
		existing(context, ExperitureClient.class).forEach(ExperitureClient::forgetLimits);
	}

	// After the reset there are no faults and pauses, so that only requests are awaited.
	private static void drainWriters(ApplicationContext context) {
		for (RecordWriter writer : existing(context, RecordWriter.class)) {
			try {
				writer.drain();
			}
			catch (RuntimeException ex) {
				logger.warn("Failed to drain a record writer before the reset of the emulator", ex);
			}
		}
	}

	private static <T> List<T> existing(ApplicationContext context, Class<T> type) {
		List<T> beans = new ArrayList<>();
		for (String name : context.getBeanNamesForType(type, false, false)) {
			if (context.getAutowireCapableBeanFactory() instanceof SingletonBeanRegistry singletons
					&& singletons.containsSingleton(name)) {
				beans.add(context.getBean(name, type));
			}
		}
		return beans;
	}

}
