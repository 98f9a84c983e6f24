package com.experiture.client.settings;

/**
 * When records are judged by the schema of their object instead of by the API. Reading a
 * schema needs the scope {@code cdp:metadata:read}. If a schema cannot be read or
 * understood, nothing is refused by it.
 */
public enum RecordValidation {

	/** Never. No schema is read. */
	NONE,

	/**
	 * Once the API has refused several records of a bulk write or of a writer for the
	 * same field: the schema is read, and further records with that field are rejected
	 * without a request each if the object does not have it.
	 */
	ON_REJECTION,

	/**
	 * Before anything is sent, in every write of records and profiles: unknown fields,
	 * types, nulls, values of enumerations, match key and kind of write.
	 */
	ALWAYS

}
