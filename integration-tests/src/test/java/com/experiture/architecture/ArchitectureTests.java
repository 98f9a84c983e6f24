package com.experiture.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import com.experiture.client.contract.ContractCheck;
import com.experiture.emulator.EmulatorApplication;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the rules that modules and packages follow. Each package's
 * {@code package-info.java} says in words what the package holds and uses.
 */
class ArchitectureTests {

	private static final String CLIENT = "com.experiture.client..";

	private static final String INTERNAL = "com.experiture.client.internal..";

	// Helpers that use no API family: models of the API are built with them.
	private static final String[] HELPERS = { "com.experiture.client.internal.text..",
			"com.experiture.client.internal.time..", "com.experiture.client.internal.json..",
			"com.experiture.client.internal.rules..", "com.experiture.client.internal.concurrent.." };

	/** How many types a package holds at most, unless it is listed in {@link #LARGE}. */
	private static final int MAX_TYPES = 25;

	// Reviewed: each has a reason to be larger, and its largest number of types.
	private static final Map<String, Integer> LARGE = Map.of(
			// One exception per thing that a caller can do about a failure.
			"com.experiture.client.error", 30,
			// Each part needs the properties and the problems found in them: a division
			// would
			// make internals public.
			"com.experiture.boot.autoconfigure", 34,
			// The models of 17 calls.
			"com.experiture.client.campaigns", 27);

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("com.experiture");

	@Test
	void packagesFormNoCycle() {
		// Hence no two classes of different packages depend on each other.
		check(slices().matching("com.experiture.(**)").should().beFreeOfCycles());
	}

	@Test
	void packagesStaySmall() {
		Map<String, Integer> large = new TreeMap<>();
		CLASSES.stream()
			.filter(JavaClass::isTopLevelClass)
			.filter((type) -> !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.summingInt((type) -> 1)))
			.forEach((name, size) -> {
				if (size > MAX_TYPES) {
					large.put(name, size);
				}
			});
		assertThat(large.keySet()).as("packages with more than %d types", MAX_TYPES).isEqualTo(LARGE.keySet());
		assertThat(large).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(LARGE.get(name)));
	}

	@Test
	void everyPackageIsDescribedAndNullMarked() {
		Set<JavaClass> types = CLASSES.stream().collect(Collectors.toSet());
		assertThat(types).isNotEmpty()
			.allSatisfy((type) -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
				.as("%s is @NullMarked", type.getPackageName())
				.isTrue());
	}

	@Test
	void clientDoesNotDependOnSpringBoot() {
		check(noClasses().that()
			.resideInAnyPackage(CLIENT)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "com.experiture.boot..", "com.experiture.emulator.."));
	}

	@Test
	void emulatorDependsOnSpringBootInItsAutoConfigurationOnly() {
		check(noClasses()
			.that(resideInAPackage("com.experiture.emulator..")
				.and(resideOutsideOfPackage("com.experiture.emulator.autoconfigure..")))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "com.experiture.boot..",
					"com.experiture.emulator.autoconfigure.."));
	}

	@Test
	void emulatorUsesTheTableOfEndpointsOnly() {
		check(noClasses()
			.that(resideInAPackage("com.experiture.emulator..")
				.and(resideOutsideOfPackage("com.experiture.emulator.autoconfigure..")))
			.should()
			.dependOnClassesThat(resideInAPackage(CLIENT).and(not(resideInAPackage("com.experiture.client.call..")))));
	}

	@Test
	void internalTypesOfTheClientAreUsedByTheClientOnly() {
		check(noClasses().that()
			.resideOutsideOfPackage(CLIENT)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(INTERNAL));
	}

	@Test
	void apiUsesHelpersOfTheInternalPackagesOnly() {
		check(noClasses()
			.that(resideInAPackage(CLIENT).and(resideOutsideOfPackage(INTERNAL))
				.and(resideOutsideOfPackage("com.experiture.client")))
			.should()
			.dependOnClassesThat(resideInAPackage(INTERNAL).and(not(resideInAnyPackage(HELPERS)))));
	}

	@Test
	void helpersUseNoApiFamily() {
		DescribedPredicate<JavaClass> families = resideInAnyPackage("com.experiture.client",
				"com.experiture.client.records..", "com.experiture.client.bulk..", "com.experiture.client.writer..",
				"com.experiture.client.profiles..", "com.experiture.client.imports..",
				"com.experiture.client.metadata..", "com.experiture.client.lists..",
				"com.experiture.client.audiences..", "com.experiture.client.campaigns..");
		check(noClasses().that().resideInAnyPackage(HELPERS).should().dependOnClassesThat(families));
	}

	@Test
	void integrationsOfTheClientStayApart() {
		check(noClasses()
			.that(resideInAPackage(CLIENT)
				.and(resideOutsideOfPackage("com.experiture.client.observation.micrometer..")))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.micrometer.core..", "com.experiture.client.observation.micrometer.."));
		check(noClasses().that(resideInAPackage(CLIENT).and(resideOutsideOfPackage("com.experiture.client.contract..")))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.yaml..", "com.experiture.client.contract.."));
	}

	@Test
	void staticFieldsAreFinal() {
		check(fields().that().areStatic().should().beFinal());
	}

	@Test
	void onlyCommandsPrint() {
		NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
			.check(CLASSES.that(not(type(ContractCheck.class).or(type(EmulatorApplication.class)))));
	}

	@Test
	void exceptionsOfTheApiAreInApiPackages() {
		check(classes().that()
			.areAssignableTo("com.experiture.client.error.ExperitureException")
			.should()
			.resideOutsideOfPackage(INTERNAL));
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

}
