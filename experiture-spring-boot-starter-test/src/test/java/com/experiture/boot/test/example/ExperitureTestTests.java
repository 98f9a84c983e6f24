package com.experiture.boot.test.example;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.boot.test.autoconfigure.ExperitureTest;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExperitureTest @ExperitureTest}.
 */
@ExperitureTest(components = ExampleFeed.class, properties = "example.property=set")
class ExperitureTestTests {

	@Autowired
	private ExperitureEmulator emulator;

	@Autowired
	private ApplicationContext context;

	@Test
	void writesToEmulatorFromNamedComponent(@Autowired ExampleFeed feed) {
		feed.write("o-1");
		assertThat(this.emulator.record("orders", "order_id", "o-1")).isPresent();
	}

	@Test
	void excludesOtherComponents() {
		assertThat(this.context.getBeansOfType(ExampleStartup.class)).isEmpty();
	}

	@Test
	void onlyTheClientIsAutoConfigured() {
		assertThat(this.context.getBeansOfType(ExperitureAutoConfiguration.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(WebMvcAutoConfiguration.class)).isEmpty();
		assertThat(this.context.getBeansOfType(HttpMessageConvertersAutoConfiguration.class)).isEmpty();
	}

	@Test
	void bindsProperties(@Autowired Environment environment) {
		assertThat(environment.getProperty("example.property")).isEqualTo("set");
	}

	@Nested
	class InNestedTests {

		@Test
		void sharesEmulator(@Autowired ExperitureEmulator emulator) {
			assertThat(emulator).isSameAs(ExperitureTestTests.this.emulator);
		}

	}

}
