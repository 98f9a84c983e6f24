package com.experiture.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a workspace, as a JSON file.
 *
 * @param objects the objects; if there are none, the default objects are used
 * @param records the records by object
 * @param audiences the audiences
 * @param templates the templates
 */
record FixtureFile(List<ObjectEntry> objects, Map<String, List<Map<String, Object>>> records,
		List<AudienceEntry> audiences, List<TemplateEntry> templates) {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
				DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	FixtureFile(@Nullable List<ObjectEntry> objects, @Nullable Map<String, List<Map<String, Object>>> records,
			@Nullable List<AudienceEntry> audiences, @Nullable List<TemplateEntry> templates) {
		this.objects = (objects != null) ? objects : List.of();
		this.records = (records != null) ? records : Map.of();
		this.audiences = (audiences != null) ? audiences : List.of();
		this.templates = (templates != null) ? templates : List.of();
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @return its content
	 * @throws IllegalArgumentException if it cannot be read
	 */
	static FixtureFile read(Path file) {
		try {
			return MAPPER.readValue(Files.readAllBytes(file), FixtureFile.class);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The fixtures cannot be read from " + file, ex);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"The fixtures in " + file + " cannot be understood: " + ex.getOriginalMessage(), ex);
		}
	}

	private static <T> T present(@Nullable T value, String name) {
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' is missing");
		}
		return value;
	}

	void load(Fixtures fixtures) {
		this.records.forEach((object, records) -> records.forEach((record) -> fixtures.record(object, record)));
		this.audiences.forEach((audience) -> fixtures.audience(audience.id(), audience.name(),
				(profile) -> profile.entrySet().containsAll(audience.where().entrySet()),
				audience.where().keySet().toArray(String[]::new)));
		this.templates.forEach((template) -> fixtures.template(template.id(), template.name(), template.channel(),
				template.published()));
	}

	/**
	 * An object of the workspace.
	 *
	 * @param name the name in paths
	 * @param type the type, {@code profile} or {@code event}
	 * @param primaryProfileRoot whether profiles are written to it
	 * @param fields the fields
	 */
	record ObjectEntry(String name, String type, @Nullable Boolean primaryProfileRoot, List<FieldEntry> fields) {

		ObjectEntry {
			present(name, "name");
			present(type, "type");
			present(fields, "fields");
		}

		CdpObject toObject() {
			CdpObject object = CdpObject.of(this.name, this.type);
			if (Boolean.TRUE.equals(this.primaryProfileRoot)) {
				object = object.primaryProfileRoot();
			}
			for (FieldEntry field : this.fields) {
				object = field.addTo(object);
			}
			return object;
		}

	}

	/**
	 * A field of an object.
	 *
	 * @param name the name
	 * @param type the type, such as {@code timestamp}
	 * @param identityKey whether records can be matched by it
	 * @param required whether appended records must have it
	 * @param values the allowed texts of an {@code enum}
	 */
	record FieldEntry(String name, String type, @Nullable Boolean identityKey, @Nullable Boolean required,
			@Nullable List<String> values) {

		FieldEntry {
			present(name, "name");
			if (Stream.of(FieldType.values()).noneMatch((known) -> known.id().equals(type))) {
				throw new IllegalArgumentException("Field '" + name + "' needs a 'type' out of "
						+ Stream.of(FieldType.values()).map(FieldType::id).toList());
			}
		}

		CdpObject addTo(CdpObject object) {
			FieldType fieldType = FieldType.valueOf(this.type.toUpperCase(Locale.ROOT));
			if (fieldType == FieldType.ENUM) {
				return object.enumField(this.name,
						(this.values != null) ? this.values.toArray(String[]::new) : new String[0]);
			}
			if (Boolean.TRUE.equals(this.identityKey)) {
				return object.identityKey(this.name, fieldType);
			}
			return Boolean.TRUE.equals(this.required) ? object.requiredField(this.name, fieldType)
					: object.field(this.name, fieldType);
		}

	}

	/**
	 * An audience.
	 *
	 * @param id the id, a UUID
	 * @param name the name
	 * @param where the values that its profiles must have
	 */
	record AudienceEntry(String id, String name, Map<String, Object> where) {

		AudienceEntry {
			present(id, "id");
			present(name, "name");
			present(where, "where");
		}

	}

	/**
	 * A template.
	 *
	 * @param id the id
	 * @param name the name
	 * @param channel the channel of the template
	 * @param published whether campaigns can use it
	 */
	record TemplateEntry(String id, String name, String channel, boolean published) {

		TemplateEntry {
			present(id, "id");
			present(name, "name");
			present(channel, "channel");
		}

	}

}
