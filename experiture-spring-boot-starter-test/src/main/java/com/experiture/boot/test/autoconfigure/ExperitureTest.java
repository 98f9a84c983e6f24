package com.experiture.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Annotation for a test of the components that call Experiture, against an emulator. Only
 * the client is auto-configured, and only the specified components of the application are
 * included: no database, no web server, no security.
 *
 * <pre class="code">
 * &#64;ExperitureTest(CustomerFeed.class)
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
 * Use {@link AutoConfigureExperitureEmulator} with {@code @SpringBootTest} to test the
 * whole application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(ExperitureTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(ExperitureTypeExcludeFilter.class)
@AutoConfigureExperitureEmulator
@ImportAutoConfiguration
public @interface ExperitureTest {

	/**
	 * Properties in form {@literal key=value} that should be added to the environment
	 * before the test runs.
	 * @return the properties to add
	 */
	String[] properties() default {};

	/**
	 * The components of the application to test. Alias for {@link #components()}.
	 * @return the component classes
	 */
	@AliasFor("components")
	Class<?>[] value() default {};

	/**
	 * The components of the application to test. Component scanning must find them.
	 * @return the component classes
	 */
	@AliasFor("value")
	Class<?>[] components() default {};

	/**
	 * Whether to exclude components that are not specified.
	 * @return whether default filters are used
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters that include further components.
	 * @return include filters to apply
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters that exclude components.
	 * @return exclude filters to apply
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations to exclude.
	 * @return auto-configurations to exclude
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
