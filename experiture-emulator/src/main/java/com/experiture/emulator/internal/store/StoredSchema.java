package com.experiture.emulator.internal.store;

import java.util.ArrayList;
import java.util.List;

import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * The schema of an object that the workspace holds.
 *
 * @param head what the object is, apart from its fields
 * @param fields the fields in the order in which records show them
 * @param identityKeys the names of the fields that records can be matched by, the primary
 * key first
 */
public record StoredSchema(Head head, List<SchemaField> fields, List<String> identityKeys) {

	public StoredSchema {
		fields = List.copyOf(fields);
		identityKeys = List.copyOf(identityKeys);
	}

	public String name() {
		return this.head.name();
	}

	boolean isPrimaryProfileRoot() {
		return this.head.primaryProfileRoot();
	}

	public String writeMode() {
		return this.head.objectType().equals("event") ? "append" : "upsert";
	}

	public StoredSchema with(Head head) {
		return new StoredSchema(head, this.fields, this.identityKeys);
	}

	/**
	 * Add a field, or replace the one of that name.
	 * @param field the field
	 * @return the changed schema
	 */
	public StoredSchema with(SchemaField field) {
		List<SchemaField> changed = new ArrayList<>(this.fields);
		changed.removeIf((existing) -> existing.name().equals(field.name()));
		changed.add(field);
		return new StoredSchema(this.head, changed, this.identityKeys);
	}

	public StoredSchema withIdentityKey(SchemaField field) {
		List<String> keys = new ArrayList<>(this.identityKeys);
		keys.add(field.name());
		return new StoredSchema(this.head, with(field).fields, keys);
	}

	public JsonObject summary() {
		return new JsonObject().with("objectName", name())
			.with("displayName", this.head.texts().singular())
			.with("pluralDisplayName", this.head.texts().plural())
			.with("objectType", new EnumText(this.head.objectType()))
			.with("activeVersion", 1)
			.with("primaryProfileRoot", isPrimaryProfileRoot())
			.with("ingestion",
					new JsonObject().with("single", true)
						.with("jsonBatch", true)
						.with("fileImport", true)
						.with("defaultWriteMode", new EnumText(writeMode())));
	}

	public JsonObject metadata() {
		return summary().with("description", this.head.texts().description())
			.with("identityKeys", this.identityKeys)
			.with("fields", this.fields.stream().map(SchemaField::metadata).toList());
	}

	/**
	 * What an object is, apart from its fields.
	 *
	 * @param name the name in paths
	 * @param objectType the type in metadata
	 * @param texts what people read
	 * @param primaryProfileRoot whether profiles are written to it
	 */
	public record Head(String name, String objectType, Texts texts, boolean primaryProfileRoot) {

		public Head with(Texts texts) {
			return new Head(this.name, this.objectType, texts, this.primaryProfileRoot);
		}

	}

	/**
	 * What people read about an object.
	 *
	 * @param singular the name of one record
	 * @param plural the name of several records
	 * @param description the description
	 */
	public record Texts(String singular, String plural, String description) {
	}

}
