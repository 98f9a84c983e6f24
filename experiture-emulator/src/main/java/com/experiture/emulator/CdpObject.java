package com.experiture.emulator;

import java.util.ArrayList;
import java.util.List;

/**
 * The schema of an object (a table) that the emulated workspace holds. Instances are
 * immutable: every method returns a changed copy.
 *
 * <pre class="code">
 * CdpObject visits = CdpObject.event("visits")
 *     .requiredField("page", FieldType.STRING)
 *     .field("seconds", FieldType.INTEGER)
 *     .enumField("device", "desktop", "mobile")
 *     .field("visited_at", FieldType.TIMESTAMP);
 * CdpObject people = CdpObject.profiles().field("shoe_size", FieldType.NUMBER);
 * </pre>
 */
public final class CdpObject {

	private final Head head;

	private final List<CdpField> fields;

	private final List<String> identityKeys;

	private CdpObject(Head head, List<CdpField> fields, List<String> identityKeys) {
		this.head = head;
		this.fields = List.copyOf(fields);
		this.identityKeys = List.copyOf(identityKeys);
	}

	/**
	 * Start a schema without fields.
	 * @param name the object's name in paths, such as {@code profiles}
	 * @param objectType the type in metadata: {@code profile} or {@code event} are
	 * documented
	 * @return the object
	 */
	public static CdpObject of(String name, String objectType) {
		boolean event = objectType.equals("event");
		return new CdpObject(new Head(name, name, name, objectType, "", false, event ? "append" : "upsert"), List.of(),
				List.of());
	}

	/**
	 * Start the schema of an event, whose default write mode is {@code append}.
	 * @param name the object's name in paths
	 * @return the object
	 */
	public static CdpObject event(String name) {
		return of(name, "event");
	}

	/**
	 * Return the default profile object {@code profiles}, the workspace's primary profile
	 * root. Its identity keys are {@code email} (the primary key), {@code customer_id},
	 * {@code phone}, {@code external_id} and {@code anonymous_id}.
	 * @return the object, to be used as it is or extended
	 */
	public static CdpObject profiles() {
		return of("profiles", "profile").displayNames("Profile", "Profiles")
			.description("People known to the workspace")
			.primaryProfileRoot()
			.identityKey("email", FieldType.EMAIL)
			.identityKey("customer_id", FieldType.STRING)
			.identityKey("phone", FieldType.PHONE)
			.identityKey("external_id", FieldType.STRING)
			.identityKey("anonymous_id", FieldType.STRING)
			.field("first_name", FieldType.STRING)
			.field("last_name", FieldType.STRING)
			.field("birth_date", FieldType.DATE)
			.field("city", FieldType.STRING)
			.field("postal_code", FieldType.STRING)
			.field("country", FieldType.STRING)
			.field("language", FieldType.STRING)
			.enumField("loyalty_tier", "bronze", "silver", "gold", "platinum")
			.field("loyalty_points", FieldType.INTEGER)
			.field("lifetime_value", FieldType.NUMBER)
			.field("email_opt_in", FieldType.BOOLEAN)
			.field("sms_opt_in", FieldType.BOOLEAN)
			.field("created_at", FieldType.TIMESTAMP)
			.field("last_seen_at", FieldType.TIMESTAMP);
	}

	/**
	 * Return the default event object {@code orders}. Its only identity key is
	 * {@code order_id}.
	 * @return the object, to be used as it is or extended
	 */
	public static CdpObject orders() {
		return event("orders").displayNames("Order", "Orders")
			.description("Orders of people")
			.identityKey("order_id", FieldType.STRING)
			.field("customer_id", FieldType.STRING)
			.field("email", FieldType.EMAIL)
			.field("total", FieldType.NUMBER)
			.field("currency", FieldType.STRING)
			.enumField("status", "pending", "paid", "shipped", "delivered", "cancelled", "refunded")
			.field("item_count", FieldType.INTEGER)
			.field("channel", FieldType.STRING)
			.field("ordered_at", FieldType.TIMESTAMP);
	}

