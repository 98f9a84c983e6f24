package com.experiture.client.internal.json;

import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.util.function.SingletonSupplier;

import com.experiture.client.internal.encoding.EncodedBody;
import com.experiture.client.internal.encoding.JsonPaths;
import com.experiture.client.internal.encoding.RecordEncoder;
import com.experiture.client.internal.encoding.RecordTypeChecks;
import com.experiture.client.internal.encoding.RecordTypes;
import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.settings.RecordNaming;

/**
 * The JSON mappers of one client: one for the fields of the API, one for the records of
 * the workspace. They belong to the client: JSON settings of the application do not
 * affect them, and they are never published as a bean.
 */
public final class ExperitureJson {

	// These modules write null for properties that are not loaded, which would clear the
	// field.
	private static final String NULL_FOR_LAZY = "tools.jackson.datatype.hibernate";

	private final SingletonSupplier<JsonMapper> mapper;

	private final SingletonSupplier<JsonMapper> tolerantMapper;

	private final SingletonSupplier<RecordEncoder> records;

	private ExperitureJson(Supplier<JsonMapper> mapper, Supplier<JsonMapper> recordMapper) {
		this.mapper = SingletonSupplier.of(mapper);
		this.tolerantMapper = SingletonSupplier.of(() -> tolerant(this.mapper.obtain()));
		this.records = SingletonSupplier.of(() -> new RecordEncoder(recordMapper.get()));
	}

	/**
	 * Create the mappers. Each is built when it is first needed.
	 * @param naming how the properties of record objects are named in JSON
	 * @param customizer applied last to the builder of the record mapper, for modules and
	 * mix-ins of the application's own types
	 * @return the mappers
	 */
	public static ExperitureJson create(RecordNaming naming, Consumer<JsonMapper.Builder> customizer) {
		return new ExperitureJson(ExperitureJson::mapper, () -> recordMapper(naming, customizer));
	}

	// Values are read out of the envelope, so that other tokens always follow them.
	private static JsonMapper mapper() {
		return base().annotationIntrospector(new ResponseIntrospector(false))
			.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
	}

	private static JsonMapper tolerant(JsonMapper mapper) {
		return mapper.rebuild()
			.annotationIntrospector(new ResponseIntrospector(true))
			.addModule(new SimpleModule("tolerant").setDeserializerModifier(new TolerantDeserializer.Modifier()))
			.build();
	}

	private static JsonMapper recordMapper(RecordNaming naming, Consumer<JsonMapper.Builder> customizer) {
		JsonMapper.Builder records = base()
			// The toString() of a constant is text for people and can change.
			.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
			.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			// The depth of a record is limited, so that a circular reference is detected.
			.disable(SerializationFeature.FAIL_ON_SELF_REFERENCES);
		if (naming == RecordNaming.SNAKE_CASE) {
			records.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
		}
		try {
			records.addModule(new RecordTypeChecks());
			// As Spring Boot does for the mapper of the application
			MapperBuilder.findModules(ExperitureJson.class.getClassLoader())
				.stream()
				.filter((module) -> !module.getClass().getName().startsWith(NULL_FOR_LAZY))
				.forEach(records::addModule);
			records.addModule(new RecordTypes());
			customizer.accept(records);
			return records.build();
		}
		catch (Error ex) {
			// An Error would end a thread instead of the call.
			throw new IllegalStateException(
					"The mapper of records could not be made; see its customizers, and the Jackson modules of the class path",
					ex);
		}
	}

	// Properties of an object that are null are left out; nulls in a map are written,
	// since the caller put them there to clear a field.
	private static JsonMapper.Builder base() {
		return JsonMapper.builder()
			.changeDefaultPropertyInclusion((ignored) -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT,
					JsonInclude.Include.ALWAYS));
	}

	/**
	 * Return the encoder of record payloads.
	 * @return the encoder
	 */
	public RecordEncoder records() {
		return this.records.obtain();
	}

	/**
	 * Write a request body with the fields of the API.
	 * @param value the body
	 * @return the body
	 */
	public EncodedBody write(Object value) {
		return EncodedBody.of(bytes(value));
	}

	/**
	 * Write a request body of the caller's own. All documented bodies are objects.
	 * @param value the body: a map, a tree or an object
	 * @return the body, which is a JSON object
	 */
	public EncodedBody writeObject(Object value) {
		byte[] body = bytes(value);
		InvalidField.unless(body[0] == '{', "body", "must be a map or an object, not a plain value or a list");
		return EncodedBody.of(body);
	}

	private byte[] bytes(Object value) {
		try {
			return this.mapper.obtain().writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new InvalidField(JsonPaths.describe(ex, "body"), "cannot be written as JSON");
		}
	}

	/**
	 * Start reading a response.
	 * @param body UTF-8 encoded JSON
	 * @return a parser at the beginning
	 */
	public JsonParser parser(byte[] body) {
		return this.mapper.obtain().createParser(body);
	}

	/**
	 * Start reading a body.
	 * @param body UTF-8 encoded JSON
	 * @return a parser at the beginning
	 */
	public JsonParser parser(InputStream body) {
		return this.mapper.obtain().createParser(body);
	}

	/**
	 * Read the value at the position of the parser.
	 * @param <T> the type of the value
	 * @param parser the parser
	 * @param type the type of the value
	 * @return the value, or {@code null} for a JSON null
	 */
	public <T> @Nullable T read(JsonParser parser, Type type) {
		return read(this.mapper.obtain(), parser, type);
	}

	/**
	 * Read the value at the position of the parser, even if some of its fields do not
	 * have the expected type. In a response type of this client, such a field is missing
	 * and its JSON is in the additional properties, unless the field is required. Needs
	 * more memory than {@link #read}, which must be tried first.
	 * @param <T> the type of the value
	 * @param parser the parser
	 * @param type the type of the value
	 * @return the value, or {@code null} for a JSON null
	 */
	public <T> @Nullable T readTolerantly(JsonParser parser, Type type) {
		return read(this.tolerantMapper.obtain(), parser, type);
	}

	private static <T> @Nullable T read(JsonMapper mapper, JsonParser parser, Type type) {
		JavaType javaType = mapper.constructType(type);
		return mapper.readerFor(javaType).readValue(parser);
	}

}
