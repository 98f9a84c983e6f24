package com.experiture.client;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists the public API in {@code public-api.txt}, so that a change of it is seen in the
 * review. Written with {@code -Ddocs.write=true}.
 */
class PublicApiTests {

	private static final Path LIST = Path.of("src", "test", "resources", "public-api.txt");

	// What every record and enum has.
	private static final Set<String> GENERATED = Set.of("toString()", "hashCode()", "equals(Object)", "values()",
			"valueOf(String)");

	@Test
	void publicApiIsTheReviewedOne() throws IOException {
		List<String> lines = new ArrayList<>();
		types().forEach((type) -> {
			lines.add(signature(type));
			members(type).map((member) -> "  " + member).forEach(lines::add);
		});
		if (Boolean.getBoolean("docs.write")) {
			Files.write(LIST, lines);
		}
		assertThat(lines).as("the public API, see public-api.txt").isEqualTo(Files.readAllLines(LIST));
	}

	@Test
	void publicApiExposesNoInternalType() {
		assertThat(types()).isNotEmpty()
			.flatMap((type) -> members(type).map((member) -> type.getName() + ": " + member).toList())
			.noneMatch((member) -> member.substring(member.indexOf(':')).contains(".internal."));
		assertThat(types()).noneMatch((type) -> signature(type).contains(".internal."));
	}

	private static List<Class<?>> types() {
		List<Class<?>> types = new ArrayList<>();
		for (JavaClass type : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("com.experiture.client")) {
			if (!type.getPackageName().contains(".internal") && !type.getSimpleName().equals("package-info")) {
				Class<?> reflected = type.reflect();
				if (isVisible(reflected)) {
					types.add(reflected);
				}
			}
		}
		types.sort(Comparator.comparing(Class::getName));
		return types;
	}

	private static boolean isVisible(Class<?> type) {
		Class<?> outer = type.getDeclaringClass();
		return isVisible(type.getModifiers()) && !type.isAnonymousClass() && !type.isLocalClass()
				&& (outer == null || isVisible(outer));
	}

	private static boolean isVisible(int modifiers) {
		return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
	}

	private static String signature(Class<?> type) {
		StringBuilder text = new StringBuilder(type.toGenericString());
		Type parent = type.getGenericSuperclass();
		if (parent != null && parent != Object.class) {
			text.append(" extends ").append(parent.getTypeName());
		}
		Type[] interfaces = type.getGenericInterfaces();
		if (interfaces.length > 0) {
			text.append(type.isInterface() ? " extends " : " implements ")
				.append(Stream.of(interfaces).map(Type::getTypeName).collect(Collectors.joining(", ")));
		}
		return shortened(text.toString());
	}

	private static Stream<String> members(Class<?> type) {
		Stream<Member> members = Stream
			.of(type.getDeclaredConstructors(), type.getDeclaredFields(), type.getDeclaredMethods())
			.flatMap(Stream::of);
		return members.filter((member) -> isVisible(member.getModifiers()) && !member.isSynthetic())
			.filter((member) -> !Modifier.isFinal(type.getModifiers()) || !Modifier.isProtected(member.getModifiers()))
			.map((member) -> text(type, member))
			.filter((text) -> GENERATED.stream().noneMatch(text::endsWith))
			.sorted();
	}

	private static String text(Class<?> type, Member member) {
		String text = (member instanceof Executable executable) ? executable.toGenericString()
				: ((Field) member).toGenericString();
		String name = (member instanceof Constructor<?>) ? "" : type.getTypeName() + ".";
		String owned = (member instanceof Method || member instanceof Field)
				? text.replace(" " + name + member.getName(), " " + member.getName()) : text;
		return shortened(owned);
	}

	private static String shortened(String text) {
		// JDK 17 does not print the modifiers of sealed types.
		return text.replaceAll("\\b(?:non-)?sealed ", "")
			.replaceAll("\\bjava\\.(?:lang|util|util\\.function|time|net)\\.(?=[A-Z])", "")
			.replace("com.experiture.client.", "")
			.replace("internal.", ".internal.");
	}

}
