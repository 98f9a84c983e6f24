package com.experiture.emulator;

import java.util.List;

import com.experiture.emulator.internal.store.SchemaField;
import com.experiture.emulator.internal.store.StoredSchema;
import com.experiture.emulator.internal.store.StoredSchema.Head;
import com.experiture.emulator.internal.store.StoredSchema.Texts;

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

	private final StoredSchema schema;

	private CdpObject(StoredSchema schema) {
		this.schema = schema;
	}

	/**
	 * Start a schema without fields.
	 * @param name the object's name in paths, such as {@code profiles}
	 * @param objectType the type in metadata: {@code profile} or {@code event} are
	 * documented
	 * @return the object
	 */
	public static CdpObject of(String name, String objectType) {
		return new CdpObject(
				new StoredSchema(new Head(name, objectType, new Texts(name, name, ""), false), List.of(), List.of()));
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
	 * @return the object, which can be used as it is or extended
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
	 * @return the object, which can be used as it is or extended
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
		return with(head().with(new Texts(singular, plural, head().texts().description())));
	}

	/**
	 * Set the description.
	 * @param description the description
	 * @return the changed object
	 */
	public CdpObject description(String description) {
		Texts texts = head().texts();
		return with(head().with(new Texts(texts.singular(), texts.plural(), description)));
	}

	/**
	 * Make this the object that {@code POST /profiles/upsert} writes to.
	 * @return the changed object
	 */
	public CdpObject primaryProfileRoot() {
		return with(new Head(name(), head().objectType(), head().texts(), true));
	}

	/**
	 * Add a field that records can be matched by. The first one added is the primary key,
	 * which an upsert without {@code matchKey} uses.
	 * @param name the field's name
	 * @param type the field's type
	 * @return the changed object
	 */
	public CdpObject identityKey(String name, FieldType type) {
		return new CdpObject(this.schema.withIdentityKey(new SchemaField(name, type.valueType(), true, List.of())));
	}

	/**
	 * Add a field that may be missing or cleared.
	 * @param name the field's name
	 * @param type the field's type
	 * @return the changed object
	 */
	public CdpObject field(String name, FieldType type) {
		return with(new SchemaField(name, type.valueType(), true, List.of()));
	}

	/**
	 * Add a field that an append must have and that cannot be cleared.
	 * @param name the field's name
	 * @param type the field's type
	 * @return the changed object
	 */
	public CdpObject requiredField(String name, FieldType type) {
		return with(new SchemaField(name, type.valueType(), false, List.of()));
	}

	/**
	 * Add a field that takes only the given texts.
	 * @param name the field's name
	 * @param values the allowed texts
	 * @return the changed object
	 */
	public CdpObject enumField(String name, String... values) {
		return with(new SchemaField(name, FieldType.ENUM.valueType(), true, List.of(values)));
	}

	/**
	 * Return the object's name.
	 * @return the name in paths
	 */
	public String name() {
		return this.schema.name();
	}

	StoredSchema schema() {
		return this.schema;
	}

	private Head head() {
		return this.schema.head();
	}

	private CdpObject with(Head head) {
		return new CdpObject(this.schema.with(head));
	}

	private CdpObject with(SchemaField field) {
		return new CdpObject(this.schema.with(field));
	}

	@Override
	public String toString() {
		return "CdpObject[" + name() + "]";
	}

}
