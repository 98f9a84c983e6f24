package com.experiture.client.settings;

/**
 * How the members of record objects are named on the wire. Keys of maps are never
 * changed.
 */
public enum RecordNaming {

	/** As the object's own annotations or component names say. */
	AS_IS,

	/** {@code firstName} becomes {@code first_name}; explicit annotations win. */
	SNAKE_CASE

}
