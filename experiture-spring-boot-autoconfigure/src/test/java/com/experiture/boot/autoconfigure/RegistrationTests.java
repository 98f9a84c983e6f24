package com.experiture.boot.autoconfigure;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the registration of classes that Spring Boot finds by name. Other tests use
 * the classes directly and would not detect a missing one.
 */
class RegistrationTests {

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("com.experiture.boot");

	@Test
	void findsEveryAutoConfiguration() {
		List<String> found = ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("com.experiture."))
			.toList();
		assertThat(found).hasSizeGreaterThan(4)
			.containsExactlyInAnyOrderElementsOf(classes.stream()
				.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.toList());
	}

	@Test
	void loadsEveryFailureAnalyzer() {
		assertLoaded(FailureAnalyzer.class, 2);
	}

	@Test
	void loadsEveryConnectionDetailsFactory() {
		assertLoaded(ConnectionDetailsFactory.class, 1);
	}

	private static <T> void assertLoaded(Class<T> type, int count) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, new DefaultListableBeanFactory())
			.and(Environment.class, new StandardEnvironment());
		List<String> loaded = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(type, arguments, RegistrationTests::ignoreOthers)
			.stream()
			.map((factory) -> factory.getClass().getName())
			.filter((name) -> name.startsWith("com.experiture."))
			.toList();
		assertThat(loaded).hasSize(count)
			.containsExactlyInAnyOrderElementsOf(classes.stream()
				.filter((found) -> found.isAssignableTo(type) && !found.getModifiers().contains(JavaModifier.ABSTRACT))
				.map(JavaClass::getName)
				.toList());
	}

	// Factories of Spring Boot can require classes that are not on the class path.
	private static void ignoreOthers(Class<?> type, String name, Throwable failure) {
		assertThat(name).as(() -> "Not loaded: " + failure).doesNotStartWith("com.experiture.");
	}

}
