package com.experiture.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.autoconfigure.ExperitureEmulatorCustomizer;

/**
 * Annotation that starts an {@link ExperitureEmulator} for a test and connects the
 * clients of all workspaces to it. Properties of the connection are not required and are
 * ignored, so that a test never calls the real service by accident.
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;AutoConfigureExperitureEmulator
 * class CustomerFeedTests {
 *
 *     &#64;Test
 *     void writesCustomer(@Autowired CustomerFeed feed, @Autowired ExperitureEmulator emulator) {
 *         ...
 *     }
 *
 * }
 * </pre>
 *
 * The emulator is a bean: it starts with the application context, is shared by all test
 * classes that share the context, and stops when the context is closed. It is
 * {@linkplain ExperitureEmulator#reset() reset} before and after each test method, so
 * prepare it in {@code @BeforeEach} or in the test itself. An {@code ExperitureEmulator}
 * bean of the application or of the test replaces it.
 * {@link ExperitureEmulatorCustomizer} beans customize it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("experiture.test.emulator")
public @interface AutoConfigureExperitureEmulator {

	/**
	 * Whether to start an emulator. Disable it if {@link ExperitureTest} should use
	 * another service, such as a container.
	 * @return whether to start an emulator
	 */
	boolean enabled() default true;

	/**
	 * Whether to reset the emulator before and after each test method. Disable it if a
	 * test verifies what the application writes while it starts.
	 * @return whether to reset the emulator
	 */
	boolean reset() default true;

}
