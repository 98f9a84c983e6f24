package com.experiture.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.metadata.ObjectSchema;
import com.experiture.client.settings.RecordNaming;
import com.experiture.client.settings.RecordValidation;
import com.experiture.emulator.CdpObject;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.FieldType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Types that are generated from the schema of an object compile, whatever the schema
 * says, and are written as the API names their fields.
 */
class GeneratedTypesTests {

	private static final List<String> NAMES = List.of("class", "Class", "CLASS", "when", "object", "fun", "val", "is",
			"in", "typealias", "toString", "hashCode", "wait", "getClass", "clone", "_", "__", " ", "-", "1st", "1",
			"2nd place", "first_name", "firstName", "First Name", "FIRST_NAME", "first-name", "first.name", "größe",
			"名前", "имя", "café", "cafe\u0301", "a$b", "$ref", "x\"y", "x\\y", "x\ny", "\u202Exyz", "😀", "\uD83D",
			"\u0130stanbul", "ǰ", "ﬃ", "is_vip", "isVip", "eMail", "aName", "URLPath", "userID", "string", "String",
			"long", "Long", "map", "instant", "uuid", "nullable", "record", "copy", "component1", "values", "name",
			"\\u002a\\u002f", "*/", "/*", "${x}", "field", "Field", "customer", "Customer", "a b c", "x__y", "٣", "ß",
			"i", "I", "ı");

	private static final List<String> HOSTILE = List.of("*/ int evil = 1; /*", "\\u002a\\u002f int evil = 1;",
			"/* nested", "\"; } static { }", "${evil} $evil", "line\nbreak\r\u2028\u0085@param evil",
			"{@code }} @deprecated", "</p><script>", "\\", "\u202E\u2066", "trailing \\u", "[evil]", "`evil`", "", " ");

	@TempDir
	Path folder;

