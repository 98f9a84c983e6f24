package com.experiture.client.metadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

import com.experiture.client.json.AdditionalMembers;
import com.experiture.client.json.Description;

/**
 * An object of the workspace with its fields. All is documented but the fields: their
 * members have undocumented names.
 *
 * @param objectName the name in paths, such as {@code profiles}
 * @param displayName the name for people, such as {@code Profile}
 * @param pluralDisplayName the name of several, such as {@code Profiles}
 * @param description what the object is for
 * @param objectType what kind of object it is
 * @param activeVersion the version of the schema in force; its type is not documented
 * @param primaryProfileRoot whether it is the workspace's primary profile object; its
 * type is not documented, so see {@link #isPrimaryProfileRoot()}
 * @param ingestion how records get into it
 * @param identityKeys the fields that an upsert may match by
 * @param fields the fields (assumed to be a member {@code fields})
 * @param additionalMembers members that this version does not know, and the JSON of those
 * that have another type than documented
 */
public record ObjectSchema(@JsonProperty(required = true) String objectName, @Nullable String displayName,
		@Nullable String pluralDisplayName, @Nullable String description, @Nullable ObjectType objectType,
		@Nullable JsonNode activeVersion, @Nullable JsonNode primaryProfileRoot, @Nullable Ingestion ingestion,
		List<String> identityKeys, @JsonAlias( {
				"attributes", "columns", "properties" }) @JsonDeserialize(
						using = ObjectFieldsDeserializer.class) List<ObjectField> fields,
		@JsonAnySetter Map<String, JsonNode> additionalMembers){

	/**
	 * Create a schema.
	 */
	public ObjectSchema {
		identityKeys = (identityKeys != null) ? List.copyOf(identityKeys) : List.of();
		fields = (fields != null) ? List.copyOf(fields) : List.of();
		additionalMembers = AdditionalMembers.of(additionalMembers);
	}

	/**
	 * Return whether this is the workspace's primary profile object (assumed: the member
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
