package com.experiture.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Architecture tests for the auto-configuration.
 */
class AutoConfigurationArchitectureTests {

	private static final String BOOT = "com.experiture.boot..";

	private static final String AUTO_CONFIGURATION = "com.experiture.boot.autoconfigure";

	// The API of the module; all other types are package-private.
	private static final List<String> PUBLIC_TYPES = List.of("ConditionalOnExperitureClient", "CredentialsSupplier",
			"ExperitureClientCustomizer", "ExperitureConnectionDetails", "ExperitureProperties", "ExperitureSettings",
			"Workspaces", "endpoint.ExperitureEndpoint", "endpoint.ExperitureEndpointProperties",
			"endpoint.ExperitureEndpointWebExtension");

	// Bean names, qualifiers, definitions, and singletons that must not be created
	private static final List<String> USERS_OF_BEAN_FACTORY = List.of("ClientBeansRegistrar", "ClientReplacements",
			"RecordWriterLifecycle", "WorkspaceBeans");

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("com.experiture.boot", "com.experiture.client");

	@Test
	void clientDoesNotDependOnBoot() {
		noClasses().that()
			.resideInAPackage("com.experiture.client..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(BOOT, "org.springframework.boot..")
			.check(classes);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("com.experiture.boot.(**)").should().beFreeOfCycles().check(classes);
	}

	@Test
	void mainPackageDoesNotDependOnOtherPackages() {
		noClasses().that()
			.resideInAPackage(AUTO_CONFIGURATION)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(AUTO_CONFIGURATION + ".*..", "com.experiture.boot.docker..")
			.check(classes);
	}

	@Test
	void onlyApiAndAutoConfigurationsArePublic() {
		assertThat(boot().filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> !type.getEnclosingClass().isPresent())
			.filter((type) -> !type.isAnnotatedWith(AutoConfiguration.class))
			.map(AutoConfigurationArchitectureTests::name)).containsExactlyInAnyOrderElementsOf(PUBLIC_TYPES);
	}

	@Test
	void beanMethodsAreNotPublic() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.areDeclaredInClassesThat()
			.resideInAPackage(BOOT)
			.should()
			.notBePublic()
			.check(classes);
	}

	@Test
	void onlyReviewedClassesKeepBeanFactory() {
		assertThat(boot()
			.filter((type) -> type.getFields()
				.stream()
				.anyMatch((field) -> field.getRawType().isAssignableTo(BeanFactory.class)))
			.map(AutoConfigurationArchitectureTests::name)).containsExactlyInAnyOrderElementsOf(USERS_OF_BEAN_FACTORY);
	}

	private static Stream<JavaClass> boot() {
		return classes.stream().filter((type) -> type.getPackageName().startsWith("com.experiture.boot."));
	}

	private static String name(JavaClass type) {
		return type.getName().substring(type.getName().indexOf(AUTO_CONFIGURATION) + AUTO_CONFIGURATION.length() + 1);
	}

}
