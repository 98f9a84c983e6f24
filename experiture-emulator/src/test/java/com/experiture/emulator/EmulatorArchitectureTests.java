package com.experiture.emulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import com.experiture.client.call.ApiFamily;
import com.experiture.client.call.Endpoint;
import com.experiture.client.call.EndpointClass;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that the packages of the emulator follow.
 */
class EmulatorArchitectureTests {

	private static final String ROOT = "com.experiture.emulator";

	private static final String INTERNAL = ROOT + ".internal..";

	private static final Set<Class<?>> ENDPOINT_TABLE = Set.of(Endpoint.class, EndpointClass.class, ApiFamily.class);

	/**
	 * The number of files of each package, {@code package-info} included; at most about
	 * 25. If it changes, check that the new file belongs there and that the package still
	 * holds one thing.
	 */
	private static final Map<String, Integer> PACKAGE_SIZES = Map.ofEntries(Map.entry("", 22),
			Map.entry(".autoconfigure", 7), Map.entry(".internal", 4), Map.entry(".internal.api", 8),
			Map.entry(".internal.audiences", 4), Map.entry(".internal.campaigns", 14), Map.entry(".internal.fault", 7),
			Map.entry(".internal.imports", 10), Map.entry(".internal.lists", 4), Map.entry(".internal.metadata", 2),
			Map.entry(".internal.protocol", 19), Map.entry(".internal.records", 4), Map.entry(".internal.server", 10),
			Map.entry(".internal.store", 11), Map.entry(".internal.token", 4), Map.entry(".internal.upload", 9));

	/**
	 * The internal packages that each internal package uses, as its {@code package-info}
	 * says.
	 */
	private static final Map<String, Set<String>> USES = Map.ofEntries(
			Map.entry("api", Set.of("protocol", "fault", "token")), Map.entry("audiences", Set.of("protocol", "store")),
			Map.entry("campaigns", Set.of("protocol", "store", "audiences")), Map.entry("fault", Set.of("protocol")),
			Map.entry("imports", Set.of("protocol", "store", "upload", "lists", "audiences")),
			Map.entry("lists", Set.of("protocol")), Map.entry("metadata", Set.of("protocol", "store")),
			Map.entry("records", Set.of("protocol", "store")), Map.entry("server", Set.of("protocol", "upload")),
			Map.entry("store", Set.of("protocol")), Map.entry("token", Set.of("protocol", "fault")),
			Map.entry("upload", Set.of("protocol", "fault")));

	private static final JavaClasses main = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void apiDoesNotExposeInternals() {
		check(classes().that().resideInAPackage(ROOT).and().arePublic().should(exposeNoInternals()));
	}

	@Test
	void internalsDoNotUseTheApi() {
		check(noClasses().that()
			.resideInAPackage(INTERNAL)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT, ROOT + ".autoconfigure.."));
	}

	@Test
	void autoConfigurationUsesOnlyTheApi() {
		check(noClasses().that()
			.resideInAPackage(ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(INTERNAL));
	}

	@Test
	void internalPackagesUseWhatTheyState() {
		String prefix = ROOT + ".internal.";
		Map<String, Set<String>> uses = new HashMap<>();
		main.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.filter((dependency) -> dependency.getOriginClass().getPackageName().startsWith(prefix))
			.filter((dependency) -> dependency.getTargetClass().getPackageName().startsWith(prefix))
			.forEach((dependency) -> {
				String origin = dependency.getOriginClass().getPackageName().substring(prefix.length());
				String target = dependency.getTargetClass().getPackageName().substring(prefix.length());
				if (!origin.equals(target)) {
					uses.computeIfAbsent(origin, (key) -> new HashSet<>()).add(target);
				}
			});
		assertThat(uses).isEqualTo(USES);
	}

	@Test
	void onlyServersUseJetty() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".internal.server")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("wiremock..", "com.sun.net.httpserver.."));
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching("com.experiture.(**)").should().beFreeOfCycles());
	}

	@Test
	void internalClassesHaveNoCycles() {
		check(slices().assignedFrom(topLevelInternalClasses()).should().beFreeOfCycles());
	}

	@Test
	void onlyTheAutoConfigurationUsesSpringBoot() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "org.springframework.context..",
					"org.springframework.beans..", "com.experiture.boot.."));
	}

	@Test
	void emulatorUsesOnlyTheEndpointTableOfTheClient() {
		check(noClasses().that()
			.resideInAPackage(ROOT + "..")
			.should()
			.dependOnClassesThat(resideInAPackage("com.experiture.client..")
				.and(DescribedPredicate.describe("are not the endpoint table",
						(type) -> ENDPOINT_TABLE.stream().noneMatch(type.getBaseComponentType()::isEquivalentTo)))));
	}

	@Test
	void packagesHaveTheReviewedSize() {
		Map<String, Integer> sizes = new TreeMap<>();
		main.stream()
			.filter(JavaClass::isTopLevelClass)
			.forEach((type) -> sizes.merge(type.getPackageName().substring(ROOT.length()), 1, Integer::sum));
		assertThat(sizes).isEqualTo(new TreeMap<>(PACKAGE_SIZES));
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(main).isNotEmpty()
			.allSatisfy((type) -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
				.as("%s is @NullMarked", type.getPackageName())
				.isTrue());
	}

	private static ArchCondition<JavaClass> exposeNoInternals() {
		return new ArchCondition<>("not expose internal types") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				exposedTypes(type).filter(resideInAPackage(INTERNAL))
					.forEach((exposed) -> events
						.add(SimpleConditionEvent.violated(type, type.getName() + " exposes " + exposed.getName())));
			}

		};
	}

	private static Stream<JavaClass> exposedTypes(JavaClass type) {
		Stream<JavaClass> superTypes = Stream.concat(type.getAllRawSuperclasses().stream(),
				type.getAllRawInterfaces().stream());
		Stream<JavaClass> signatures = type.getMembers()
			.stream()
			.filter(EmulatorArchitectureTests::isExposed)
			.flatMap((member) -> member.getAllInvolvedRawTypes().stream());
		return Stream.concat(superTypes, signatures);
	}

	private static boolean isExposed(JavaMember member) {
		return member.getModifiers().contains(JavaModifier.PUBLIC)
				|| member.getModifiers().contains(JavaModifier.PROTECTED);
	}

	private static SliceAssignment topLevelInternalClasses() {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return type.getPackageName().startsWith(ROOT + ".internal")
						? SliceIdentifier.of(type.getName().replaceAll("\\$.*", "")) : SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "top-level internal classes";
			}

		};
	}

	private static void check(ArchRule rule) {
		rule.check(main);
	}

}
