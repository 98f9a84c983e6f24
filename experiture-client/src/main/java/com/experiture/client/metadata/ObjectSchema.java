package com.experiture.client.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;
import com.experiture.client.settings.RecordNaming;

/**
 * An object of the workspace with its fields. All of it is documented, except the names
 * of the properties of its fields.
 *
 * @param objectName the name in paths, such as {@code profiles}
 * @param displayName the name for people, such as {@code Profile}
 * @param pluralDisplayName the name of several, such as {@code Profiles}
 * @param description what the object is for
 * @param objectType what kind of object it is
 * @param activeVersion the version of the schema in force, a number in an example
 * @param primaryProfileRoot whether it is the workspace's primary profile object; a
 * boolean in an example, see {@link #isPrimaryProfileRoot()}
 * @param ingestion the ways of writing into it
 * @param identityKeys the fields that an upsert may match by
 * @param fields the fields (the name {@code fields} is assumed)
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
 */
public record ObjectSchema(@JsonProperty(required = true) String objectName, @Nullable String displayName,
		@Nullable String pluralDisplayName, @Nullable String description, @Nullable ObjectType objectType,
		@Nullable JsonNode activeVersion, @Nullable JsonNode primaryProfileRoot, @Nullable Ingestion ingestion,
		List<String> identityKeys, @JsonDeserialize(using = ObjectFieldsDeserializer.class) List<ObjectField> fields,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a schema.
	 */
	public ObjectSchema {
		identityKeys = (identityKeys != null) ? List.copyOf(identityKeys) : List.of();
		if (fields == null || fields.isEmpty()) {
			Map<String, JsonNode> others = new LinkedHashMap<>(
					(additionalProperties != null) ? additionalProperties : Map.of());
			fields = ObjectFieldsDeserializer.takeOtherName(others);
			additionalProperties = others;
		}
		fields = List.copyOf(fields);
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Return whether this is the workspace's primary profile object (assumed: the field
	 * is {@code true}, or the object's own name).
	 * @return whether {@code profiles().upsert(..)} writes into it
	 */
	public boolean isPrimaryProfileRoot() {
		return PrimaryRoot.is(this.primaryProfileRoot, this.objectName);
	}

	/**
	 * Return a field (assumed).
	 * @param name the name of the field
	 * @return the field, if there is one of that name
	 */
	public Optional<ObjectField> field(String name) {
		return this.fields.stream().filter((field) -> name.equals(field.name())).findFirst();
	}

	/**
	 * Generate the source of a Java record for this object, to be added to the
	 * application, for a client that does not change the names of record properties. The
	 * types, nullability and enumerations of the schema are read as {@link ObjectField}
	 * reads them.
	 * @param packageName the package of the record; blank for none
	 * @param typeName the name of the record, such as {@code Customer}
	 * @return the source of one file, which uses annotations of Jackson and JSpecify
	 * @throws IllegalArgumentException if a name is not a valid name, or is that of a
	 * type that the source uses
	 */
	public String toJavaRecord(String packageName, String typeName) {
		return toJavaRecord(packageName, typeName, RecordNaming.AS_IS);
	}

	/**
	 * Generate the source of a Java record for this object.
	 * @param packageName the package of the record; blank for none
	 * @param typeName the name of the record, such as {@code Customer}
	 * @param naming how the client names records ({@code experiture.records.naming});
	 * fields that it names as the API does need no annotation
	 * @return the source of one file
	 * @throws IllegalArgumentException if a name is not a valid name, or is that of a
	 * type that the source uses
	 * @see #toJavaRecord(String, String)
	 */
	public String toJavaRecord(String packageName, String typeName, RecordNaming naming) {
		return new JavaRecordSource(TypeModel.of(this, packageName, typeName, naming)).toString();
	}

	/**
	 * Generate the source of a Kotlin data class for this object, for a client that does
	 * not change the names of record properties.
	 * @param packageName the package of the class; blank for none
	 * @param typeName the name of the class, such as {@code Customer}
	 * @return the source of one file, which uses annotations of Jackson
	 * @throws IllegalArgumentException if a name is not a valid name, or is that of a
	 * type that the source uses
	 */
	public String toKotlinDataClass(String packageName, String typeName) {
		return toKotlinDataClass(packageName, typeName, RecordNaming.AS_IS);
	}

	/**
	 * Generate the source of a Kotlin data class for this object.
	 * @param packageName the package of the class; blank for none
	 * @param typeName the name of the class, such as {@code Customer}
	 * @param naming how the client names records ({@code experiture.records.naming})
	 * @return the source of one file
	 * @throws IllegalArgumentException if a name is not a valid name, or is that of a
	 * type that the source uses
	 * @see #toKotlinDataClass(String, String)
	 */
	public String toKotlinDataClass(String packageName, String typeName, RecordNaming naming) {
		return new KotlinClassSource(TypeModel.of(this, packageName, typeName, naming)).toString();
	}

	@Override
	public String toString() {
		return Description.of("ObjectSchema")
			.code("objectName", this.objectName)
			.part("objectType", this.objectType)
			.size("identityKeys", this.identityKeys)
			.size("fields", this.fields)
			.toString();
	}

}
