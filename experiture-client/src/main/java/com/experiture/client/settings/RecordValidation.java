package com.experiture.client.settings;

/**
 * When the client validates records against the schema of their object. Reading a schema
 * needs the scope {@code cdp:metadata:read}. If a schema cannot be read or understood, no
 * record is rejected because of it.
 */
public enum RecordValidation {

	/** Never. No schema is read. */
	NONE,

	/**
	 * After the API has rejected several records of a bulk write or of a writer because
	 * of the same field. The schema is read; if the object does not have the field,
	 * further records with it are rejected without a request for each of them.
	 */
	ON_REJECTION,

	/**
	 * Before each write of records and profiles. Checks unknown fields, types, nulls,
	 * values of enumerations, the match key and the kind of write.
	 */
	ALWAYS

}
