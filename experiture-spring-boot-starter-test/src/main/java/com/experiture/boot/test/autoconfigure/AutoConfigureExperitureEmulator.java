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
 * Gives a test an {@link ExperitureEmulator} and points the application's client at it.
 * No {@code experiture.*} property is needed; those that are set for the connection do
 * not count, so that a test never reaches the real service by accident. The clients of
 * all workspaces share the emulator.
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
 * bean of the application or of the test takes its place;
 * {@link ExperitureEmulatorCustomizer} beans change the one that is provided.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("experiture.test.emulator")
public @interface AutoConfigureExperitureEmulator {

	/**
	 * Whether there is an emulator. Switch it off where {@link ExperitureTest} is to talk
	 * to something else, such as a container.
	 * @return whether there is an emulator
	 */
	boolean enabled() default true;

	/**
	 * Whether the emulator is reset before and after each test method. Switch it off
	 * where a test looks at what the application writes while it starts.
	 * @return whether the emulator is reset
	 */
	boolean reset() default true;

}
