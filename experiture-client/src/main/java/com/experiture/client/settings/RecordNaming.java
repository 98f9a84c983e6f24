package com.experiture.client.settings;

/**
 * How the properties of record objects are named in JSON. Keys of maps are never changed.
 */
public enum RecordNaming {

	/** By the annotations or the names of the properties. */
	AS_IS,

	/** {@code firstName} becomes {@code first_name}; annotations take precedence. */
	SNAKE_CASE

}
