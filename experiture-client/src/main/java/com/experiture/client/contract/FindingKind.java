package com.experiture.client.contract;

/**
 * The kind of a difference between a document and this client.
 */
public enum FindingKind {

	/** The document has a call that the table of this client does not have. */
	NEW_CALL("new call"),

	/** The document does not have a call of the table. */
	MISSING_CALL("missing call"),

	/** The path of a call has another HTTP method. */
	CHANGED_METHOD("changed method"),

	/** The calls are below another path, such as that of another version. */
	CHANGED_BASE_PATH("changed base path"),

	/** A call needs other scopes, or one whose scope was not documented needs one. */
	CHANGED_SCOPE("changed scope"),

	/** A call has a parameter that this client does not know. */
	NEW_PARAMETER("new parameter"),

	/** A documented parameter is missing, or has another type or other values. */
	CHANGED_PARAMETER("changed parameter"),

	/** A documented body is missing, or is not JSON. */
	CHANGED_BODY("changed body"),

	/** An object has fields that this client does not know. */
	NEW_FIELD("new field"),

	/** An object lacks a documented field. */
	MISSING_FIELD("missing field"),

	/** A documented field has another type. */
	CHANGED_TYPE("changed type"),

	/** A field has values that this client does not know. */
	NEW_VALUE("new value"),

	/** A field lacks documented values. */
	MISSING_VALUE("missing value"),

	/** A request needs a field or a parameter that this client does not always send. */
	NEW_REQUIREMENT("new requirement"),

	/** A limit of a request has changed. */
	CHANGED_LIMIT("changed limit"),

	/** The document contradicts an assumption. */
	CONTRADICTED_ASSUMPTION("contradicted assumption");

	private final String text;

	FindingKind(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
