package com.experiture.client;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.Endpoint;
import com.experiture.client.campaigns.CampaignFilter;
import com.experiture.client.campaigns.CampaignUpdate;
import com.experiture.client.lists.ListMembers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@code toString()} of all public types: each instance has texts that a
 * server could send, with markers in the texts that must not be shown.
 */
class ToStringTests {

	private static final String PLANTED = "planted";

	// Valid as an id, but not in a log line.
	private static final String HOSTILE = PLANTED + "@x.example\r\n\u001B[31m\u202E" + "y".repeat(1000);

	private static final JsonNode JSON = new JsonMapper().readTree("""
			{"planted":"planted","id":"planted@x.example","jobId":"planted@x.example\\r\\n","name":"planted",
			"status":"planted@x.example","state":"planted@x.example","code":"planted@x.example",
			"field":"planted@x.example","type":"planted@x.example","message":"planted","accepted":1,
			"contactKey":"planted","email":"planted","counts":{"planted":1}}""");

	// The application sets the texts of these types.
	private static final Set<String> SETTINGS = Set.of("ClientCredentials", "TokenRequest", "CallOptions",
			"CallSettings", "Registries", "UndeliveredRecords", "BulkReport", "IdempotencyKey", "ImportMapping",
			"ImportRequest", "Column", "UnresolvedRecords", "CallDetails", "CallOutcome", "Failure", "ErrorCount",
			"CustomOperation", "AmbiguousListException", "ServerText", "MatchKey", "NewList", "TokenStatus",
			"CallsStatus", "JobPoll", "FileUpload", "FileContent", "ImportOptions", "Description", "ListMembers",
			"ApiRequest", "NetworkProblem", "FieldNames");

	// Internal types that are not part of messages or log lines.
	private static final Set<String> NEVER_SHOWN = Set.of("BatchResult", "Submission", "RecordTarget", "CallIdentity",
			"ResponseHead", "RegisteredRateLimiter");

	// Texts of a published document, which the comparison cleans.
	private static final Set<String> REPORTS = Set.of("Finding", "CheckedAssumption");

	@ParameterizedTest
	@MethodSource("types")
	void containsNothingConfidential(Class<?> type) throws Exception {
		for (Constructor<?> constructor : constructors(type)) {
			Object value = make(constructor);
			if (value != null) {
				String text = value.toString();
				assertThat(text).as(type.getName()).doesNotContainIgnoringCase(PLANTED).hasSizeLessThan(3000);
				assertThat(text.codePoints())
					.noneMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
			}
		}
	}

	@Test
	void checksManyTypes() throws Exception {
		long made = 0;
		for (Class<?> type : types().toList()) {
			for (Constructor<?> constructor : constructors(type)) {
				made += (make(constructor) != null) ? 1 : 0;
			}
		}
		assertThat(made).isGreaterThan(50);
	}

	@Test
	void requestsContainNoContent() {
		assertThat(List.of(CampaignFilter.builder().search(PLANTED).parameter("q", PLANTED).build().toString(),
				CampaignUpdate.builder().name(PLANTED).metadata(Map.of("a", PLANTED)).build().toString(),
				ListMembers.ofContactKeys(List.of(PLANTED)).toString(),
				ApiRequest.to(Endpoint.LISTS_GET, PLANTED)
					.query("search", PLANTED)
					.json(Map.of("a", PLANTED))
					.returning(JsonNode.class)
					.toString()))
			.allSatisfy((text) -> assertThat(text).doesNotContain(PLANTED));
	}

	static Stream<Class<?>> types() throws Exception {
		Path classes = Path.of(ExperitureClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		List<Class<?>> types = new ArrayList<>();
		try (Stream<Path> files = Files.walk(classes.resolve("com/experiture/client"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".class")).sorted().toList()) {
				String name = classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
				Class<?> type = Class.forName(name, false, ToStringTests.class.getClassLoader());
				if (isPublic(type) && !type.isInterface() && !type.isEnum() && !Throwable.class.isAssignableFrom(type)
						&& !Modifier.isAbstract(type.getModifiers()) && !SETTINGS.contains(type.getSimpleName())
						&& !NEVER_SHOWN.contains(type.getSimpleName()) && !REPORTS.contains(type.getSimpleName())) {
					types.add(type);
				}
			}
		}
		return types.stream().sorted(Comparator.comparing(Class::getName));
	}

	private static boolean isPublic(Class<?> type) {
		boolean itself = Modifier.isPublic(type.getModifiers());
		return itself && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
	}

	private static List<Constructor<?>> constructors(Class<?> type) {
		boolean own = Arrays.stream(type.getDeclaredMethods())
			.anyMatch((method) -> method.getName().equals("toString") && method.getParameterCount() == 0);
		return own || type.isRecord() ? List.of(type.getDeclaredConstructors()) : List.of();
	}

	private static Object make(Constructor<?> constructor) throws IOException {
		Type[] types = constructor.getGenericParameterTypes();
		Object[] arguments = new Object[types.length];
		for (int i = 0; i < types.length; i++) {
			arguments[i] = value(types[i], constructor.getDeclaringClass(), 0);
			if (arguments[i] == NONE) {
				return null;
			}
		}
		try {
			constructor.setAccessible(true);
			return constructor.newInstance(arguments);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	private static final Object NONE = new Object();

	private static Object value(Type type, Class<?> owner, int depth) throws IOException {
		Class<?> raw = (type instanceof ParameterizedType parameterized) ? (Class<?>) parameterized.getRawType()
				: (type instanceof Class<?> known) ? known : Object.class;
		if (raw == String.class) {
			return HOSTILE;
		}
		if (raw == JsonNode.class) {
			return JSON;
		}
		if (raw == int.class || raw == Integer.class) {
			return 7;
		}
		if (raw == long.class || raw == Long.class) {
			return 7L;
		}
		if (raw == boolean.class || raw == Boolean.class) {
			return true;
		}
		if (raw == Instant.class) {
			return Instant.EPOCH;
		}
		if (raw == LocalDate.class) {
			return LocalDate.EPOCH;
		}
		if (raw == Duration.class) {
			return Duration.ZERO;
		}
		if (raw == URI.class) {
			return URI.create("https://localhost");
		}
		if (raw == Object.class) {
			return PLANTED;
		}
		if (raw.isEnum()) {
			return raw.getEnumConstants()[0];
		}
		if (raw == List.class) {
			Object item = value(((ParameterizedType) type).getActualTypeArguments()[0], owner, depth);
			return (item == NONE || item == null) ? List.of() : List.of(item, item);
		}
		if (raw == Map.class) {
			Object item = value(((ParameterizedType) type).getActualTypeArguments()[1], owner, depth);
			return (item == NONE || item == null) ? Map.of() : Map.of(PLANTED + "@x.example", item);
		}
		if (raw.getName().startsWith("com.experiture") && !Throwable.class.isAssignableFrom(raw) && !raw.isInterface()
				&& depth < 5) {
			Constructor<?> constructor = raw.getDeclaredConstructors()[0];
			Type[] types = constructor.getGenericParameterTypes();
			Object[] arguments = new Object[types.length];
			for (int i = 0; i < types.length; i++) {
				arguments[i] = value(types[i], raw, depth + 1);
				if (arguments[i] == NONE) {
					return null;
				}
			}
			try {
				constructor.setAccessible(true);
				return constructor.newInstance(arguments);
			}
			catch (ReflectiveOperationException ex) {
				return null;
			}
		}
		return raw.isPrimitive() ? NONE : null;
	}

}
