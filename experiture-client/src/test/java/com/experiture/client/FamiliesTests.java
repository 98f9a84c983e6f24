package com.experiture.client;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.experiture.client.call.ApiFamily;
import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the reactive and the blocking client of a family have a method for each of
 * its calls.
 */
class FamiliesTests {

	@Test
	void findsFamilies() {
		assertThat(families()).extracting(ApiFamily::id)
			.contains("records", "profiles", "imports", "metadata", "lists", "audiences", "campaigns");
	}

	@ParameterizedTest
	@MethodSource("families")
	void everyCallHasReactiveAndBlockingMethod(ApiFamily family) throws NoSuchMethodException {
		List<String> calls = Arrays.stream(Endpoint.values())
			.filter((endpoint) -> endpoint.family() == family)
			.map(FamiliesTests::methodName)
			.toList();
		assertThat(calls).isNotEmpty();
		assertThat(methods(blocking(family))).extracting(Method::getName).containsAll(calls);
		assertThat(methods(reactive(family))).extracting(Method::getName).containsAll(calls);
	}

	@ParameterizedTest
	@MethodSource("families")
	void reactiveAndBlockingClientHaveSameMethods(ApiFamily family) throws NoSuchMethodException {
		assertThat(signatures(blocking(family))).isNotEmpty().isEqualTo(signatures(reactive(family)));
	}

	static Stream<ApiFamily> families() {
		return Arrays.stream(ExperitureClient.class.getMethods())
			.filter((method) -> method.getParameterCount() == 0 && method.getReturnType().isInterface())
			.flatMap((method) -> Arrays.stream(ApiFamily.values())
				.filter((family) -> family.id().equals(method.getName())))
			.sorted(Comparator.naturalOrder());
	}

	// SUBMIT_MAPPING of IMPORTS is submitMapping
	private static String methodName(Endpoint endpoint) {
		String[] words = endpoint.name().toLowerCase(Locale.ROOT).split("_");
		StringBuilder name = new StringBuilder(words[1]);
		for (int i = 2; i < words.length; i++) {
			name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
		}
		return name.toString();
	}

	private static Class<?> blocking(ApiFamily family) throws NoSuchMethodException {
		return ExperitureClient.class.getMethod(family.id()).getReturnType();
	}

	private static Class<?> reactive(ApiFamily family) throws NoSuchMethodException {
		return ReactiveExperitureClient.class.getMethod(family.id()).getReturnType();
	}

	private static List<Method> methods(Class<?> type) {
		return Arrays.stream(type.getMethods()).filter((method) -> !Modifier.isStatic(method.getModifiers())).toList();
	}

	private static List<String> signatures(Class<?> type) {
		return methods(type).stream()
			.map((method) -> method.getName() + Arrays.toString(method.getGenericParameterTypes()))
			.sorted()
			.toList();
	}

}
