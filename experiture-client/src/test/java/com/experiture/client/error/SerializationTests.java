package com.experiture.client.error;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ReflectionUtils;

import com.experiture.client.ExperitureClient;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the serialization of exceptions, which applications store in sessions, caches
 * and job repositories.
 */
class SerializationTests {

	private static final CallDetails CALL = new CallDetails("records.append", "POST /records", "id", "server-id", "key",
			2, Effect.POSSIBLE);

	@ParameterizedTest
	@MethodSource("exceptions")
	void exceptionCanBeSerialized(Class<? extends ExperitureException> type) throws Exception {
		Constructor<?> constructor = constructor(type);
		ReflectionUtils.makeAccessible(constructor);
		ExperitureException exception = (ExperitureException) constructor.newInstance(arguments(constructor));
		ExperitureException copy = (ExperitureException) copy(exception);
		assertThat(copy).hasSameClassAs(exception).hasMessage(exception.getMessage());
		assertThat(copy.call()).isEqualTo(exception.call());
		assertThat(copy.effect()).isEqualTo(exception.effect());
		assertThat(copy.isTransient()).isEqualTo(exception.isTransient());
		assertThat(copy).usingRecursiveComparison()
			.ignoringFields("stackTrace", "cause", "suppressedExceptions")
			.isEqualTo(exception);
	}

	static List<Class<?>> exceptions() {
		List<Class<?>> types = new ArrayList<>(
				new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
					.importPackagesOf(ExperitureClient.class)
					.stream()
					.filter((type) -> type.isAssignableTo(ExperitureException.class))
					.map(JavaClass::reflect)
					.filter((type) -> !Modifier.isAbstract(type.getModifiers()))
					.toList());
		assertThat(types).hasSizeGreaterThan(20);
		return types;
	}

	// The longest one sets all fields.
	private static Constructor<?> constructor(Class<?> type) {
		Constructor<?> longest = type.getDeclaredConstructors()[0];
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			longest = (constructor.getParameterCount() > longest.getParameterCount()) ? constructor : longest;
		}
		return longest;
	}

	private static Object[] arguments(Constructor<?> constructor) throws Exception {
		Object[] arguments = new Object[constructor.getParameterCount()];
		for (int i = 0; i < arguments.length; i++) {
			Parameter parameter = constructor.getParameters()[i];
			arguments[i] = value(parameter.getType());
		}
		return arguments;
	}

	private static Object value(Class<?> type) throws Exception {
		if (type == CallDetails.class) {
			return CALL;
		}
		if (type == ApiError.class) {
			return new ApiError(429, "CODE", "message", "path", "advice", Duration.ofSeconds(3));
		}
		if (type == String.class) {
			return "text";
		}
		if (type == Duration.class) {
			return Duration.ofSeconds(1);
		}
		if (type == int.class) {
			return 7;
		}
		if (type == long.class) {
			return 7L;
		}
		if (type == boolean.class) {
			return true;
		}
		if (type == List.class) {
			return List.of();
		}
		if (type == Map.class) {
			return Map.of();
		}
		if (type == JsonNode.class) {
			return JsonMapper.shared().readTree("{\"a\":1}");
		}
		if (Throwable.class.isAssignableFrom(type)) {
			return new IOException("reset");
		}
		if (type == Endpoint.class) {
			return Endpoint.CAMPAIGNS_SEND;
		}
		if (type == CallOptions.class) {
			return CallOptions.none();
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[0];
		}
		if (type.isRecord()) {
			return record(type);
		}
		if (type == Long.class || type == Object.class) {
			return null;
		}
		Constructor<?> constructor = constructor(type);
		ReflectionUtils.makeAccessible(constructor);
		return constructor.newInstance(arguments(constructor));
	}

	private static Object record(Class<?> type) throws Exception {
		RecordComponent[] components = type.getRecordComponents();
		Class<?>[] types = new Class<?>[components.length];
		Object[] values = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			types[i] = components[i].getType();
			values[i] = value(types[i]);
		}
		Constructor<?> constructor = type.getDeclaredConstructor(types);
		ReflectionUtils.makeAccessible(constructor);
		return constructor.newInstance(values);
	}

	private static Object copy(Object original) throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(original);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return in.readObject();
		}
	}

}
