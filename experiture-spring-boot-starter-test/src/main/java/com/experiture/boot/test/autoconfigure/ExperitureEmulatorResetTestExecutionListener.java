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
 * Resets the emulators of the test's context and what its clients learned from them, and
 * drains the writers in between, so that no record of one test arrives in another one:
 * before each test, since the application itself may have written while it started, and
 * after it, so that requests that a fault still holds back end with the test that wanted
 * them.
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
		// The annotation puts its attributes into the environment, defaults included.
		if (context.getEnvironment().getProperty("experiture.test.emulator.reset", Boolean.class, false)) {
			Collection<ExperitureEmulator> emulators = context.getBeansOfType(ExperitureEmulator.class, false, false)
				.values();
			emulators.forEach(ExperitureEmulator::reset);
			if (!emulators.isEmpty()) {
				forgetLimits(context);
				drainWriters(context);
				// What the writers had still to send belongs to no other test either.
				emulators.forEach(ExperitureEmulator::reset);
			}
		}
	}

	// A client that is not in use yet is not made for it.
	private static void forgetLimits(ApplicationContext context) {
		existing(context, ExperitureClient.class).forEach(ExperitureClient::forgetLimits);
	}

	// Without faults and pauses there is nothing left to wait for but the requests.
	private static void drainWriters(ApplicationContext context) {
		for (RecordWriter writer : existing(context, RecordWriter.class)) {
			try {
				writer.drain();
			}
			catch (RuntimeException ex) {
				logger.warn("A record writer could not be drained before the emulator was reset", ex);
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
