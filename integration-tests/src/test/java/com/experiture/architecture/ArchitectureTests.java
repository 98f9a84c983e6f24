package com.experiture.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import com.experiture.client.contract.ContractCheck;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that the packages keep among each other.
 */
class ArchitectureTests {

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("com.experiture");

	@Test
	void clientDoesWithoutSpringBoot() {
		check(noClasses().that()
			.resideInAPackage("com.experiture.client..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot.."));
	}

	@Test
	void nothingDependsOnTheAutoConfiguration() {
		check(noClasses().that()
			.resideOutsideOfPackage("com.experiture.boot..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.experiture.boot.."));
	}

	@Test
	void packagesAreFreeOfCycles() {
		check(slices().matching("com.experiture.(**)").should().beFreeOfCycles());
	}

	@Test
	void nothingStaticIsMutable() {
		check(fields().that().areStatic().should().beFinal());
	}

	@Test
	void nothingButCommandsPrintsWhatTheLogsHide() {
		NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes.that(not(type(ContractCheck.class))));
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(classes).isNotEmpty()
			.allSatisfy((type) -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
				.as("%s is @NullMarked", type.getPackageName())
				.isTrue());
	}

	private static void check(ArchRule rule) {
		rule.check(classes);
	}

}
