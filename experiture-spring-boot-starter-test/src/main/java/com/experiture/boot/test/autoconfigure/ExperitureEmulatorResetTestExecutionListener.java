package com.experiture.boot.test.autoconfigure;

import java.util.Collection;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

import com.experiture.client.ExperitureClient;
import com.experiture.emulator.ExperitureEmulator;

/**
 * Resets the emulators of the test's context and what its clients learned from them:
 * before each test, since the application itself may have written while it started, and
 * after it, so that requests that a fault still holds back end with the test that wanted
 * them.
 */
final class ExperitureEmulatorResetTestExecutionListener extends AbstractTestExecutionListener {

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
			}
		}
	}

	// A client that nobody has used yet is not made for it.
	private static void forgetLimits(ApplicationContext context) {
		for (String name : context.getBeanNamesForType(ExperitureClient.class, false, false)) {
			if (context.getAutowireCapableBeanFactory() instanceof SingletonBeanRegistry singletons
					&& singletons.containsSingleton(name)) {
				context.getBean(name, ExperitureClient.class).forgetLimits();
			}
		}
	}

}