	/**
	 * Set the names that people read.
	 * @param singular the singular
	 * @param plural the plural
	 * @return the changed object
	 */
	public CdpObject displayNames(String singular, String plural) {
		return with(new Head(name(), singular, plural, this.head.objectType, this.head.description,
				isPrimaryProfileRoot(), this.head.writeMode));
	}

	/**
	 * Set the description.
	 * @param description the description
	 * @return the changed object
	 */
	public CdpObject description(String description) {
		return with(new Head(name(), this.head.singular, this.head.plural, this.head.objectType, description,
				isPrimaryProfileRoot(), this.head.writeMode));
	}

	/**
	 * Make this the object that {@code POST /profiles/upsert} writes to.
	 * @return the changed object
	 */
	public CdpObject primaryProfileRoot() {
		return with(new Head(name(), this.head.singular, this.head.plural, this.head.objectType, this.head.description,
				true, this.head.writeMode));
	}

	/**
	 * Add a field that records can be matched by. The first one added is the primary key,
	 * which an upsert without {@code matchKey} uses.
	 * @param name the field's name
	 * @param type the field's type
	 * @return the changed object
	 */
	public CdpObject identityKey(String name, FieldType type) {
		List<String> keys = new ArrayList<>(this.identityKeys);
		keys.add(name);
		CdpObject changed = field(name, type);
		return new CdpObject(this.head, changed.fields, keys);
	}

	/**
	 * Add a field that may be missing or cleared.
	 * @param name the field's name
	 * @param type the field's type
	 * @return the changed object
	 */
	public CdpObject field(String name, FieldType type) {
		return with(new CdpField(name, type, true, List.of()));
	}

	/**
	 * Add a field that an append must have and that cannot be cleared.
	 * @param name the field's name
	 * @param type the field's type
	 * @return the changed object
	 */
	public CdpObject requiredField(String name, FieldType type) {
		return with(new CdpField(name, type, false, List.of()));
	}

	/**
	 * Add a field that takes only the given texts.
	 * @param name the field's name
	 * @param values the allowed texts
	 * @return the changed object
	 */
	public CdpObject enumField(String name, String... values) {
		return with(new CdpField(name, FieldType.ENUM, true, List.of(values)));
	}

	/**
	 * Return the object's name.
	 * @return the name in paths
	 */
	public String name() {
		return this.head.name;
	}

	boolean isPrimaryProfileRoot() {
		return this.head.primaryProfileRoot;
	}

	String writeMode() {
		return this.head.writeMode;
	}

	List<CdpField> fields() {
		return this.fields;
	}

	List<String> identityKeys() {
		return this.identityKeys;
	}

	Members summary() {
		return new Members().with("objectName", name())
			.with("displayName", this.head.singular)
			.with("pluralDisplayName", this.head.plural)
			.with("objectType", new EnumText(this.head.objectType))
			.with("activeVersion", 1)
			.with("primaryProfileRoot", isPrimaryProfileRoot())
			.with("ingestion",
					new Members().with("single", true)
						.with("jsonBatch", true)
						.with("fileImport", true)
						.with("defaultWriteMode", new EnumText(this.head.writeMode)));
	}

	Members metadata() {
		return summary().with("description", this.head.description)
			.with("identityKeys", this.identityKeys)
			.with("fields", this.fields.stream().map(CdpField::metadata).toList());
	}

	private CdpObject with(Head changed) {
		return new CdpObject(changed, this.fields, this.identityKeys);
	}

	private CdpObject with(CdpField field) {
		List<CdpField> changed = new ArrayList<>(this.fields);
		changed.removeIf((existing) -> existing.name().equals(field.name()));
		changed.add(field);
		return new CdpObject(this.head, changed, this.identityKeys);
	}

	@Override
	public String toString() {
		return "CdpObject[" + name() + "]";
	}

	private record Head(String name, String singular, String plural, String objectType, String description,
			boolean primaryProfileRoot, String writeMode) {
	}

}
