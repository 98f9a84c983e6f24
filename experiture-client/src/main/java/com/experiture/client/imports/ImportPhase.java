package com.experiture.client.imports;

/**
 * How far an import is.
 */
public enum ImportPhase {

	/** The file is looked at, or the records are written to one. */
	PREPARE,

	/** The job is created. */
	CREATE,

	/** The file is uploaded. */
	UPLOAD,

	/** The mapping is submitted. */
	SUBMIT_MAPPING,

	/** The job is started. From here on rows may be imported. */
	START,

	/** The job is waited for. */
	AWAIT

}
