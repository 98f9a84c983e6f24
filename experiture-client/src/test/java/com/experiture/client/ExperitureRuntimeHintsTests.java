package com.experiture.client;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.support.SpringFactoriesLoader;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.campaigns.Campaign;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignStatus;
import com.experiture.client.lists.ContactList;
import com.experiture.client.lists.ListMember;
import com.experiture.client.receipt.WriteReceipt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExperitureRuntimeHints}.
 */
class ExperitureRuntimeHintsTests {

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("com.experiture.client");

	private static final RuntimeHints hints = hints();

	private static RuntimeHints hints() {
		RuntimeHints collected = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(ExperitureRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(collected, ExperitureRuntimeHints.class.getClassLoader()));
		return collected;
	}

	@Test
	void registersEveryResponseType() {
		Set<String> returned = new TreeSet<>();
		Stream.concat(constants(), generics())
			.filter((type) -> type.getName().startsWith("com.experiture.client") && !type.isInterface())
			.forEach((type) -> returned.add(type.getName()));
		assertThat(returned)
			.contains(WriteReceipt.class.getName(), ContactList.class.getName(), Campaign.class.getName(),
					ListMember.class.getName())
			.hasSizeGreaterThan(12)
			.allSatisfy((name) -> assertBound(Class.forName(name)));
	}

	@Test
	void registersRequestTypes() {
		assertBound(CampaignDraft.class);
		for (var component : CampaignDraft.class.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor())).accepts(hints);
		}
	}

	@Test
	void registersCreatorsAndDeserializers() throws ReflectiveOperationException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(CampaignStatus.class.getDeclaredConstructors()[0])).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(
					Class.forName("com.experiture.client.metadata.ObjectFieldsDeserializer").getDeclaredConstructor()))
			.accepts(hints);
	}

	private static void assertBound(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).as(type.getName()).accepts(hints);
	}

	// A class literal in code that creates requests is the type of a response or of its
	// elements.
	private static Stream<Class<?>> constants() {
		return classes.stream()
			.filter((type) -> type.getMethodCallsFromSelf()
				.stream()
				.anyMatch((call) -> call.getTargetOwner().isEquivalentTo(ApiRequest.Builder.class)))
			.flatMap((type) -> type.getReferencedClassObjects().stream())
			.map((constant) -> constant.getRawType().reflect());
	}

	private static Stream<Class<?>> generics() {
		return classes.stream()
			.map(JavaClass::reflect)
			.filter(ParameterizedTypeReference.class::isAssignableFrom)
			.flatMap((type) -> parts(type.getGenericSuperclass()));
	}

	private static Stream<Class<?>> parts(Type type) {
		return (type instanceof ParameterizedType generic)
				? Stream.concat(parts(generic.getRawType()),
						Arrays.stream(generic.getActualTypeArguments()).flatMap(ExperitureRuntimeHintsTests::parts))
				: (type instanceof Class<?> plain) ? Stream.of(plain) : Stream.empty();
	}

}