	@ParameterizedTest
	@EnumSource
	void recordIsWrittenAsTheApiNamesItsFields(RecordNaming naming) throws Exception {
		try (ExperitureEmulator emulator = emulator(); ExperitureClient client = client(emulator, naming)) {
			String source = client.metadata().getObject("people").toJavaRecord("com.acme", "Customer", naming);
			assertThat(source.contains("@JsonProperty(\"first_name\")")).isEqualTo(naming == RecordNaming.AS_IS);
			assertThat(source).contains("@Nullable LoyaltyTier loyaltyTier", "\t\tString email,",
					"@JsonProperty(\"gold+\") GOLD");
			Class<?> type = javac("com.acme.Customer", source);
			Object customer = customer(type,
					Arrays.stream(type.getRecordComponents())
						.map((component) -> value(component.getName(), component.getType()))
						.toArray(),
					Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new));
			client.records().append("people", customer);
			assertStored(emulator);
		}
	}

	@ParameterizedTest
	@EnumSource
	void dataClassIsWrittenAsTheApiNamesItsFields(RecordNaming naming) throws Exception {
		try (ExperitureEmulator emulator = emulator(); ExperitureClient client = client(emulator, naming)) {
			String source = client.metadata().getObject("people").toKotlinDataClass("com.acme", "Customer", naming);
			assertThat(source).contains("val loyaltyTier: LoyaltyTier? = null", "val email: String,");
			Class<?> type = kotlinc("com.acme.Customer", source);
			List<String> names = source.lines()
				.filter((line) -> line.contains("val "))
				.map((line) -> line.replaceAll(".*val (\\w+):.*", "$1"))
				.toList();
			Constructor<?> constructor = Stream.of(type.getConstructors())
				.filter((candidate) -> candidate.getParameterCount() == names.size())
				.findFirst()
				.orElseThrow();
			Object[] values = IntStream.range(0, names.size())
				.mapToObj((i) -> value(names.get(i), constructor.getParameterTypes()[i]))
				.toArray();
			client.records().append("people", constructor.newInstance(values));
			assertStored(emulator);
		}
	}

	@Test
	void typeOfManyNumbersCanBeLoaded() throws Exception {
		List<Map<String, Object>> fields = IntStream.range(0, 150)
			.mapToObj((i) -> Map.<String, Object>of("name", "f" + i, "type", "long", "nullable", false))
			.toList();
		Class<?> type = kotlinc("Customer", schema("x", fields).toKotlinDataClass("", "Customer"));
		assertThat(type.getConstructors()).isNotEmpty();
	}

	@Test
	void namesOfNestedTypesAreBounded() throws Exception {
		ObjectSchema schema = schema("x",
				List.of(Map.of("name", "a".repeat(300), "type", "string", "enum", List.of("x", "y")),
						Map.of("name", "a".repeat(301), "type", "string", "enum", List.of("x", "y"))));
		javac("Customer", schema.toJavaRecord("", "Customer"));
		kotlinc("Customer", schema.toKotlinDataClass("", "Customer"));
	}

	@Test
	void generatesCompilableSourcesForAnySchema() throws Exception {
		ObjectSchema schema = schema(HOSTILE.get(0), fields());
		for (RecordNaming naming : RecordNaming.values()) {
			String java = schema.toJavaRecord("com.acme." + naming.name().toLowerCase(), "Customer", naming);
			Class<?> type = javac("com.acme." + naming.name().toLowerCase() + ".Customer", java);
			assertThat(type.getRecordComponents()).hasSizeGreaterThan(NAMES.size() - 2);
			assertThat(type.getDeclaredFields()).as("nothing but the components")
				.hasSameSizeAs(type.getRecordComponents());
			String kotlin = schema.toKotlinDataClass("com.acme.kotlin." + naming.name().toLowerCase(), "Customer",
					naming);
			kotlinc("com.acme.kotlin." + naming.name().toLowerCase() + ".Customer", kotlin);
		}
	}

	@Test
	void everyFieldOfARecordKeepsItsName() throws Exception {
		for (RecordNaming naming : RecordNaming.values()) {
			List<String> fields = NAMES.stream()
				.filter((name) -> !name.contains("\uD83D") || name.equals("😀"))
				.toList();
			ObjectSchema schema = schema("",
					fields.stream().map((name) -> Map.of("name", name, "type", "int")).toList());
			Class<?> type = javac("Customer", schema.toJavaRecord("", "Customer", naming));
			Object[] values = IntStream.range(0, fields.size()).mapToObj(Long::valueOf).toArray();
			Class<?>[] types = Arrays.stream(type.getRecordComponents())
				.map(RecordComponent::getType)
				.toArray(Class[]::new);
			Object record = customer(type, values, types);
			String json = Written.json(record, naming);
			Object read = JsonMapper.shared().readValue(json, Map.class);
			assertThat(read)
				.isEqualTo(IntStream.range(0, fields.size()).boxed().collect(Collectors.toMap(fields::get, (i) -> i)));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 239, 300 })
	void sourceOfAnySizeCompiles(int size) throws Exception {
		List<Map<String, Object>> fields = IntStream.range(0, size)
			.mapToObj((i) -> Map.<String, Object>of("name", "f" + i, "type", "string"))
			.toList();
		ObjectSchema schema = schema("x", fields);
		Class<?> type = javac("Customer", schema.toJavaRecord("", "Customer"));
		assertThat(type.getRecordComponents()).hasSize(Math.min(size, 240));
		if (size > 240) {
			kotlinc("Customer", schema.toKotlinDataClass("", "Customer"));
			assertThat(schema.toJavaRecord("", "Customer")).contains("60 more fields are left out");
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "class", "1a", "a b", "A;B", "Instant", "String", "a.B", "\u202EA", "A\n", "Map" })
	void rejectsInvalidName(String name) {
		ObjectSchema schema = schema("x", List.of(Map.of("name", "a")));
		assertThatIllegalArgumentException().isThrownBy(() -> schema.toJavaRecord("com.acme", name));
		assertThatIllegalArgumentException().isThrownBy(() -> schema.toKotlinDataClass("com.acme", name));
		if (!name.isBlank() && !name.equals("Instant") && !name.equals("String") && !name.equals("a.B")
				&& !name.equals("Map")) {
			assertThatIllegalArgumentException().isThrownBy(() -> schema.toJavaRecord("com." + name, "A"));
		}
	}

	@Test
	void refusesSchemaWithoutFields() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> schema("x", List.of()).toJavaRecord("com.acme", "Customer"))
			.withMessage("The schema shows no fields");
	}

	private static List<Map<String, Object>> fields() {
		List<Map<String, Object>> fields = new ArrayList<>();
		String[] types = { "string", "int", "decimal(10,2)", "double", "boolean", "date", "timestamp", "object",
				"array", "uuid", "geo */", "json" };
		for (int i = 0; i < NAMES.size(); i++) {
			String text = HOSTILE.get(i % HOSTILE.size());
			fields.add((i % 3 == 0)
					? Map.of("name", NAMES.get(i), "type", "enum", "description", text, "enum",
							Stream.concat(NAMES.stream(), HOSTILE.stream()).toList())
					: Map.of("name", NAMES.get(i), "type", types[i % types.length], "description", text, "nullable",
							i % 2 == 0));
		}
		HOSTILE.forEach((name) -> fields.add(Map.of("name", name, "type", name)));
		return fields;
	}

	private static ObjectSchema schema(String description, List<? extends Map<String, ?>> fields) {
		JsonMapper mapper = JsonMapper.shared();
		return mapper.convertValue(Map.of("objectName", "people */", "description", description, "identityKeys",
				List.of(), "fields", fields), ObjectSchema.class);
	}

	private static ExperitureEmulator emulator() {
		return ExperitureEmulator.builder()
			.object(CdpObject.event("people")
				.identityKey("customer_id", FieldType.STRING)
				.requiredField("email", FieldType.EMAIL)
				.field("first_name", FieldType.STRING)
				.field("isVip", FieldType.BOOLEAN)
				.field("is_active", FieldType.BOOLEAN)
				.field("eMail2", FieldType.STRING)
				.field("Birth Date", FieldType.DATE)
				.field("class", FieldType.INTEGER)
				.field("lifetime_value", FieldType.NUMBER)
				.field("last_seen_at", FieldType.TIMESTAMP)
				.field("extra", FieldType.JSON)
				.enumField("loyalty_tier", "silver", "gold+"))
			.start();
	}

	private static ExperitureClient client(ExperitureEmulator emulator, RecordNaming naming) {
		return ExperitureClient.builder()
			.baseUrl(emulator.baseUrl())
			.credentials(new ClientCredentials(emulator.tokenUri(), emulator.clientId(), emulator.clientSecret(),
					List.of(), ClientAuthentication.CLIENT_SECRET_BASIC))
			.recordNaming(naming)
			.recordValidation(RecordValidation.ALWAYS)
			.build();
	}

	private static void assertStored(ExperitureEmulator emulator) {
		Map<String, Object> stored = emulator.records("people").get(0);
		assertThat(stored).containsEntry("customer_id", "customerId")
			.containsEntry("email", "jane@example.com")
			.containsEntry("first_name", "firstName")
			.containsEntry("isVip", true)
			.containsEntry("is_active", true)
			.containsEntry("eMail2", "eMail2")
			.containsEntry("Birth Date", "2000-02-29")
			.containsEntry("last_seen_at", "2026-04-21T15:30:00Z")
			.containsEntry("loyalty_tier", "gold+");
		assertThat(((Number) stored.get("class")).longValue()).isEqualTo(7);
		assertThat(stored.keySet()).hasSize(12);
	}

	private static Object value(String name, Class<?> type) {
		if (type.isEnum()) {
			return Stream.of(type.getEnumConstants())
				.filter((constant) -> constant.toString().equals("GOLD"))
				.findFirst()
				.orElseThrow();
		}
		if (name.equals("email")) {
			return "jane@example.com";
		}
		Map<Class<?>, Object> values = Map.of(String.class, name, Long.class, 7L, Boolean.class, true, LocalDate.class,
				LocalDate.of(2000, 2, 29), Instant.class, Instant.parse("2026-04-21T15:30:00Z"), BigDecimal.class,
				new BigDecimal("12.50"), Object.class, "any", UUID.class, new UUID(1, 2));
		return values.get(type);
	}

	private static Object customer(Class<?> type, Object[] values, Class<?>[] types) throws Exception {
		return type.getDeclaredConstructor(types).newInstance(values);
	}

	private Class<?> javac(String name, String source) throws Exception {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		Path output = Files.createTempDirectory(this.folder, "java");
		StringWriter messages = new StringWriter();
		SimpleJavaFileObject file = new SimpleJavaFileObject(
				URI.create("string:///" + name.replace('.', '/') + ".java"), javax.tools.JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}

		};
		boolean compiled = compiler.getTask(messages, null, null, List.of("-d", output.toString(), "-classpath",
				System.getProperty("java.class.path"), "-proc:none", "-Xlint:all", "-Werror", "-Xdoclint:all,-missing"),
				null, List.of(file))
			.call();
		assertThat(compiled).as("%s%n%s", messages, source).isTrue();
		return load(name, output);
	}

	private Class<?> kotlinc(String name, String source) throws Exception {
		Path output = Files.createTempDirectory(this.folder, "kotlin");
		Path file = Files.writeString(output.resolve("Source.kt"), source);
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		ExitCode result = new K2JVMCompiler().exec(new PrintStream(messages, true, StandardCharsets.UTF_8),
				file.toString(), "-d", output.toString(), "-classpath", System.getProperty("java.class.path"),
				"-no-stdlib", "-no-reflect", "-nowarn");
		assertThat(result).as("%s%n%s", messages.toString(StandardCharsets.UTF_8), source).isEqualTo(ExitCode.OK);
		return load(name, output);
	}

	private static Class<?> load(String name, Path output) throws IOException, ClassNotFoundException {
		ClassLoader loader = new URLClassLoader(new URL[] { output.toUri().toURL() },
				GeneratedTypesTests.class.getClassLoader());
		return Class.forName(name, true, loader);
	}

}
